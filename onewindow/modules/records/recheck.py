"""犯罪记录查询复查: for who disagrees with the result."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    CLERK,
    REVIEWER,
    SUPERVISOR,
    CaseType,
    Deadline,
    Document,
    Extension,
    Group,
    Indicator,
    Law,
    Notice,
    Paper,
    Step,
    Sure,
    choice,
    ending,
    flow,
    long_text,
    person,
    place,
    text,
    workdays,
)
from onewindow.modules.records import rules

RECEIVED, INCOMPLETE, ACCEPTED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED
ANSWERED = ending("answered", "已答复", "复查意见书已经作出。结果有改变的，凭意见书马上重新开证明。")
DECLINED, WITHDRAWN = flow.DECLINED, flow.WITHDRAWN
OUTCOME = choice("outcome", "复查结论", upheld="原结果无误", changed="原结果应当改变")

RECEIVE_LIMIT = Deadline(
    "receive",
    "决定是否受理异议",
    RECEIVED >> ACCEPTED,
    or_stops_in=[INCOMPLETE, DECLINED, WITHDRAWN],
    legal=workdays(2),
    law=Law("本系统设计", "", Sure.OWN, "规定未写受理几天"),
)
ANSWER_LIMIT = Deadline(
    "answer",
    "书面复查意见",
    ACCEPTED >> ANSWERED,
    or_stops_in=[WITHDRAWN],
    legal=workdays(15),
    promised=workdays(10),
    at_most=workdays(30),
    law=rules.WHOLE,
    extension=Extension(workdays(15), CHIEF, rules.WHOLE),
)

RECHECK = CaseType(
    "records.recheck",
    "犯罪记录查询复查",
    law=rules.WHOLE,
    edition="2021",
    title_of="subject_name",
    summary="对无犯罪记录查询的结果有异议，可以申请复查。15 个工作日内给您书面意见，复杂的最长 30 个工作日，不收费。",
    also=("无犯罪证明开不出来", "查询结果不对", "案底有误", "复核", "记录弄错了", "同名同姓"),
    result="书面复查意见",
    remedy=flow.RECONSIDER,
    place_field="station_place",
    unseals=(CLERK,),
    bases=(rules.WHOLE, rules.DEFINED, rules.SEALED),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, ANSWERED, DECLINED, WITHDRAWN],
    asks=[
        Group("who", "申请人", (person("subject", "申请人"), place("station_place", "原来由哪里的派出所查的"))),
        Group(
            "why",
            "异议",
            (
                text("original", "原来的办件编号或通知书编号"),
                long_text("objection", "哪里不对", least=5, most=1000, sealed=True, plain="您认为结果哪里不对？"),
            ),
        ),
    ],
    papers=[
        Paper("id_card", "居民身份证", "核对身份", held_by="people.citizen"),
        Paper("proof", "能说明情况的材料", "判决书、不起诉决定书、撤案通知等，有就交", required=False, reusable=False),
    ],
    steps=[
        flow.submit(),
        flow.ask_papers(law=rules.WHOLE),
        flow.supply(),
        flow.accept(RECEIVED >> ACCEPTED, law=rules.WHOLE),
        flow.decline(law=rules.WHOLE),
        Step(
            "answer",
            "作出复查意见",
            ACCEPTED >> ANSWERED,
            by=(REVIEWER,),
            asks=(OUTCOME, long_text("opinion", "复查意见", least=10, most=2000, sealed=True)),
            issues=(Document("opinion", "犯罪记录查询复查意见", "letter", rules.WHOLE, flow.RECONSIDER, result=True),),
            another_hand_than=("accept",),
            tone="grave",
            key="i",
            plain="已作出复查意见",
            law=rules.WHOLE,
            help="以县级公安机关名义出具",
            notice=Notice("您的复查申请（{number}）有了书面意见，请本人登录“我的办件”查看。"),
        ),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[RECEIVE_LIMIT, ANSWER_LIMIT],
    indicators=[
        Indicator("on_time", "按期答复率", ANSWER_LIMIT, out_of=ACCEPTED, target=1.0),
        Indicator("answered", "复查办结率", ANSWERED, out_of=ACCEPTED),
    ],
    seen_by=[SUPERVISOR],
)
