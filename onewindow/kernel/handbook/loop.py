"""The closing loop: found, pushed, signed for, rectified, checked by another hand, closed or sent back.

Hazards, bad ratings, what could not be got done, complaints and disputes are loops.  A chapter names each turn in
its own words, says who takes it and how long it may last; states, arrows, hands, clocks, reminders and indicators
are drawn here, and no chapter has code inside.  Pushed, signed for, rectified and checked are four facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onewindow.kernel.ground.spans import EndRoll, Span, Start, days, hours, workdays
from onewindow.kernel.handbook import flow
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline, Length
from onewindow.kernel.handbook.fields import Field, Group, optional
from onewindow.kernel.handbook.indicators import Indicator
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.loop_acts import TO_UNIT, acts_of, reminders
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.rules import Rule
from onewindow.kernel.handbook.states import State, WaitsOn, ending, one_of
from onewindow.kernel.handbook.steps import Document, Notice, Step

OWN = Law("本系统设计", "", Sure.OWN)


@dataclass(frozen=True)
class Turn:
    """One turn of a loop in the words of its chapter: the step, the state it leads to, who takes it, what it asks."""

    title: str
    state: str
    plain: str
    by: Sequence[Role]
    asks: Sequence[Field] = ()
    needs: Sequence[Rule] = ()
    issues: Sequence[Document] = ()
    notice: str = ""
    law: Law | None = None
    key: str = ""
    another_hand_than: Sequence[str] = ()
    fresh_hand: bool = False
    keeps: Sequence[str] = ()
    lifts: tuple[str, tuple[str, ...]] | None = None
    help: str = ""


@dataclass(frozen=True)
class Clocks:
    """How long each turn may last, from its start; a mapping is by the answer `by` (a level, say)."""

    push: Length = hours(24)
    sign: Length = workdays(1)
    rectify: Length | None = days(15)  # None: the chapter has a limit of its own over several turns
    check: Length = workdays(3)
    by: Field | None = None
    law: Law = OWN
    laws: Mapping[str, Law] | None = None  # of single clocks that have a source of their own
    escalate_after: Span = workdays(2)


@dataclass(frozen=True)
class Turns:
    """Every turn.  `dismiss` and `hand_on` end the loop another way."""

    find: Turn
    push: Turn
    sign: Turn
    rectify: Turn
    passes: Turn
    send_back: Turn
    dismiss: Turn
    hand_on: Turn
    return_: Turn
    reopen: Turn


def closing_loop(
    code: str,
    title: str,
    *,
    turns: Turns,
    clocks: Clocks,
    groups: Sequence[Group],
    law: Law,
    edition: str,
    pushes_to_unit: bool = False,
    more_states: Sequence[State] = (),
    more_steps: Sequence[Step] = (),
    more_indicators: Sequence[Indicator] = (),
    more_deadlines: Sequence[Deadline] = (),
    **more: Any,
) -> CaseType:
    """A case type whose road is the loop; `more` are its other entries (summary, same_when, revisit …).

    `more_states` stand between signed and rectified (an agreement that is being kept, say); the limit to rectify
    ends in them, and `more_steps` lead in and out.
    """
    states = states_of(turns, more_states)
    return CaseType(
        code,
        title,
        law=law,
        edition=edition,
        states=list(states.values()),
        steps=[*_steps(turns, states, pushes_to_unit), *reminders(states, clocks.escalate_after), *more_steps],
        asks=groups,
        deadlines=[*_deadlines(clocks, turns, states, more_states), *more_deadlines],
        indicators=[*_indicators(turns, states), *more_indicators],
        **{"opened_by": "staff", "loop": True, "worked_by": acts_of(turns), **more},
    )


def states_of(turns: Turns, more: Sequence[State] = ()) -> dict[str, State]:
    """The states of every loop, with the words of this one."""

    def state(code: str, turn: Turn, waits_on: WaitsOn = WaitsOn.US) -> State:
        return State(code, turn.state, waits_on, plain=turn.plain)

    found = (
        State("draft", "填写中", WaitsOn.APPLICANT, plain="还没有报出。填好后点“报出”。"),
        state("found", turns.find),
        state("pushed", turns.push),
        state("signed", turns.sign),
        *more,
        state("rectified", turns.rectify),
        ending("closed", turns.passes.state, turns.passes.plain),
        ending("dismissed", turns.dismiss.state, turns.dismiss.plain),
        ending("handed_on", turns.hand_on.state, turns.hand_on.plain),
    )
    return {one.code: one for one in found}


def _steps(turns: Turns, s: dict[str, State], pushes_to_unit: bool) -> list[Step]:
    passed = {"does": "pass_on"} if pushes_to_unit else {}
    where = (optional(TO_UNIT),) if pushes_to_unit else ()
    return [
        _step("report", turns.find, s["draft"] >> s["found"], checks_papers=True, tone="good"),
        _step("push", turns.push, s["found"] >> s["pushed"], where, tone="good", **passed),
        _step("return", turns.return_, s["pushed"] >> s["found"], tone="grave"),
        _step("sign", turns.sign, s["pushed"] >> s["signed"], tone="good"),
        _step("rectify", turns.rectify, s["signed"] >> s["rectified"], tone="good"),
        _step("pass", turns.passes, s["rectified"] >> s["closed"], tone="good", other=("rectify",)),
        _step("send_back", turns.send_back, s["rectified"] >> s["signed"], tone="grave", other=("rectify",)),
        _step("dismiss", turns.dismiss, one_of(s["found"], s["pushed"], s["signed"]) >> s["dismissed"], tone="grave"),
        _step("hand_on", turns.hand_on, one_of(s["signed"], s["rectified"]) >> s["handed_on"], tone="grave"),
        _step("reopen", turns.reopen, one_of(s["closed"]) >> s["signed"], tone="grave"),
    ]


def _step(
    code: str, turn: Turn, arrow: Any, asks: Sequence[Field] = (), *, other: Sequence[str] = (), **more: Any
) -> Step:
    return Step(
        code,
        turn.title,
        arrow,
        by=turn.by,
        asks=(*asks, *turn.asks),
        needs=turn.needs,
        issues=turn.issues,
        notice=Notice(turn.notice) if turn.notice else None,
        law=turn.law,
        key=turn.key,
        plain=turn.title,
        another_hand_than=(*other, *turn.another_hand_than),
        fresh_hand=turn.fresh_hand,
        keeps=turn.keeps,
        lifts=turn.lifts,
        help=turn.help,
        **more,
    )


def _deadlines(clocks: Clocks, turns: Turns, s: dict[str, State], between: Sequence[State]) -> list[Deadline]:
    laws = clocks.laws or {}

    def limit(code: str, title: str, arrow: Any, length: Length, also: Sequence[State] = ()) -> Deadline:
        by = clocks.by if isinstance(length, Mapping) else None
        ends = (s["dismissed"], s["handed_on"], *also)
        return Deadline(
            code, title, arrow, length, laws.get(code, clocks.law), or_stops_in=ends, by=by, roll=_roll(length),
            start=_start(length),
        )  # fmt: skip

    return [
        limit("push", turns.push.title, s["found"] >> s["pushed"], clocks.push),
        limit("sign", turns.sign.title, s["pushed"] >> s["signed"], clocks.sign, (s["found"],)),
        *(
            [limit("rectify", turns.rectify.title, s["signed"] >> s["rectified"], clocks.rectify, between)]
            if clocks.rectify
            else []
        ),
        limit("check", turns.passes.title, s["rectified"] >> s["closed"], clocks.check, (s["signed"],)),
    ]


def _first(length: Length) -> Span | None:
    if isinstance(length, Span):
        return length
    return next(iter(length.values())) if isinstance(length, Mapping) else None


def _start(length: Length) -> Start:
    one = _first(length)
    return Start.AT_ONCE if one is not None and one.unit is hours(1).unit else Start.NEXT_DAY


def _roll(length: Length) -> EndRoll:
    one = _first(length)
    return EndRoll.NONE if one is not None and one.unit is hours(1).unit else EndRoll.NEXT_WORKDAY


def _indicators(turns: Turns, s: dict[str, State]) -> list[Indicator]:
    found, pushed, closed = s["found"], s["pushed"], s["closed"]
    return [
        Indicator("pushed", f"{turns.push.title}率", pushed, out_of=found),
        Indicator("signed", f"{turns.sign.title}率", s["signed"], out_of=pushed),
        Indicator("rectified", f"{turns.rectify.title}率", s["rectified"], out_of=found),
        Indicator("closed", f"{turns.passes.state}率", closed, out_of=found),
        Indicator("relapsed", "反弹率", "relapse_of", out_of=found, note="同一事在规定天数内再次发现"),
    ]


REASON = flow.REASON
