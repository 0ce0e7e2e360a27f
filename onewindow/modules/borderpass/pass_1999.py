"""边境管理区通行证, the paper one of 公安部令第42号: closed since 2026-04-15, kept for its history."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    SUPERVISOR,
    CaseType,
    Deadline,
    Document,
    Group,
    Indicator,
    Law,
    Lookup,
    Paper,
    choice,
    choices,
    day,
    ending,
    flow,
    optional,
    person,
    photo,
    place,
    tick,
    workdays,
)
from onewindow.modules.borderpass import rules

REASON = choice("purpose", "前往事由", tour="旅游", kin="探亲访友", work="务工、经商", duty="公务", other="其他")
RECEIVED, INCOMPLETE, ACCEPTED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED
ISSUED = ending("issued", "已签发", "纸质通行证已经签发。2026年4月15日起改用电子证，旧证在有效期内仍可使用。")
REFUSED, DECLINED, WITHDRAWN = flow.REFUSED, flow.DECLINED, flow.WITHDRAWN
DECIDE_LIMIT = Deadline(
    "decide",
    "签发决定",
    ACCEPTED >> ISSUED,
    or_stops_in=[REFUSED, WITHDRAWN],
    legal=workdays(20),
    promised=workdays(1),
    law=Law("行政许可法", "第四十二条", note="办法本身没有写时限，各地公布的法定时限从0到20个工作日不等"),
)
CARD = Document("pass", "边境管理区通行证", "permit", rules.OLD, result=True)

PASS_1999 = CaseType(
    "borderpass.pass",
    "边境管理区通行证（旧版纸质）",
    law=rules.OLD,
    edition="1999",
    title_of="holder_name",
    summary="旧版纸质证，2026年4月15日起停发。这里保留的是以前的办件和规定。",
    result="纸质边境管理区通行证",
    remedy=flow.RECONSIDER,
    handled_at="district",
    place_field="station_place",
    retired_on="2026-04-15",
    bases=(rules.OLD, rules.OLD_LENGTH, Law("行政许可法", "第四十二条")),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, ISSUED, REFUSED, DECLINED, WITHDRAWN],
    asks=[
        Group(
            "who",
            "申请人",
            (
                person("holder", "申请人"),
                photo("portrait", "本人相片"),
                place("station_place", "常住户口所在社区（村）"),
            ),
        ),
        Group(
            "journey",
            "行程",
            (
                choices("destinations", "前往地", **rules.AREAS),
                REASON,
                optional(tick("frequent", "常住或经常出入边境管理区")),
                day("from_day", "起"),
                day("to_day", "止"),
            ),
        ),
    ],
    papers=[
        Paper("id_card", "居民身份证", held_by="people.citizen", law=rules.OLD),
        Paper("opinion", "单位保卫（人事）部门或派出所的审核意见", law=rules.OLD),
        Paper("contract", "务工的聘用合同", when=REASON.is_("work"), law=rules.OLD),
    ],
    conditions=[rules.is_sixteen, rules.household_is_here, rules.old_length],
    steps=[
        flow.submit(needs=[rules.old_length]),
        flow.ask_papers(),
        flow.supply(),
        flow.accept(
            RECEIVED >> ACCEPTED,
            needs=[rules.is_sixteen, rules.household_is_here, rules.old_length],
            looks_up=[Lookup("household", "户籍地", "borderpass.household")],
        ),
        flow.issue("签发", ACCEPTED >> ISSUED, CARD),
        flow.refuse(),
        flow.decline(),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED),
    ],
    deadlines=[DECIDE_LIMIT],
    indicators=[
        Indicator("on_time", "按期决定率", DECIDE_LIMIT, out_of=ACCEPTED),
        Indicator("issued", "签发率", ISSUED),
    ],
    seen_by=[SUPERVISOR],
)
