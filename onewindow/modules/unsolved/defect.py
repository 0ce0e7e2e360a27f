"""规则缺陷: the same kind too often in a month is the rule's fault; a request to change the handbook, to its end."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    OWN,
    REVIEWER,
    SUPERVISOR,
    SYSTEM,
    CaseType,
    Deadline,
    Group,
    Indicator,
    State,
    Step,
    WaitsOn,
    choice,
    days,
    ending,
    long_text,
    number,
    optional,
    ref,
    text,
    workdays,
)
from onewindow.modules.unsolved.policy import COMMON

DRAFT = State("draft", "填写中", WaitsOn.APPLICANT, plain="系统正在登记。")
PROPOSED = State("proposed", "待评估", plain="同类反映太多，已提出修改办事规则。")
ASSESSED = State("assessed", "已评估，待修改", plain="已经评估，正在修改办事规则。")
CHANGED = ending("changed", "规则已改", "办事规则已经修改。")
EXPLAINED = ending("explained", "不改，已说明", "规则不改，理由已经说明。")
SETTLE = Deadline("settle", "改规则或说明不改", PROPOSED >> CHANGED, workdays(15), OWN, or_stops_in=(EXPLAINED,))
ENTRY = ref("entry", "手册里的哪个事项", register="handbook.matter")

DEFECT = CaseType(
    "unsolved.defect",
    "规则缺陷：修改手册的请求",
    law=COMMON,
    edition="2026",
    states=[DRAFT, PROPOSED, ASSESSED, CHANGED, EXPLAINED],
    steps=[
        Step(
            "propose", "提出", DRAFT >> PROPOSED, by=(SYSTEM,), checks_papers=True, plain="同类反映太多，提出修改规则"
        ),
        Step(
            "assess",
            "评估",
            PROPOSED >> ASSESSED,
            by=(CHIEF, REVIEWER),
            asks=(
                choice(
                    "cause",
                    "缺陷在哪里",
                    paper="材料要多了",
                    limit="时限、环节",
                    step="步骤和分工",
                    words="没有写清楚",
                    system="系统",
                    above="上级的规定",
                ),
                ENTRY,
                long_text("opinion", "评估意见", least=10, most=1000),
            ),
            keeps=("cause", "entry"),
            tone="good",
            key="a",
            plain="已评估",
            help="看附着的每一件反映，指明手册里的事项；从这时起记下它现在的样子",
        ),
        Step(
            "change",
            "登记已改",
            ASSESSED >> CHANGED,
            by=(CHIEF, REVIEWER),
            asks=(text("ground", "改的依据（文件名、文号或提交编号）"),),
            tone="good",
            key="i",
            plain="规则已经修改",
            help="系统拿手册现在的样子和评估时比：一行也没有变，就登记不了；变了哪几行，记下来",
        ),
        Step(
            "explain",
            "不改，说明理由",
            PROPOSED >> EXPLAINED,
            by=(CHIEF, REVIEWER),
            asks=(long_text("reason", "为什么不改", least=10, most=1000),),
            tone="grave",
            plain="不改，已经说明理由",
        ),
        Step(
            "explain_after",
            "不改，说明理由",
            ASSESSED >> EXPLAINED,
            by=(CHIEF, REVIEWER),
            asks=(long_text("reason", "为什么不改", least=10, most=1000),),
            tone="grave",
            plain="不改，已经说明理由",
            another_hand_than=("assess",),
        ),
    ],
    asks=[
        Group(
            "kind",
            "哪一类反映",
            (
                text("kind", "同类归并键"),
                text("kind_words", "同类反映"),
                text("month", "月份"),
                number("count", "当月件数", least=1),
                long_text("cases", "附着的反映"),
                optional(ENTRY),
            ),
        )
    ],
    deadlines=[SETTLE],
    indicators=[
        Indicator("changed", "由此修改的规则", CHANGED, out_of=PROPOSED),
        Indicator("on_time", "按期了结率", SETTLE, out_of=PROPOSED),
    ],
    handled_at="bureau",
    title_of="kind_words",
    opened_by="staff",
    same_when=("kind",),
    relapse_within=days(90),
    seen_by=[SUPERVISOR],
    summary="一个月里同一类办不成的事到了规定件数，就不只是某个人的事：系统提出修改手册的请求，附上每一件反映。",
)
