"""One simulated day of a hall.  The next ticket is chosen by `line.dispatch`, as in the hall itself.

Not simulated: people who leave the line, who miss their call, or who lack a paper.  Who came for more than one
window may do stands in line again for the rest.  A break begins when the service at hand is over and ends when
planned; whoever holds a ticket at closing is still served.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

import simpy

from onewindow.modules.windows.line.dispatch import Counter, Dispatcher, Rules, Waiting
from onewindow.modules.windows.simulation.arrivals import OPEN_MINUTES, Visit
from onewindow.modules.windows.simulation.plans import Arrangement, Post

Steps = Generator[simpy.Event, Waiting | None, None]


@dataclass(frozen=True, slots=True)
class Served:
    """One visit at one window, in minutes since opening."""

    visit: Visit
    window: int
    called: float
    ended: float

    @property
    def wait(self) -> float:
        """Minutes from the ticket to the call."""
        return max(0.0, self.called - self.visit.at)  # the clock of steps is a few bits off the moments


@dataclass(slots=True)
class Day:
    """What happened: who was served at a window, who at a machine, who by nobody."""

    served: list[Served] = field(default_factory=list)
    at_machines: list[Visit] = field(default_factory=list)
    left: list[Visit] = field(default_factory=list)


def run(visits: Sequence[Visit], arrangement: Arrangement, rules: Rules = Rules()) -> Day:  # noqa: B008
    """The day of these visits under this arrangement."""
    floor = _Floor(arrangement, rules)
    floor.env.process(floor.arrive(visits))
    for post in arrangement.posts:
        floor.env.process(floor.work(post))
        floor.env.process(floor.bell(post))
    floor.env.run()
    floor.day.left = [floor.visits[one.id] for one in floor.waiting]
    return floor.day


class _Floor:
    """The line, the windows with somebody at them, those of them that are idle, and the hall's last calls."""

    def __init__(self, arrangement: Arrangement, rules: Rules) -> None:
        self.env = simpy.Environment()
        self.arrangement = arrangement
        self.rules = rules
        self.waiting: list[Waiting] = []
        self.visits: dict[int, Visit] = {}
        self.staffed: dict[int, Counter] = {}
        self.dispatcher = Dispatcher((), rules)
        self.idle: dict[int, simpy.Event] = {}
        self.called: dict[int, list[str]] = {}
        self.calls = 0
        self.day = Day()

    def arrive(self, visits: Sequence[Visit]) -> Steps:
        for visit in visits:
            yield self.env.timeout(visit.at - self.env.now)
            if visit.draw < self.arrangement.self_service:
                self.day.at_machines.append(visit)
            else:
                self.stand(visit, visit.at)

    def stand(self, visit: Visit, rank: float) -> None:
        """Into the line; whoever has been idle longest and may take somebody, does."""
        self.visits[visit.id] = visit
        self.waiting.append(Waiting(visit.id, visit.lane, rank, visit.items))
        self.offer()

    def offer(self) -> None:
        for window in list(self.idle):
            chosen = self.next_for(window)
            if chosen is not None:
                self.idle.pop(window).succeed(chosen)

    def staff(self, post: Post, there: bool) -> None:
        """Somebody sits down or leaves, which changes who is fit for whom."""
        if there:
            self.staffed[post.window] = Counter(post.window, post.kind, post.may)
        else:
            self.staffed.pop(post.window, None)
        self.dispatcher = Dispatcher(tuple(self.staffed.values()), self.rules)
        self.offer()

    def next_for(self, window: int) -> Waiting | None:
        """Call the next ticket at this window, as the product would."""
        if not self.waiting:
            return None
        chosen = self.dispatcher.choose(self.waiting, self.staffed[window], self.called, self.calls)
        if chosen is not None:
            self.waiting.remove(chosen)
            self.calls += 1
            self.called[window] = [*self.called.get(window, [])[1 - self.rules.of :], chosen.lane]
        return chosen

    def work(self, post: Post) -> Steps:
        for begin, end in post.spans:
            yield self.env.timeout(max(0.0, begin - self.env.now))
            self.staff(post, True)
            while self.env.now < end or end >= OPEN_MINUTES:
                chosen = self.next_for(post.window)
                if chosen is None and self.env.now < end:
                    self.idle[post.window] = self.env.event()
                    chosen = yield self.idle[post.window]
                if chosen is None:
                    break
                yield from self.serve(post, chosen)
            self.staff(post, False)

    def serve(self, post: Post, chosen: Waiting) -> Steps:
        visit = self.visits[chosen.id]
        done = visit.items & post.may
        part = len(done) / len(visit.items)
        minutes = visit.minutes * part * post.pace * self.arrangement.at_window
        self.day.served.append(Served(visit, post.window, self.env.now, self.env.now + minutes))
        yield self.env.timeout(minutes)
        if done != visit.items:
            rest = replace(visit, at=self.env.now, items=visit.items - done, minutes=visit.minutes * (1 - part))
            self.stand(rest, chosen.rank)

    def bell(self, post: Post) -> Steps:
        """The end of each span calls an idle officer away."""
        for _, end in post.spans:
            yield self.env.timeout(max(0.0, end - self.env.now))
            event = self.idle.pop(post.window, None)
            if event is not None:
                event.succeed(None)
