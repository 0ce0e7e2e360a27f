"""One simulated day of a hall.  The next ticket is chosen by `line.dispatch.choose`, as in the hall itself.

Not simulated: people who leave the line, who miss their call, who are held or sent to another window.  A break
begins when the service at hand is over and ends when planned; whoever holds a ticket at closing is still served.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import simpy

from onewindow.modules.windows.line.dispatch import Counter, Rules, Waiting, choose
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
        return self.called - self.visit.at


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
    """The line, the windows that wait for somebody, and the hall's last calls."""

    def __init__(self, arrangement: Arrangement, rules: Rules) -> None:
        self.env = simpy.Environment()
        self.arrangement = arrangement
        self.rules = rules
        self.waiting: list[Waiting] = []
        self.visits: dict[int, Visit] = {}
        self.idle: dict[int, tuple[Post, simpy.Event]] = {}
        self.counters = {one.window: Counter(one.window, one.kind, one.may) for one in arrangement.posts}
        self.called: list[str] = []
        self.calls = 0
        self.day = Day()

    def arrive(self, visits: Sequence[Visit]) -> Steps:
        for visit in visits:
            yield self.env.timeout(visit.at - self.env.now)
            if visit.draw < self.arrangement.self_service:
                self.day.at_machines.append(visit)
                continue
            self.visits[visit.id] = visit
            self.waiting.append(Waiting(visit.id, visit.lane, visit.at, visit.items))
            self.offer()

    def offer(self) -> None:
        """Whoever has been idle longest and may take somebody, does."""
        for window, (post, event) in list(self.idle.items()):
            chosen = self.next_for(post)
            if chosen is not None:
                del self.idle[window]
                event.succeed(chosen)
                return

    def next_for(self, post: Post) -> Waiting | None:
        """Call the next ticket at this window, as the product would."""
        if not self.waiting:
            return None
        chosen = choose(self.waiting, self.counters[post.window], self.called, self.calls, self.rules)
        if chosen is not None:
            self.waiting.remove(chosen)
            self.calls += 1
            self.called = [*self.called[1 - self.rules.of :], chosen.lane]
        return chosen

    def work(self, post: Post) -> Steps:
        for begin, end in post.spans:
            yield self.env.timeout(max(0.0, begin - self.env.now))
            while self.env.now < end or end >= OPEN_MINUTES:
                chosen = self.next_for(post)
                if chosen is None and self.env.now < end:
                    event = self.env.event()
                    self.idle[post.window] = post, event
                    chosen = yield event
                if chosen is None:
                    break
                yield self.serve(post, chosen)

    def serve(self, post: Post, chosen: Waiting) -> simpy.Event:
        visit = self.visits[chosen.id]
        minutes = visit.minutes * post.pace * self.arrangement.at_window
        self.day.served.append(Served(visit, post.window, self.env.now, self.env.now + minutes))
        return self.env.timeout(minutes)

    def bell(self, post: Post) -> Steps:
        """The end of each span calls an idle officer away."""
        for _, end in post.spans:
            yield self.env.timeout(max(0.0, end - self.env.now))
            _, event = self.idle.pop(post.window, (None, None))
            if event is not None:
                event.succeed(None)
