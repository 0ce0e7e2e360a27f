"""Where a ticket stands, and what a hall looks like now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.line.estimate import Estimate
from onewindow.modules.windows.line.lanes import LANES
from onewindow.modules.windows.models import Hall, HallCalls, Seat, Sitting, Ticket, Window
from onewindow.modules.windows.models.visits import AT_WINDOW
from onewindow.modules.windows.tickets.foresight import foreseen
from onewindow.modules.windows.tickets.locking import NoSuchTicket

IN_LINE = ["waiting", "transferred"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line.  Minutes are until the call: one in ten waits less than `low`, one in ten more than `high`.

    All None when no open window may do it now; `words` says everything in one Chinese sentence.
    """

    ahead: int
    low: int | None
    middle: int | None
    high: int | None
    open_windows: int
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a hall now; `longest` is a wait in minutes."""

    code: str
    title: str
    waiting: int
    longest: int
    tickets: tuple[Ticket, ...]


@dataclass(frozen=True, slots=True)
class AtWindow:
    """One window: who sits there, in what state (open, away, closed), with which ticket (None: idle).

    `sitting_id` is the open sitting's; `idle_since` when it last had nobody, None while it has somebody.
    """

    window_id: int
    number: int
    kind: str
    name: str
    low: bool
    state: str
    why: str
    account_id: int | None
    account_name: str
    since: datetime | None
    ticket: Ticket | None
    sitting_id: int | None
    idle_since: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one hall's day by state, and its calls."""

    taken: int
    calls: int
    waiting: int
    held: int
    at_windows: int
    done: int
    left: int
    missed: int


def by_token(token: str) -> Ticket:
    """The ticket of a page that needs no sign-in; Refusal 404 when there is none."""
    ticket = Ticket.objects.select_related("hall", "window").filter(token=token).first()
    if ticket is None:
        raise NoSuchTicket()
    return ticket


def place_of(ticket: Ticket, now: datetime) -> Place:
    """How many are called before it, and when it will be called."""
    if ticket.state not in IN_LINE:
        return Place(0, None, None, None, 0, _said(ticket))
    seats = Seat.objects.filter(window__hall_id=ticket.hall_id, state="open").count()
    told = foreseen(ticket.hall, now).get(ticket.id)
    if told is None:
        before = Ticket.objects.filter(hall_id=ticket.hall_id, day=ticket.day, state__in=IN_LINE, rank__lt=ticket.rank)
        why = "现在没有窗口能办您的事项，有人上岗后会叫号" if seats else "窗口还没有开始叫号"
        return Place(before.count(), None, None, None, seats, f"{why}。")
    return Place(told.ahead, told.low, told.middle, told.high, seats, _sentence(told))


def _said(ticket: Ticket) -> str:
    if ticket.state in AT_WINDOW and ticket.window:
        return f"请到 {ticket.window.number} 号窗口。" if ticket.state == "called" else "正在办理。"
    if ticket.state == "held":
        return f"暂停办理，{ticket.outcome}。带齐后到引导台或窗口说一声，不用重新取号。"
    return {"done": "已经办完。", "left": "您已离开，这个号不再叫。", "missed": "过号作废，可以重新取号。"}[
        ticket.state
    ]


def _sentence(told: Estimate) -> str:
    if told.high <= 1:
        return "马上就到您了，请留在叫号区。"
    range_ = f"{told.low}—{told.high}" if told.low < told.high else f"{told.high}"
    return f"前面 {told.ahead} 人，大约还要 {told.middle} 分钟，多数情况在 {range_} 分钟之间。"


def line_of(hall: Hall, now: datetime) -> list[Lane]:
    """The lanes with anybody in them, in the order of line.lanes.LANES."""
    waiting = Ticket.objects.filter(hall=hall, day=local_date(now), state__in=IN_LINE).order_by("rank", "id")
    by_lane: dict[str, list[Ticket]] = {}
    for ticket in waiting:
        by_lane.setdefault(ticket.lane, []).append(ticket)
    return [
        Lane(code, title, len(by_lane[code]), max(_waited(one, now) for one in by_lane[code]), tuple(by_lane[code]))
        for code, title in LANES.items()
        if code in by_lane
    ]


def how_many_wait(hall: Hall, now: datetime) -> int:
    """The length of the whole line: a screen asks after every call, and needs no ticket for it."""
    return Ticket.objects.filter(hall=hall, day=local_date(now), state__in=IN_LINE).count()


def _waited(ticket: Ticket, now: datetime) -> int:
    return max(0, int((now - ticket.taken_at).total_seconds() // 60))


def at_windows(hall: Hall) -> list[AtWindow]:
    """Every window in use by its number, closed ones included."""
    there = {ticket.window_id: ticket for ticket in Ticket.objects.filter(window__hall=hall, state__in=AT_WINDOW)}
    sittings = dict(Sitting.objects.filter(window__hall=hall, ended_at=None).values_list("window_id", "id"))
    windows = list(Window.objects.filter(hall=hall, active=True).select_related("seat").order_by("number"))
    open_ = [one.seat for one in windows if hasattr(one, "seat") and one.seat.state == "open"]
    ended = _last_ended(hall, [seat.since for seat in open_ if seat.since])
    return [_at(one, there.get(one.id), sittings.get(one.id), ended.get(one.id)) for one in windows]


def _last_ended(hall: Hall, since: list[datetime]) -> dict[int, datetime]:
    """When each window last had somebody, among the tickets since the first of these days: not of all the years."""
    if not since:
        return {}
    ended = Sitting.objects.filter(ticket__hall=hall, ticket__day__gte=local_date(min(since)), ended_at__isnull=False)
    return dict(ended.values("window_id").annotate(last=Max("ended_at")).values_list("window_id", "last"))


def _at(window: Window, ticket: Ticket | None, sitting: int | None, ended: datetime | None) -> AtWindow:
    seat: Seat = getattr(window, "seat", None) or Seat(window=window)
    idle = None
    if ticket is None and seat.state == "open" and seat.since:
        idle = max(seat.since, ended) if ended else seat.since
    return AtWindow(
        window.id,
        window.number,
        window.kind,
        window.name,
        window.low,
        seat.state,
        seat.why,
        seat.account_id,
        seat.account_name,
        seat.since,
        ticket,
        sitting,
        idle,
    )


def day_of(hall: Hall, day: date) -> Day:
    """Counts of that day."""
    states = dict(
        Ticket.objects.filter(hall=hall, day=day).values("state").annotate(n=Count("id")).values_list("state", "n")
    )
    calls = HallCalls.objects.filter(hall=hall, day=day).values_list("calls", flat=True).first()
    return Day(
        taken=sum(states.values()),
        calls=calls or 0,
        waiting=sum(states.get(one, 0) for one in IN_LINE),
        held=states.get("held", 0),
        at_windows=sum(states.get(one, 0) for one in AT_WINDOW),
        done=states.get("done", 0),
        left=states.get("left", 0),
        missed=states.get("missed", 0),
    )
