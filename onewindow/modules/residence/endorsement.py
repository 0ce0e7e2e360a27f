"""居住证年度签注: within the month before each full year."""

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
    address,
    choice,
    ending,
    flow,
    optional,
    person,
    text,
    tick,
    workdays,
)
from onewindow.modules.residence import rules
from onewindow.modules.residence.permit import STAY

GROUND = choice(
    "ground",
    "现在的情况",
    plain="您现在符合下面哪一项？",
    work="在这里有稳定工作",
    home="在这里有稳定住所",
    study="在这里连续上学",
)
MOVED = choice("moved", "地址变了吗", same="没有变", changed="搬到了本城市的另一处")
RECEIVED, INCOMPLETE = flow.RECEIVED, flow.INCOMPLETE
ENDORSED = ending("endorsed", "已签注", "签注好了，居住证可以继续使用。下一次请在新的满年日前一个月内来。")
DECLINED, WITHDRAWN = flow.DECLINED, flow.WITHDRAWN

LIMIT = Deadline(
    "endorse",
    "签注",
    RECEIVED >> ENDORSED,
    or_stops_in=[INCOMPLETE, DECLINED, WITHDRAWN],
    legal=workdays(3),
    promised=workdays(1),
    law=Law("本系统设计", "", Sure.OWN, "条例没有写签注几天办好；窗口当场办，网上次个工作日内办。"),
)
SIGNED = Document("endorsement", "居住证签注记录", "certificate", rules.YEARLY, result=True)

ENDORSEMENT = CaseType(
    "residence.endorsement",
    "居住证年度签注",
    law=rules.YEARLY,
    edition="2016",
    title_of="holder_name",
    summary="居住证每满一年前的一个月里签一次，手机上就能办，不收费。错过了也可以补签，但使用功能会先中止，居住年限可能要从补签那天重新算。",
    also=("居住证续签", "居住证过期", "居住证延期", "居住证到期", "居住证年审", "签注"),
    fee="不收费（《居住证暂行条例》第二十一条）",
    result="居住证签注",
    remedy=flow.RECONSIDER,
    place_field="home",
    unseals=(CLERK,),
    bases=(rules.YEARLY, Law("居住证暂行条例", "第二十一条"), Law("国务院关于在线政务服务的若干规定", "第七条")),
    states=[flow.DRAFT, RECEIVED, INCOMPLETE, ENDORSED, DECLINED, WITHDRAWN],
    asks=[
        Group(
            "who",
            "持证人",
            (person("holder", "持证人"), text("permit_number", "居住证编号", example="JZ3204022026000123")),
        ),
        Group("home", "现在住在哪里", (MOVED, address("home", "居住地"), GROUND)),
    ],
    papers=[
        Paper("id_card", "居民身份证", "核对身份", held_by="people.citizen", law=rules.WHAT_FOR),
        Paper("new_home_proof", "新住址的证明", "租赁合同、房产证或住宿证明，有一样就行", when=MOVED.is_("changed")),
    ],
    conditions=[rules.has_a_permit, rules.window_is_open, rules.still_lives_here],
    steps=[
        flow.submit(notice=Notice("我们收到了您的签注申请，编号{number}。{due}前办好。")),
        flow.ask_papers(law=rules.WHAT_FOR),
        flow.supply(),
        Step(
            "endorse",
            "签注",
            RECEIVED >> ENDORSED,
            by=(CLERK, REVIEWER),
            asks=(optional(tick("told_restart", "已告知居住年限重新计算", help="只在逾期、年限要重新计算时勾选")),),
            looks_up=[STAY, Lookup("permit", "居住证登记", "residence.permit", "核对证号、满年日和是否逾期")],
            needs=[rules.has_a_permit, rules.window_is_open, rules.still_lives_here, rules.told_that_years_restart],
            checks_papers=True,
            issues=(SIGNED,),
            tone="good",
            key="a",
            law=rules.YEARLY,
            plain="已签注",
            notice=Notice("您的居住证已签注（{number}）。请在“我的办件”里看新的有效期。"),
        ),
        flow.decline(law=rules.YEARLY),
        flow.withdraw(RECEIVED, INCOMPLETE),
    ],
    deadlines=[LIMIT],
    indicators=[
        Indicator("on_time", "按承诺时限签注率", LIMIT, out_of=ENDORSED, target=0.99),
        Indicator("online", "网上签注占比", "online"),
    ],
    parameters=[
        Parameter(
            "resid.grace_days", "逾期补签、年限仍连续的宽限", 0, "日（自然日）", rules.GRACE_LAW, least=0, most=30
        ),
    ],
    seen_by=[SUPERVISOR],
)
