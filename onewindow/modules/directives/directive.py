"""指令: drafted, approved by another hand, sent to one unit or to hundreds of communities, signed for, fed back,
verified by the centre, closed.  A secret one is seen by those who send it and by the officer it is for.
"""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    COMMUNITY,
    HUB,
    REVISITOR,
    STREET,
    SUPERVISOR,
    SYSTEM,
    CaseType,
    Indicator,
    Law,
    Reach,
    Sure,
)
from onewindow.modules.directives import clocks, rules, steps
from onewindow.modules.directives.vocabulary import CLOSED, FED_BACK, GROUPS, ISSUED, SCOPE, SIGNED, STATES

ADMITTED = Law("社区警务工作规范", "第四条", Sure.SECOND, note="社区警务任务清单和准入")
JOINED = Law("关于健全完善“情报、指挥、行动”一体化运行机制的意见", "", Sure.SECOND, note="公安部，2022年11月")
SINGLE = SCOPE.is_("area", "one")


def _type(code: str, title: str, summary: str, *, secret: bool) -> CaseType:
    senders = (HUB.of(Reach.UNIT), CHIEF.of(Reach.UNIT)) if secret else (HUB, CHIEF)
    officer = COMMUNITY.of(Reach.ASSIGNEE)
    officers = (officer,) if secret else (COMMUNITY, officer, STREET, CHIEF)
    limits = clocks.deadlines(senders[0])
    return CaseType(
        code,
        title,
        law=ADMITTED,
        edition="2026",
        summary=summary,
        result="指令办结",
        remedy="认为指令超出职责或者没有依据的，可以在反馈里说明，由指挥室核查。",
        states=STATES,
        asks=GROUPS,
        steps=[
            *steps.sending(senders),
            *steps.carrying_out(officers, senders, senders if secret else (*senders, REVISITOR, SYSTEM)),
            steps.extending(senders),
            *steps.reminders(),
            *(steps.only_for(senders, officer) if secret else ()),
        ],
        deadlines=limits,
        conditions=[rules.has_a_basis, rules.is_in_duty, rules.two_kinds_of_evidence],
        indicators=[
            Indicator("signed_in_time", "按时签收率", limits[0], out_of=ISSUED, where=SINGLE),
            Indicator("fed_back_in_time", "按时反馈率", limits[1], out_of=SIGNED, where=SINGLE),
            Indicator("done_in_time", "按时办结率", limits[3], out_of=ISSUED, where=SINGLE, note="到期前办结的"),
            Indicator("done_ever", "办结率", CLOSED, out_of=ISSUED, where=SINGLE, note="不论早晚，办结了的"),
            Indicator("fed_back", "反馈过的", FED_BACK, out_of=ISSUED, where=SINGLE),
        ],
        seen_by=() if secret else (SUPERVISOR,),
        worked_by=(*senders, officer) if secret else (HUB, CHIEF, COMMUNITY, STREET),
        unseals=(*senders, *officers),
        opened_by="staff",
        handled_at="own",
        channels=("window", "api"),
        place_field="area",
        title_of="title",
        bases=(ADMITTED, JOINED),
    )


DIRECTIVE = _type(
    "directives.directive", "指令", "指挥室下达的核查、防控、调解、检查、宣传、交办任务，另一个人审核，办完要核查。", secret=False
)  # fmt: skip
SECRET = _type(
    "directives.secret", "密办指令", "只有下达的指挥室和承办民警本人看得到，不出现在别人的列表里。", secret=True
)  # fmt: skip
