"""公章刻制业特种行业许可: by promise or the ordinary way, as the applicant chooses."""

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
    Lookup,
    Notice,
    Paper,
    Step,
    address,
    choice,
    credit_code,
    ending,
    flow,
    long_text,
    name,
    optional,
    person,
    signature_typed,
    stays,
    text,
    tick,
    workdays,
)
from onewindow.modules.seals import rules
from onewindow.modules.seals.promise import CURRENT

WAY = choice(
    "way",
    "办理方式",
    plain="两种办法都可以，由您自己选",
    promise="告知承诺：承诺符合条件，当场决定，发证后两个月内来核查一次",
    ordinary="一般程序：交齐材料，先核查，二十个工作日内决定",
)
SAME = choice("same_place", "经营场所和营业执照住所在一处吗", same="在一处", apart="不在一处")
TICKS = [tick(one.code, one.words, when=WAY.is_("promise")) for one in CURRENT.items]
SIGNATURE = signature_typed(
    "signature",
    "承诺人签名",
    when=WAY.is_("promise"),
    plain="请法定代表人（负责人）输入自己的姓名，作为签名",
    help=f"承诺书 {CURRENT.edition} 版：{''.join(CURRENT.told)}{''.join(CURRENT.follows)}",
)
SEEN = optional(tick("licence_seen", "已核对营业执照原件或照片"))
SETTLED = optional(tick("place_settled", "已核对受理地", help="场所与住所不在一处时，核对由哪个县（市、区）受理"))

RECEIVED, INCOMPLETE, ACCEPTED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED
ON_PROMISE = ending(
    "granted_on_promise",
    "已当场许可（告知承诺）",
    "许可证当场发给您了。两个月内我们会来核查一次，请把场所和设备准备好。",
)
GRANTED = ending("granted", "已许可", "许可证已经制发，可以开业了。")
REFUSED, DECLINED, WITHDRAWN = flow.REFUSED, flow.DECLINED, flow.WITHDRAWN

RECEIVE_LIMIT = Deadline(
    "receive",
    "当场决定或受理",
    RECEIVED >> ACCEPTED,
    or_stops_in=[ON_PROMISE, INCOMPLETE, DECLINED, WITHDRAWN],
    by=WAY,
    legal={"promise": workdays(5), "ordinary": workdays(5)},
    promised={"promise": workdays(1), "ordinary": workdays(2)},
    law=Law("行政许可法", "第三十二条"),
)
DECIDE_LIMIT = Deadline(
    "decide",
    "作出决定",
    ACCEPTED >> GRANTED,
    or_stops_in=[REFUSED, WITHDRAWN],
    legal=workdays(20),
    promised=workdays(10),
    internal=workdays(7),
    law=Law("行政许可法", "第四十二条"),
    extension=Extension(
        workdays(10), CHIEF, Law("行政许可法", "第四十二条", note="经本行政机关负责人批准，并告知理由")
    ),
)

STANDING = Lookup(
    "standing", "营业执照与信用核查", "seals.standing", "核对执照是否有效、能不能用告知承诺，不用您开证明"
)
LICENCE_PAPER = Document(
    "licence", "特种行业许可证（公章刻制业）", "licence", Law("行政许可法", "第三十九条"), result=True
)
PROMISE_PAPER = Document("promise", "告知承诺书", "letter", rules.PROMISE_RULES)
FIT = [rules.licence_is_valid, rules.is_not_barred]

LICENCE = CaseType(
    "seals.licence",
    "公章刻制业特种行业许可",
    law=rules.PERMIT,
    edition="2026",
    title_of="firm_name",
    audience="organisation",
    handled_at="district",
    place_field="site",
    unseals=(CLERK,),
    summary="开刻章店要办的许可证。可以自己选告知承诺：逐条承诺、签名，当场发证，两个月内来核查；也可以走一般程序，二十个工作日内决定。",
    also=("刻章店", "刻公章", "开刻章店", "印章店", "特种行业许可证", "特行证", "告知承诺"),
    result="特种行业许可证（公章刻制业）",
    remedy=flow.RECONSIDER,
    bases=(
        rules.PERMIT,
        rules.JIANGSU,
        rules.BY_PROMISE,
        rules.PROMISE_RULES,
        Law("行政许可法", "第三十二条"),
        rules.AT_ONCE,
        Law("行政许可法", "第三十八条"),
        Law("行政许可法", "第四十二条"),
        rules.RECORDED,
        rules.REVOKED,
        rules.CHEATED,
    ),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, ON_PROMISE, GRANTED, REFUSED, DECLINED, WITHDRAWN],
    asks=[
        Group("way", "办理方式", (WAY,)),
        Group(
            "firm",
            "单位",
            (
                text("firm_name", "单位名称", prefill="organisation.name"),
                credit_code("firm_code", "统一社会信用代码", prefill="organisation.credit_code"),
                person("legal", "法定代表人或负责人", prefill=""),
            ),
        ),
        Group("site", "经营场所", (address("site", "经营场所"), SAME)),
        Group("promise", "承诺书", (TICKS, SIGNATURE)),
    ],
    papers=[
        Paper("business_licence", "营业执照", "核对单位", held_by="people.organisation", law=rules.JIANGSU),
        Paper("site_right", "场所使用权材料", "产权证或租赁合同，有一样就行", law=rules.JIANGSU),
        Paper("layout", "场所内部结构示意图", "标出刻制间、保管库房；手画也可以", when=WAY.is_("ordinary")),
        Paper("equipment", "采集上传设备的说明", "设备清单或照片", when=WAY.is_("ordinary")),
    ],
    conditions=[rules.licence_is_valid, rules.everything_is_promised, rules.record_is_clean, rules.is_not_barred],
    steps=[
        flow.submit(needs=[rules.everything_is_promised]),
        flow.ask_papers(),
        flow.supply(needs=[rules.everything_is_promised]),
        Step(
            "grant_on_promise",
            "当场决定（告知承诺）",
            RECEIVED >> ON_PROMISE,
            by=(CLERK, REVIEWER),
            asks=(SEEN, SETTLED),
            looks_up=[STANDING],
            needs=[
                rules.chose_the_promise,
                rules.everything_is_promised,
                rules.record_is_clean,
                *FIT,
                rules.place_is_settled,
            ],
            checks_papers=True,
            issues=(LICENCE_PAPER, PROMISE_PAPER),
            tone="good",
            key="i",
            law=rules.AT_ONCE,
            plain="当场准予许可",
            help="同时开出一件事后核查，两者缺一不可",
            notice=Notice("您的许可已当场批准（{number}），许可证可以下载。两个月内我们会来核查一次。"),
        ),
        flow.accept(
            RECEIVED >> ACCEPTED,
            asks=(SEEN, SETTLED),
            looks_up=[STANDING],
            needs=[rules.chose_the_ordinary_way, *FIT, rules.place_is_settled],
        ),
        flow.decline(),
        Step(
            "inspect",
            "现场核查",
            stays(ACCEPTED),
            by=(CLERK, REVIEWER),
            needs=[rules.two_officers],
            key="k",
            asks=(
                name("officer_one", "核查人一"),
                name("officer_two", "核查人二"),
                choice("fit", "核查结论", yes="符合条件", no="不符合条件"),
                long_text("found", "核查情况", least=5, most=1000),
            ),
            law=rules.TWO_OFFICERS,
            plain="已到现场核查",
            help="两名以上工作人员",
        ),
        flow.issue(
            "准予许可",
            ACCEPTED >> GRANTED,
            LICENCE_PAPER,
            needs=[rules.was_inspected, *FIT],
            looks_up=[STANDING],
            law=Law("行政许可法", "第三十八条"),
        ),
        flow.refuse(),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[RECEIVE_LIMIT, DECIDE_LIMIT],
    indicators=[
        Indicator("same_day", "当场（次日内）决定率", RECEIVE_LIMIT, target=0.98),
        Indicator("by_promise", "选告知承诺的占比", ON_PROMISE),
        Indicator("on_time", "一般程序按期决定率", DECIDE_LIMIT, out_of=ACCEPTED, target=1.0),
    ],
    seen_by=[SUPERVISOR],
)
