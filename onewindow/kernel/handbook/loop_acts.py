"""What every loop does by itself: it reminds, it escalates, and it says who may work on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.kernel.ground.spans import Span, hours
from onewindow.kernel.handbook.fields import ref
from onewindow.kernel.handbook.roles import APPLICANT, CHIEF, SYSTEM, Role
from onewindow.kernel.handbook.states import State, stays
from onewindow.kernel.handbook.steps import Notice, Step

TO_UNIT = ref("to_unit", "交给哪个单位", register="people.unit", plain="不选就由本单位办")


def reminders(states: Mapping[str, State], escalate_after: Span) -> list[Step]:
    """Overdue: who has it is urged at once, the unit above is told after a while; each once for every limit missed."""
    live = [state for state in list(states.values())[1:] if not state.ends]
    return [
        Step(
            "overdue_urge",
            "超期催办",
            stays(*live),
            by=(SYSTEM,),
            does="remind",
            when_overdue=hours(0),
            notice=Notice("{case}（{number}）已经超期，请马上办理并说明原因。", audience="assignee"),
            plain="已超期，系统催办",
        ),
        Step(
            "overdue_escalate",
            "超期上报",
            stays(*live),
            by=(SYSTEM,),
            does="escalate",
            when_overdue=escalate_after,
            notice=Notice("{case}（{number}）超期未办，请督促{unit}。", audience="above"),
            plain="超期未办，已报上级单位",
        ),
    ]


def acts_of(turns: Any) -> tuple[Role, ...]:
    """The roles that may claim, note and so on: those that take a turn, and the chief."""
    named = {
        role: None
        for turn in vars(turns).values()
        for role in turn.by
        if role.code not in (APPLICANT.code, SYSTEM.code)
    }
    return tuple({**named, CHIEF: None})
