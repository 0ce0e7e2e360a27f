"""边境管理区通行证, the electronic one: in force from 2026-04-15."""

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
    Paper,
    Parameter,
    Step,
    Sure,
    choice,
    choices,
    citizen_id,
    day,
    ending,
    flow,
    long_text,
    name,
    optional,
    phone,
    photo,
    place,
    text,
    tick,
    workdays,
)
from onewindow.modules.borderpass import rules

KIND = choice(
    "kind",
    "您是哪种情况",
    plain="先看看您该在哪里办",
    online="内地居民，自己去，三个月以内（在“移民局12367”网上办，不用来）",
    children="内地居民，带未满16周岁子女去（到现场办）",
    year="内地居民，要一年有效（到现场办）",
    hmt="港澳台居民（到现场办）",
    overseas="华侨（到现场办）",
    foreigner="外国人（到现场办）",
)
MAINLAND = KIND.is_(*sorted(rules.MAINLAND))
OTHERS = KIND.is_("hmt", "overseas", "foreigner")
REASON = choice(
    "purpose", "去做什么", tour="旅游", kin="探亲访友", work="务工、经商", duty="公务、科研、采访", other="其他"
)
IN_PERSON = optional(tick("in_person", "本人已到现场，人证一致"))

RECEIVED, INCOMPLETE, ACCEPTED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED
ISSUED = ending("issued", "已签发", "通行证已经签发，是电子证，可以打印；出行请带好有效身份证件。以前的旧证同时失效。")
REFUSED, DECLINED, WITHDRAWN = flow.REFUSED, flow.DECLINED, flow.WITHDRAWN
SPOT = {"online": workdays(3), **{kind: workdays(10) for kind in ("children", "year", "hmt", "overseas", "foreigner")}}

RECEIVE_LIMIT = Deadline(
    "receive",
    "当场签发或受理",
    RECEIVED >> ACCEPTED,
    or_stops_in=[ISSUED, INCOMPLETE, DECLINED, WITHDRAWN],
    legal=workdays(1),
    law=Law("本系统设计", "", Sure.OWN, "指南写齐全合规可当场签发；网上预填的次个工作日内处理"),
)
DECIDE_LIMIT = Deadline(
    "decide", "签发决定", ACCEPTED >> ISSUED, or_stops_in=[REFUSED, WITHDRAWN], by=KIND, legal=SPOT, law=rules.GUIDE
)
SWITCH = Lookup("switch", "目的地签发开关", "borderpass.switch", "看目的地现在签不签")
CARD = Document("pass", "边境管理区通行证（电子）", "permit", rules.GUIDE, result=True)
CARE = [rules.is_sixteen, rules.is_short_enough, rules.children_are_named, rules.destinations_are_open]

PASS_2026 = CaseType(
    "borderpass.pass",
    "边境管理区通行证",
    law=rules.GUIDE,
    edition="2026",
    title_of="holder_name",
    summary="自己去、三个月以内的，在“移民局12367”App 或小程序上办，三个工作日内决定，免费，不用来窗口。"
    "带孩子去、要一年有效，或您是港澳台居民、华侨、外国人的，在这里填好再到现场，材料齐全当场签发。去日喀则的现在暂停签发。",
    also=("边防证", "边境证", "去西藏", "去新疆", "日喀则", "珠峰", "阿里", "喀什", "通行证", "12367"),
    result="电子边境管理区通行证",
    remedy=flow.RECONSIDER,
    handled_at="district",
    place_field="station_place",
    unseals=(CLERK,),
    bases=(rules.GUIDE, rules.NOTICE_5, Law("行政许可法", "第三十二条"), Law("行政许可法", "第三十八条")),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, ISSUED, REFUSED, DECLINED, WITHDRAWN],
    asks=[
        Group("kind", "在哪里办", (KIND,)),
        Group(
            "who",
            "申请人",
            (
                name("holder_name", "姓名", prefill="applicant.name"),
                citizen_id("holder_id", "公民身份号码", when=MAINLAND, prefill="applicant.id_no"),
                text("document_no", "护照或通行证号码", when=OTHERS, sealed=True),
                phone("holder_phone", "联系电话", prefill="applicant.phone"),
                photo("portrait", "本人相片"),
                place("station_place", "您住在哪个社区（村）"),
            ),
        ),
        Group(
            "children",
            "同去的孩子",
            (
                long_text(
                    "children",
                    "孩子的姓名和出生日期",
                    when=KIND.is_("children"),
                    sealed=True,
                    most=500,
                    help="一行一个",
                    example="张小明 2015-03-02",
                ),
            ),
        ),
        Group(
            "journey",
            "行程",
            (
                choices("destinations", "去哪里", **rules.AREAS),
                REASON,
                day("from_day", "哪天出发"),
                day("to_day", "哪天回来"),
            ),
        ),
    ],
    papers=[
        Paper("id_card", "居民身份证", "核对身份", held_by="people.citizen", when=MAINLAND),
        Paper("document", "护照、来往内地（大陆）通行证或居住证", "现场核对原件", when=OTHERS),
        Paper("kinship", "孩子的户口簿或出生医学证明", "证明是您的子女，有一样就行", when=KIND.is_("children")),
        Paper("reason_proof", "经常前往的说明", "工作证明、合同等，申请一年有效时交", when=KIND.is_("year")),
    ],
    conditions=[
        rules.online_goes_to_12367,
        rules.is_sixteen,
        rules.is_short_enough,
        rules.destinations_are_open,
        rules.came_in_person,
    ],
    steps=[
        flow.submit(looks_up=[SWITCH], needs=[rules.online_goes_to_12367, rules.days_are_ahead, *CARE]),
        flow.ask_papers(),
        flow.supply(looks_up=[SWITCH], needs=[rules.online_goes_to_12367, *CARE]),
        flow.accept(
            RECEIVED >> ACCEPTED,
            asks=(IN_PERSON,),
            needs=[rules.came_in_person, *CARE],
            looks_up=[SWITCH],
            help="需要调查的先受理；材料齐全的直接“当场签发”",
        ),
        Step(
            "issue_now",
            "当场签发",
            RECEIVED >> ISSUED,
            by=(CLERK, REVIEWER),
            asks=(IN_PERSON,),
            looks_up=[SWITCH],
            needs=[rules.came_in_person, *CARE],
            checks_papers=True,
            issues=(CARD,),
            tone="good",
            key="i",
            law=rules.GUIDE,
            plain="当场签发了通行证",
            notice=flow.issue("", ACCEPTED >> ISSUED, CARD).notice,
        ),
        flow.issue("签发通行证", ACCEPTED >> ISSUED, CARD, looks_up=[SWITCH], needs=CARE, law=rules.GUIDE),
        flow.refuse(),
        flow.decline(),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[RECEIVE_LIMIT, DECIDE_LIMIT],
    indicators=[
        Indicator("on_time", "按期决定率", DECIDE_LIMIT, out_of=ACCEPTED, target=1.0),
        Indicator("issued", "签发率", ISSUED),
        Indicator("investigated", "需要调查的占比", ACCEPTED),
    ],
    parameters=[
        Parameter("border.online_here", "本市承接网上电子证的签发", False, "是/否", rules.GUIDE),
    ],
    seen_by=[SUPERVISOR],
)
