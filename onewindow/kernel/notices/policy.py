"""When the phone may ring: the quiet hours, and what is urgent all the same.  Values a city may set."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.parameters import Parameter, Policy
from onewindow.kernel.parameters.queries import in_force

OWN = Law("本系统设计", "", Sure.OWN, "夜间不发短信和微信，站内消息不受影响")


POLICY = Policy(
    "kernel.notices",
    "通知",
    (
        Parameter("quiet_from", "夜间几点起不发短信、微信", 22, "点", OWN, least=18, most=24),
        Parameter("quiet_until", "早上几点起再发", 8, "点", OWN, least=0, most=12),
        Parameter("urgent_steps", "不受夜间限制的步骤（事项.步骤，逗号隔开）", "", "", OWN),
    ),
)


def values(now: datetime) -> dict[str, Any]:
    """The values in force on that day."""
    return in_force(POLICY, local_date(now))


def is_urgent(case_type: str, act: str, now: datetime) -> bool:
    """Whether this step is told even at night."""
    named = str(values(now)["urgent_steps"]).replace("，", ",").split(",")
    return f"{case_type}.{act}" in {one.strip() for one in named}


def may_ring_at(now: datetime, *, urgent: bool) -> datetime:
    """`now`, or the end of the quiet hours it falls into."""
    here = local(now)
    set_ = values(now)
    start, end = set_["quiet_from"], set_["quiet_until"]
    if urgent or end <= here.hour < start:
        return here
    morning = datetime.combine(here.date(), time(end), here.tzinfo)
    return morning if here.hour < end else morning + timedelta(days=1)
