"""居住证申领: the first issue."""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import (
    CHIEF,
    CLERK,
    OWN,
    REVIEWER,
    SUPERVISOR,
    SYSTEM,
    CaseType,
    Deadline,
    Document,
    Extension,
    Group,
    Indicator,
    Law,
    Lookup,
    Paper,
    Parameter,
    Revisit,
    Sure,
    address,
    choice,
    day,
    days,
    ending,
    flow,
    optional,
    person,
    photo,
    place_detail,
    workdays,
)
from onewindow.modules.residence import rules

BY = choice(
    "by", "谁来办", plain="是您自己的居住证，还是替家人办？", self="本人办理", proxy="替未成年子女或行动不便的家人办"
)
REASON = choice(
    "proxy_reason",
    "代办理由",
    when=BY.is_("proxy"),
    child="申领人未满16周岁",
    old="老年人行动不便",
    disabled="残疾人行动不便",
)
RELATION = choice("proxy_relation", "代办人是申领人的", when=BY.is_("proxy"), guardian="监护人", kin="近亲属")
PROXY = [replace(one, when=BY.is_("proxy")) for one in person("proxy", "代办人")]
GROUND = choice(
    "ground",
    "申领条件",
    plain="您符合下面哪一项？选一项就够",
    work="在这里有稳定工作",
    home="在这里有稳定住所",
    study="在这里连续上学",
)
RECEIVE = choice("receive", "怎么领证", pickup="到窗口领", post="邮寄到家", electronic="只要电子证")

RECEIVED, INCOMPLETE, ACCEPTED, RETURNED = flow.RECEIVED, flow.INCOMPLETE, flow.ACCEPTED, flow.RETURNED
ISSUED = ending("issued", "已发证", "居住证已经办好，电子证可以马上用。每满一年前的一个月里请记得签注。")
REFUSED, DECLINED, WITHDRAWN = flow.REFUSED, flow.DECLINED, flow.WITHDRAWN

MADE = Law("居住证暂行条例", "第九条")
RECEIVE_LIMIT = Deadline(
    "receive",
    "决定是否受理",
    RECEIVED >> ACCEPTED,
    or_stops_in=[INCOMPLETE, DECLINED, WITHDRAWN],
    legal=workdays(5),
    promised=workdays(2),
    internal=workdays(1),
    law=Law("行政许可法", "第三十二条", Sure.COMMON, "条例只写一次性告知，没有写几天；参照许可法的五日。"),
)
ISSUE_LIMIT = Deadline(
    "issue",
    "制作发放",
    ACCEPTED >> ISSUED,
    or_stops_in=[REFUSED, WITHDRAWN],
    legal=days(15),
    promised=days(10),
    internal=days(7),
    at_most=days(30),
    law=MADE,
    extension=Extension(
        days(15), CHIEF, Law("居住证暂行条例", "第九条", note="设区的市级以上规定可以延长，最长不超过30日")
    ),
)

STAY = Lookup("stay", "居住登记与户籍地", "residence.stay", "核对何时起居住、户籍是否在外地，不用您开证明")
PERMITS = Lookup("permits", "已有的居住证", "residence.permits", "一人一城一张有效居住证")
CARD = Document("permit", "居住证", "permit", Law("居住证暂行条例", "第四条"), result=True)
PROVED = optional(
    day("proved_since", "材料证明的起住日", most=0, help="居住登记不足半年、但合同或社保能证明更早的，填核对过的日期")
)

PERMIT = CaseType(
    "residence.permit",
    "居住证申领",
    law=rules.WHO_MAY,
    edition="2016",
    title_of="holder_name",
    summary="从外地来、住满半年，又有稳定工作、住所或在上学的，可以申领居住证。"
    "手机上填好就能提交，符合条件的 10 天内发证，第一次免费。",
    also=("暂住证", "外地人", "落户", "居住登记", "居住证首次", "办居住证", "新市民", "孩子上学要的证"),
    fee="首次申领免收工本费；换领、补领收工本费（《居住证暂行条例》第二十一条）",
    result="居住证（电子证，可另领实体证）",
    remedy=flow.RECONSIDER,
    channels=("phone", "window"),
    place_field="home",
    unseals=(CLERK,),
    bases=(
        rules.WHO_MAY,
        Law("居住证暂行条例", "第四条"),
        MADE,
        rules.YEARLY,
        Law("居住证暂行条例", "第二十一条"),
        Law("国务院关于在线政务服务的若干规定", "第七条"),
    ),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ACCEPTED, RETURNED, ISSUED, REFUSED, DECLINED, WITHDRAWN],
    asks=[
        Group(
            "who",
            "申领人",
            (BY, person("holder", "申领人"), photo("portrait", "本人相片", help="近期、正面、免冠")),
        ),
        Group("proxy", "代办人", (REASON, RELATION, PROXY)),
        Group("home", "住在哪里", (address("home", "居住地"), day("since", "从哪天起住在这里", most=0), GROUND)),
        Group("card", "领证", (RECEIVE, place_detail("post_to", "邮寄地址", when=RECEIVE.is_("post")))),
    ],
    papers=[
        Paper("id_card", "居民身份证", "核对身份", held_by="people.citizen", law=MADE),
        Paper(
            "home_proof",
            "住所证明",
            "租赁合同、房产证、购房合同，或房东、单位、学校出具的住宿证明，有一样就行",
            when=GROUND.is_("home"),
            law=MADE,
        ),
        Paper(
            "work_proof",
            "就业证明",
            "营业执照、劳动合同，或单位出具的劳动关系证明，有一样就行",
            when=GROUND.is_("work"),
            law=MADE,
        ),
        Paper("study_proof", "就读证明", "学生证，或学校出具的连续就读证明", when=GROUND.is_("study"), law=MADE),
        Paper(
            "kinship", "监护或近亲属关系的证明", "户口簿、出生医学证明等，有一样就行", when=BY.is_("proxy"), law=MADE
        ),
    ],
    conditions=[rules.lives_away_from_home, rules.half_a_year, rules.has_a_ground],
    steps=[
        flow.submit(needs=[rules.proxy_is_allowed, rules.has_a_ground]),
        flow.ask_papers(law=MADE),
        flow.supply(needs=[rules.proxy_is_allowed, rules.has_a_ground]),
        flow.accept(
            asks=(PROVED,),
            looks_up=[STAY, PERMITS],
            needs=[
                rules.proxy_is_allowed,
                rules.lives_away_from_home,
                rules.is_registered_here,
                rules.half_a_year,
                rules.has_a_ground,
                rules.has_no_permit_yet,
            ],
        ),
        flow.decline(),
        flow.send_back(),
        flow.issue(
            "签发居住证",
            ACCEPTED >> ISSUED,
            CARD,
            looks_up=[STAY, PERMITS],
            law=rules.YEARLY,
            needs=[rules.lives_away_from_home, rules.is_registered_here, rules.has_no_permit_yet],
        ),
        flow.refuse(law=rules.WHO_MAY),
        flow.withdraw(RECEIVED, INCOMPLETE, ACCEPTED, RETURNED),
        replace(flow.reopen(DECLINED, REFUSED), by=(REVIEWER, SYSTEM)),
    ],
    deadlines=[RECEIVE_LIMIT, ISSUE_LIMIT],
    indicators=[
        Indicator("on_time", "按承诺时限发证率", ISSUE_LIMIT, out_of=ISSUED, target=0.99),
        Indicator("issued", "发证率", ISSUED, out_of=ACCEPTED),
        Indicator("online", "网上办理占比", "online", note="分母是提交的办件，不是事项数"),
        Indicator("corrected", "一次性告知后补正的占比", INCOMPLETE, note="越低，说明指南写得越清楚"),
    ],
    parameters=[
        Parameter("resid.county_city_apart", "本市县级市与市区算不同城市", True, "是/否", rules.COUNTY_LAW),
    ],
    seen_by=[SUPERVISOR],
    # Who was turned away is asked; who has the permit in hand rates it oneself.
    revisit=Revisit(
        0.05,
        (days(7),),
        (
            ("explained", "没有办成的原因，有没有给您讲清楚？"),
            ("way_on", "接下来可以怎么办（补什么、找谁、怎样复议），您清楚吗？"),
            ("once", "需要补的材料，是不是一次说全的？"),
        ),
        OWN,
        failing="explained",
    ),
)
