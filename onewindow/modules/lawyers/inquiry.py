"""律师查询人口信息: for one case, about its parties, once."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CLERK,
    REVIEWER,
    SUPERVISOR,
    CaseType,
    Deadline,
    Document,
    Group,
    Indicator,
    Law,
    Lookup,
    Notice,
    Paper,
    Parameter,
    Step,
    Sure,
    choice,
    credit_code,
    docket,
    ending,
    flow,
    long_text,
    one_of,
    optional,
    person,
    place,
    signature_typed,
    stays,
    text,
    tick,
    workdays,
)
from onewindow.modules.lawyers import rules

WHO = choice("who", "您是", lawyer="执业律师", legal_worker="基层法律服务工作者")
STAGE = choice("stage", "案件到哪一步", filed="法院、仲裁机构已受理，有案号", order="持法院调查令，有案号")
WANTS = choice("wants", "查什么", household="户籍登记信息（静态八项）", residence="居住证信息")
CHECKED = tick("papers_checked", "已核对执业证和律所证明")
WAIT = optional(text("wait_for", "要核实什么", help="不到10人又不能当场出具的，写明原因"))

RECEIVED, INCOMPLETE, ACCEPTED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED
ANSWERED = ending("answered", "已出具", "查询结果已经出具，带水印，只能下载一次，七天内有效。请只用于这个案件。")
NOT_ANSWERED = ending(
    "not_answered", "不予出具", "按您提供的信息不能唯一确定要查的人，没有出具结果。补充身份号码后可以再申请。"
)
DECLINED, WITHDRAWN = flow.DECLINED, flow.WITHDRAWN

SPOT_LIMIT = Deadline(
    "spot",
    "当场出具",
    RECEIVED >> ANSWERED,
    or_stops_in=[ACCEPTED, INCOMPLETE, NOT_ANSWERED, DECLINED, WITHDRAWN],
    legal=workdays(1),
    law=Law("本系统设计", "", Sure.OWN, "通知写一般当场出具；网上申请次个工作日内"),
)
FINISH_LIMIT = Deadline(
    "finish",
    "反馈结果",
    ACCEPTED >> ANSWERED,
    or_stops_in=[NOT_ANSWERED, WITHDRAWN],
    legal=workdays(3),
    promised=workdays(2),
    law=rules.MANNER,
)
MATCH = Lookup("match", "能否唯一确定", "lawyers.match", "只看每个人能不能唯一确定，岗位上看不到内容")
RESULT = Document("result", "案件当事人信息查询结果", "result", rules.RIGHT, result=True, once=True, keep_days=7)
OPEN = one_of(RECEIVED, ACCEPTED)
RIGHT_FORM = [rules.list_is_readable, rules.docket_is_past, rules.licence_has_its_form]

INQUIRY = CaseType(
    "lawyers.inquiry",
    "律师查询人口信息",
    law=rules.RIGHT,
    edition="2024",
    title_of="docket",
    handled_at="district",
    place_field="station_place",
    unseals=(CLERK,),
    summary="律师办案要查当事人的户籍或居住证信息，凭执业证、律所证明和案号在网上申请，一般当场出结果，10人以上三个工作日。结果只能下载一次。",
    also=("律师查户籍", "查被告信息", "查当事人", "律师调查", "身份信息查询", "调查令"),
    result="案件当事人信息查询结果（电子，一次性下载，七天）",
    remedy="对不予出具有异议的，可以补充材料再申请，或向上一级公安机关反映；也可以申请法院调查令。",
    bases=(rules.RIGHT, rules.MANNER, rules.NEEDED, Law("个人信息保护法", "第六条")),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, ANSWERED, NOT_ANSWERED, DECLINED, WITHDRAWN],
    asks=[
        Group(
            "who",
            "申请人",
            (
                WHO,
                person("lawyer", "申请人"),
                text("licence_no", "执业证号", example="13204201010123456"),
                text("firm_name", "律师事务所（法律服务所）"),
                credit_code("firm_code", "统一社会信用代码"),
            ),
        ),
        Group(
            "case",
            "案件",
            (
                STAGE,
                docket("docket", "案号", example="（2026）苏0402民初123号"),
                text("cause", "案由"),
                text("client", "委托人"),
                long_text("order_scope", "调查令写明的内容", when=STAGE.is_("order"), most=500),
            ),
        ),
        Group(
            "persons",
            "要查的人",
            (
                WANTS,
                long_text(
                    "persons",
                    "被查询人",
                    sealed=True,
                    most=2000,
                    plain="一行一个：姓名 身份号码",
                    help="确实没有号码的，写：姓名 出生年份 户籍县（市、区）六位代码；外省的人必须有号码",
                    example="张三 11010519491231002X",
                ),
                place("station_place", "就近由哪里办"),
            ),
        ),
        Group(
            "promise",
            "用途承诺",
            (
                tick("purpose_only", "结果只用于上述案件，妥善保管，不泄露、不转给他人"),
                signature_typed("signature", "签名", plain="请输入您的姓名"),
            ),
        ),
    ],
    papers=[
        Paper("licence", "执业证", "现场核对原件或拍照", law=rules.RIGHT),
        Paper("firm_letter", "律所（法律服务所）证明", "写明谁来查、查谁", reusable=False, law=rules.RIGHT),
        Paper("mandate", "授权委托书或委托合同", "委托人就是案件当事人", reusable=False, law=rules.MANNER),
        Paper("accepted", "案件受理通知书", "写明案号", reusable=False, when=STAGE.is_("filed"), law=rules.MANNER),
        Paper("order", "法院调查令", "只查令中写明的内容", reusable=False, when=STAGE.is_("order"), law=rules.MANNER),
    ],
    conditions=[rules.licence_has_its_form, rules.docket_is_past, rules.list_is_readable, rules.somebody_is_unique],
    steps=[
        flow.submit(needs=RIGHT_FORM),
        flow.ask_papers(law=rules.MANNER),
        flow.supply(needs=RIGHT_FORM),
        flow.accept(
            RECEIVED >> ACCEPTED,
            asks=(WAIT,),
            needs=[*RIGHT_FORM, rules.has_a_reason_to_wait],
            law=rules.MANNER,
            help="10人以上或要核实的先受理；其余当场出具",
        ),
        flow.decline(law=rules.MANNER),
        Step(
            "approve_amount",
            "同意超量",
            stays(RECEIVED, ACCEPTED),
            by=(REVIEWER,),
            asks=(flow.REASON,),
            law=rules.OWN,
            help="核对用途后，同意这位律师今天超过设定的查询量",
            plain="已核对查询用途",
        ),
        Step(
            "answer",
            "出具结果",
            OPEN >> ANSWERED,
            by=(CLERK, REVIEWER),
            asks=(CHECKED,),
            looks_up=[MATCH],
            needs=[rules.papers_were_checked, *RIGHT_FORM, rules.somebody_is_unique, rules.amount_is_usual],
            checks_papers=True,
            issues=(RESULT,),
            tone="good",
            key="i",
            law=rules.RIGHT,
            plain="已出具查询结果",
            notice=Notice("您的查询（{number}）已有结果，只能下载一次，七天后自动失效。"),
        ),
        Step(
            "answer_nothing",
            "不予出具",
            OPEN >> NOT_ANSWERED,
            by=(CLERK, REVIEWER),
            looks_up=[MATCH],
            needs=[*RIGHT_FORM, rules.nobody_is_unique],
            tone="grave",
            law=rules.MANNER,
            plain="不能唯一确定，不予出具",
            issues=(
                Document(
                    "nothing",
                    "不予出具查询结果告知书",
                    "refusal",
                    rules.MANNER,
                    "补充公民身份号码后可以再申请；也可以申请法院调查令。",
                    result=True,
                ),
            ),
            notice=Notice("您的查询（{number}）不能唯一确定要查的人，没有出具。补充身份号码后可以再申请。"),
        ),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[SPOT_LIMIT, FINISH_LIMIT],
    indicators=[
        Indicator("on_time", "三个工作日反馈率", FINISH_LIMIT, out_of=ACCEPTED, target=1.0),
        Indicator("online", "网上办理占比", "online"),
        Indicator("not_unique", "不能唯一确定的占比", NOT_ANSWERED),
    ],
    parameters=[
        Parameter("lawyer.daily_most", "一位律师一天查询人数的拦截值", 30, "人", rules.OWN, least=1, most=500),
        Parameter("lawyer.most_persons", "一件最多查询人数", 50, "人", rules.OWN, least=1, most=50),
    ],
    seen_by=[SUPERVISOR],
)
