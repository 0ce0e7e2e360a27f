"""矛盾纠纷: from a call or a visit to settled, kept and asked about; whoever refuses is not mediated with."""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import (
    CHIEF,
    COMMUNITY,
    HUB,
    OWN,
    REVISITOR,
    STREET,
    SYSTEM,
    CaseType,
    Clocks,
    Deadline,
    EndRoll,
    Indicator,
    Revisit,
    State,
    Step,
    Turn,
    Turns,
    closing_loop,
    days,
    flow,
    hours,
    one_of,
    stays,
    workdays,
)
from onewindow.kernel.handbook.loop import states_of
from onewindow.modules.disputes import asked, papers, rules
from onewindow.modules.disputes.dictionary import (
    CONFIRMED,
    CONTENT,
    ENDED,
    FRONTS,
    GRADING,
    KEPT,
    LADDER,
    MEDIATION,
    NATIONAL,
    ORAL,
    PARAMETERS,
    POLICE,
    PREVENT,
    TYPES_FROM,
    VIOLENCE,
    VOLUNTARY,
)

HANDS = (COMMUNITY, STREET)
TURNS = Turns(
    find=Turn("登记", "待交办", "纠纷已经登记、定级，等交办。", (COMMUNITY, HUB, SYSTEM)),
    push=Turn(
        "交办", "待签收", "已经交办，等承办的人签收。", (COMMUNITY, HUB, CHIEF),
        asks=(asked.IN_CHARGE, asked.CHARGE_LEVEL), keeps=("in_charge", "charge_level"),
        needs=(rules.grade_fits_the_matter, rules.charge_fits_the_grade), issues=(papers.ASSIGNED,), key="p",
    ),
    sign=Turn(
        "签收", "化解中", "已经有人负责，正在化解。", HANDS, asks=(asked.PLAN, asked.FRONT_TAGS),
        keeps=("plan", "fronts"), needs=(rules.plan_has_all_four,), law=FRONTS, key="a",
    ),
    rectify=Turn(
        "化解", "待核实", "已经化解，等另一个人核实。", HANDS, asks=(asked.SETTLED,), keeps=("settled",), key="z",
        help="双方自行和解、依法处理完毕等，没有调解协议的用这一步；有协议的用“达成协议”。",
    ),
    passes=Turn(
        "核实，结案", "已化解", "已经核实化解。以后还会有人来问问情况。", (COMMUNITY, CHIEF),
        another_hand_than=("perform",), key="i",
    ),
    send_back=Turn(
        "退回化解", "化解中", "核实时还没有化解，继续做工作。", (COMMUNITY, CHIEF), asks=(flow.REASON,),
        another_hand_than=("perform",), key="r",
    ),
    dismiss=Turn("不属实或重复", "不属实或重复", "经核对不属实，或者和另一件重复。", (COMMUNITY, CHIEF), asks=(flow.REASON,)),
    hand_on=Turn(
        "移交", "已移交", "超出本单位职权，已经移交有权的部门。", (CHIEF,),
        asks=(asked.RECEIVER, asked.RECEIVER_NUMBER, flow.REASON), keeps=("receiver", "receiver_number"),
        issues=(papers.HANDED,), law=PREVENT,
    ),
    return_=Turn("退回改派", "待交办", "承办单位认为不该由它办，退回重新交办。", HANDS, asks=(flow.REASON,)),
    reopen=Turn(
        "又起，重新化解", "化解中", "同样的事又起，重新化解，等级提高一级。", (COMMUNITY, CHIEF, REVISITOR, SYSTEM),
        asks=(flow.REASON,), lifts=("grade", LADDER),
    ),
)  # fmt: skip
AGREED = State("agreed", "协议已生效", plain="双方达成了协议。三十日内可以共同向人民法院申请司法确认。")
PERFORMING = State("performing", "协议履行中", plain="协议正在履行。")
STATES = states_of(TURNS, (AGREED, PERFORMING))
SIGNED = STATES["signed"]
MORE_STEPS = (
    Step(
        "regrade", "重新定级", stays(STATES["found"], STATES["pushed"], SIGNED), by=(COMMUNITY, CHIEF),
        asks=(asked.GRADE, asked.FORCE, asked.GRADE_WHY), keeps=("grade", "force"), law=GRADING, plain="重新定级",
        help="发现新情况就重新定。定级看的是事，不是人。",
    ),
    Step(
        "mediate", "调解一次", stays(SIGNED), by=HANDS, asks=(asked.MEDIATOR, asked.RECORD), keeps=("mediator",),
        needs=rules.MAY_BE_MEDIATED, law=VOLUNTARY, key="t", plain="做了一次调解", help="不收费；双方自愿。",
    ),
    Step(
        "refuse", "一方拒绝调解", stays(SIGNED), by=HANDS, asks=(asked.REFUSED,), keeps=("refused_by",), law=VOLUNTARY,
        plain="有一方明确拒绝调解", help="一方明确拒绝，就不能再调解。",
    ),
    Step(
        "willing", "双方又愿意调解", stays(SIGNED), by=HANDS, asks=(asked.WILLING,), keeps=("refused_by",),
        law=VOLUNTARY, plain="双方又愿意调解",
    ),
    Step(
        "end_mediation", "终止调解", stays(SIGNED), by=HANDS, asks=(asked.WAYS_TOLD,), keeps=("ways_told",),
        issues=(papers.ENDED_NOTE,), law=ENDED, plain="调解终止，已经告知其他途径",
    ),
    Step(
        "agree", "达成协议", SIGNED >> AGREED, by=HANDS,
        asks=(asked.FORM, asked.SIGNED_BY, asked.AGREED_ON, asked.FACTS, asked.TERMS, asked.HOW, asked.BY_WHEN),
        keeps=("form", "signed_by", "agreed_on", "facts", "terms", "perform_how", "perform_by"),
        needs=(*rules.MAY_BE_MEDIATED, rules.agreement_is_in_force, rules.agreement_is_entered_soon),
        issues=(papers.AGREEMENT,), law=CONTENT, tone="good", key="g", plain="双方达成协议",
        help="书面协议签齐盖章才生效，三份：双方各一份，调委会留一份；口头协议也有效，要记下来。",
    ),
    Step(
        "confirm", "共同申请司法确认", AGREED >> PERFORMING, by=HANDS, asks=(asked.COURT, asked.APPLIED_ON),
        keeps=("court", "applied_on"), needs=(rules.confirmed_within_thirty_days,), issues=(papers.CONFIRM_NOTE,),
        law=CONFIRMED, tone="good", plain="双方共同申请司法确认", help="要双方一起申请，一方不愿意就不能申请。",
    ),
    Step(
        "no_confirm", "双方不申请司法确认", AGREED >> PERFORMING, by=HANDS, asks=(asked.BOTH_TOLD,),
        keeps=("both_told",), law=CONFIRMED, plain="双方不申请司法确认",
    ),
    Step(
        "perform", "履行完毕", one_of(AGREED, PERFORMING) >> STATES["rectified"], by=HANDS, asks=(asked.PERFORMED,),
        keeps=("performed",), law=KEPT, tone="good", key="z", plain="协议履行完毕",
    ),
    Step(
        "broken", "没有履行", one_of(AGREED, PERFORMING) >> SIGNED, by=HANDS, asks=(flow.REASON,), law=KEPT,
        tone="grave", plain="协议没有履行，继续督促",
        help="督促履行；仍不履行的，可以起诉，已经司法确认的可以申请强制执行。",
    ),
    Step(
        "hand_on_agreed", "移交（协议履行中）", one_of(AGREED, PERFORMING) >> STATES["handed_on"], by=(CHIEF,),
        asks=(asked.RECEIVER, asked.RECEIVER_NUMBER, flow.REASON), keeps=("receiver", "receiver_number"),
        issues=(papers.HANDED,), tone="grave", plain="已移交有权的部门",
    ),
    Step(
        "receipt", "补登移交回执", stays(STATES["handed_on"]), by=(CHIEF, HUB, SYSTEM),
        asks=(replace(asked.RECEIVER_NUMBER, required=True, help=""),), keeps=("receiver_number",), law=OWN,
        plain="对方已收到移交", help="对方收到后给的编号；由对方平台通过接口回写，也可以人工补登。",
    ),
)  # fmt: skip
CONFIRM_LIMIT = Deadline(
    "confirm", "共同申请司法确认", AGREED >> PERFORMING, days(rules.CONFIRM_DAYS), CONFIRMED,
    or_stops_in=[SIGNED, STATES["rectified"], STATES["handed_on"]], roll=EndRoll.NONE, warn=days(7),
)  # fmt: skip
SCRIPT = (
    ("solved", "这件事真的解决了吗？"),
    ("kept", "说好的事，对方做到了吗？"),
    ("pressed", "调解时有没有人勉强您？"),
)
_LOOP = closing_loop(
    "disputes.dispute",
    "矛盾纠纷",
    turns=TURNS,
    clocks=Clocks(
        push=hours(24),
        sign=workdays(1),
        rectify={"blue": days(3), "yellow": days(15), "red": days(30)},
        check=workdays(3),
        by=asked.GRADE,
    ),
    groups=asked.GROUPS,
    law=MEDIATION,
    edition="2026",
    more_states=(AGREED, PERFORMING),
    more_steps=MORE_STEPS,
    more_deadlines=(CONFIRM_LIMIT,),
    pushes_to_unit=True,
    place_field="where",
    title_of="type",
    same_when=("where", "parties"),
    relapse_within=days(90),
    about_case="about",
    parameters=PARAMETERS,
    conditions=rules.MAY_BE_MEDIATED,
    revisit=Revisit(
        1.0, (days(7), days(30), days(90)), SCRIPT, OWN, asks="one_phone", by=asked.GRADE,
        first={"blue": 1, "yellow": 2, "red": 3},
    ),  # fmt: skip
    bases=(MEDIATION, VOLUNTARY, PREVENT, ENDED, CONTENT, ORAL, KEPT, CONFIRMED, POLICE, VIOLENCE, NATIONAL,
           GRADING, FRONTS, TYPES_FROM, OWN),
    unseals=HANDS,
    summary="一件纠纷从知道到化解、履行、回访。按事情的轻重定红、黄、蓝，不给人打分、不列名单。调解要双方自愿，一方拒绝就不调解；家庭暴力和犯罪不进调解。",
    remedy="对调解不满意的，可以随时拒绝或者要求终止，并依法申请仲裁、行政处理或者向人民法院起诉。",
    also=("邻里矛盾", "吵架", "调解", "欠钱", "劳资"),
)  # fmt: skip
CALLED = {"closed": "结案率"}
DISPUTE: CaseType = replace(
    _LOOP,
    indicators=(
        *(replace(one, title=CALLED.get(one.code, one.title)) for one in _LOOP.indicators),
        Indicator("agreed", "达成协议率", AGREED, out_of=SIGNED, note="签收后双方达成调解协议的"),
        Indicator("settled_in_time", "按时化解率", next(one for one in _LOOP.deadlines if one.code == "rectify"), out_of=SIGNED),
        Indicator("confirmed", "共同申请司法确认率", asked.COURT, out_of=AGREED),
    ),
)  # fmt: skip
