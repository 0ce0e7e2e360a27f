"""无犯罪记录证明: a person asks about oneself, a unit with a clause of the law."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    CLERK,
    REVIEWER,
    SUPERVISOR,
    CaseType,
    Deadline,
    Document,
    Indicator,
    Law,
    Lookup,
    Notice,
    State,
    Step,
    Sure,
    choice,
    ending,
    flow,
    long_text,
    one_of,
    workdays,
)
from onewindow.modules.records import rules
from onewindow.modules.records.asking import ASKS, CLAUSE_CHECKED, PAPERS

RECEIVED, INCOMPLETE = flow.RECEIVED, flow.INCOMPLETE
ACCEPTED = State("accepted", "查询中", plain="已经受理，三个工作日内答复您。")
CHECKING = State(
    "checking",
    "调查核实",
    plain="平台上的信息需要核实，已经过负责人批准。核实的时间不计入三个工作日，核实完马上答复您。",
)
CERTIFIED = ending("certified", "已出具证明", "无犯罪记录证明已经开好，可以下载；扫证明上的二维码就能核对真伪。")
INFORMED = ending("informed", "已告知单位", "查询告知函已经开好，请经办人下载，妥善保管，不要给无关的人看。")
NOT_CERTIFIED = ending("not_certified", "不予出具", "没有出具证明，理由和申请复查的办法在通知书上，只有您本人能看到。")
DECLINED, WITHDRAWN = flow.DECLINED, flow.WITHDRAWN

CERTIFICATE_PAPER = Document("certificate", "无犯罪记录证明", "certificate", rules.TRUTH, result=True)
LETTER = Document("letter", "犯罪记录查询结果告知函", "letter", rules.TRUTH, result=True)
NOTICE = Document(
    "not_certified",
    "不予出具无犯罪记录证明通知书",
    "refusal",
    rules.WHOLE,
    "对结果有异议的，可以申请复查，15个工作日内书面答复。",
    result=True,
)

OPEN = one_of(RECEIVED, ACCEPTED)
RECEIVE_LIMIT = Deadline(
    "receive",
    "当场办结或出具受理回执",
    RECEIVED >> ACCEPTED,
    or_stops_in=[INCOMPLETE, CERTIFIED, INFORMED, DECLINED, WITHDRAWN],
    legal=workdays(1),
    law=Law("本系统设计", "", Sure.OWN, "规定要求当场办，不能当场办的出具回执；网上申请次个工作日内受理。"),
)
FINISH_LIMIT = Deadline(
    "finish",
    "办结",
    ACCEPTED >> CERTIFIED,
    or_stops_in=[INFORMED, NOT_CERTIFIED, WITHDRAWN],
    legal=workdays(3),
    promised=workdays(2),
    internal=workdays(1),
    pauses=[(CHECKING, "调查核实，经县级以上公安机关负责人批准")],
    law=rules.WHOLE,
)
RECORD = Lookup("record", "犯罪记录查询结论", "records.verdict", "只取结论；岗位上看不到任何记录内容")

CERTIFICATE = CaseType(
    "records.certificate",
    "无犯罪记录证明",
    law=rules.WHO,
    edition="2021",
    title_of="subject_name",
    audience="both",
    summary="求职、出国、办公证要用的证明。个人查自己的，不问理由，当场或三个工作日内办好，免费；单位来查，要有法律规定的从业禁止条文。",
    also=("无犯罪证明", "无罪证明", "案底", "政审", "有没有前科", "良民证", "入职证明", "犯罪记录"),
    result="无犯罪记录证明（个人）或查询告知函（单位）",
    place_field="station_place",
    unseals=(CLERK,),
    remedy="对结果有异议的，可以向受理单位申请复查，15个工作日内书面答复；情况复杂的最长30个工作日。",
    bases=(
        rules.DEFINED,
        rules.TRUTH,
        rules.WHO,
        rules.WHERE,
        rules.SEALED,
        Law("国务院关于在线政务服务的若干规定", "第七条"),
    ),
    states=[
        flow.DRAFT,
        RECEIVED,
        INCOMPLETE,
        ACCEPTED,
        CHECKING,
        CERTIFIED,
        INFORMED,
        NOT_CERTIFIED,
        DECLINED,
        WITHDRAWN,
    ],
    asks=ASKS,
    papers=PAPERS,
    conditions=[rules.unit_has_a_clause, rules.agent_is_of_age],
    steps=[
        flow.submit(needs=[rules.agent_is_of_age]),
        flow.ask_papers(law=rules.WHOLE),
        flow.supply(needs=[rules.agent_is_of_age]),
        flow.accept(
            RECEIVED >> ACCEPTED,
            asks=(CLAUSE_CHECKED,),
            law=rules.WHO,
            needs=[rules.agent_is_of_age, rules.unit_has_a_clause, rules.other_clause_is_checked],
        ),
        flow.decline(law=rules.WHO),
        Step(
            "certify",
            "出具证明",
            OPEN >> CERTIFIED,
            by=(CLERK, REVIEWER),
            looks_up=[RECORD],
            issues=(CERTIFICATE_PAPER,),
            needs=[rules.agent_is_of_age, rules.asked_by_a_person, rules.may_be_certified],
            checks_papers=True,
            tone="good",
            key="i",
            law=rules.TRUTH,
            plain="已出具无犯罪记录证明",
            notice=Notice("您的无犯罪记录证明（{number}）已开好，请在“我的办件”里下载。"),
        ),
        Step(
            "inform",
            "告知单位",
            OPEN >> INFORMED,
            by=(CLERK, REVIEWER),
            asks=(CLAUSE_CHECKED,),
            looks_up=[RECORD],
            needs=[rules.asked_by_a_unit, rules.unit_has_a_clause, rules.other_clause_is_checked, rules.is_certain],
            checks_papers=True,
            issues=(LETTER,),
            tone="good",
            key="l",
            law=rules.WHO,
            plain="已出具查询告知函",
            notice=Notice("查询告知函（{number}）已开好，请经办人在“我的办件”里下载。"),
        ),
        Step(
            "not_certify",
            "不予出具",
            ACCEPTED >> NOT_CERTIFIED,
            by=(REVIEWER,),
            looks_up=[RECORD],
            issues=(NOTICE,),
            needs=[rules.asked_by_a_person, rules.may_not_be_certified],
            tone="grave",
            law=rules.WHOLE,
            plain="没有出具证明",
            notice=Notice("您的申请（{number}）有了结果，请本人登录“我的办件”查看。"),
        ),
        Step(
            "check",
            "调查核实",
            ACCEPTED >> CHECKING,
            by=(CHIEF,),
            looks_up=[RECORD],
            needs=[rules.is_uncertain],
            asks=(
                choice(
                    "check_for",
                    "核实的原因",
                    incomplete="平台信息不完整、不清晰",
                    conflict="与以前的查询结果不一致",
                    identity="身份有多个、互相冲突",
                    other="其他需要核实的情况",
                ),
                long_text("reason", "批准意见", least=5, most=500),
            ),
            tone="grave",
            law=rules.WHOLE,
            plain="经负责人批准，正在调查核实",
            help="由县级以上公安机关负责人批准；核实期间时限暂停",
            notice=Notice("您的申请（{number}）有信息需要核实，核实时间不计入办理时限，核实完马上答复您。"),
        ),
        Step(
            "checked",
            "核实完毕",
            CHECKING >> ACCEPTED,
            by=(REVIEWER,),
            plain="核实完毕，时限继续计算",
            asks=(
                choice(
                    "found",
                    "核实结论",
                    sealed=True,
                    clear="按规定应出具证明或告知无记录",
                    recorded="有生效裁判确认的记录",
                ),
                long_text("basis", "核实经过和依据", least=10, most=1000, sealed=True),
            ),
            another_hand_than=("check",),
            law=rules.DEFINED,
        ),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[RECEIVE_LIMIT, FINISH_LIMIT],
    indicators=[
        Indicator("on_time", "三个工作日办结率", FINISH_LIMIT, out_of=ACCEPTED, target=1.0),
        Indicator("online", "网上办理占比", "online"),
        Indicator("checked", "需要调查核实的占比", CHECKING),
        Indicator(
            "declined", "没有从业禁止依据等不予受理的占比", DECLINED, note="单位无依据查询拦截得越早，越少打扰被查的人"
        ),
    ],
    seen_by=[SUPERVISOR],
)
