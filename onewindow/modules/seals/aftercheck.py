"""告知承诺事后核查: opened with every licence given on a promise."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CLERK,
    COMMUNITY,
    REVIEWER,
    SUPERVISOR,
    CaseType,
    Deadline,
    Document,
    Group,
    Indicator,
    Notice,
    State,
    Step,
    WaitsOn,
    choice,
    choices,
    credit_code,
    day,
    days,
    ending,
    flow,
    long_text,
    name,
    one_of,
    place,
    ref,
    text,
)
from onewindow.modules.seals import rules
from onewindow.modules.seals.promise import CURRENT

OPENED = State("opened", "待安排核查", plain="许可已经生效。我们会在两个月内到现场核查，去之前先和您约时间。")
CHECKING = State("checking", "核查中", plain="已经安排核查，届时请留人在场。")
RECTIFYING = State(
    "rectifying", "限期整改", WaitsOn.APPLICANT, plain="有地方要整改，请在通知书写明的日期前改好，我们再来看一次。"
)
PROPOSED = State(
    "proposed",
    "拟撤销，听取意见",
    WaitsOn.APPLICANT,
    plain="我们打算撤销许可，决定前想听您的意见。请按告知书写的办法陈述、申辩。",
)
PASSED = ending("passed", "核查合格", "核查合格，请继续守法经营。")
KEPT = ending("kept", "不予撤销", "听取意见后，决定不撤销许可。")
REVOKED = ending("revoked", "许可已撤销", "许可已经撤销，理由和救济途径见决定书。")

CHECK_LIMIT = Deadline(
    "first_check",
    "首次核查",
    OPENED >> PASSED,
    or_stops_in=[RECTIFYING, PROPOSED],
    legal=days(60),
    promised=days(45),
    law=rules.CUSTOM,
)
RECTIFY_LIMIT = Deadline(
    "rectify", "整改", RECTIFYING >> PASSED, or_stops_in=[PROPOSED], legal=days(30), law=rules.CUSTOM
)
OFFICERS = (name("officer_one", "核查人一"), name("officer_two", "核查人二"))
FOUND = long_text("found", "核查情况", least=5, most=1000, plain="逐条写看到了什么；核查人签字归档，公众可以查阅")
NOT_MET = choices("not_met", "没有做到的承诺", **{one.code: one.words for one in CURRENT.items})
WEIGHED = long_text("weighed", "信赖利益和公共利益的考虑", least=10, most=1000)

AFTERCHECK = CaseType(
    "seals.aftercheck",
    "告知承诺事后核查（公章刻制）",
    law=rules.RECORDED,
    edition="2026",
    title_of="firm_name",
    audience="organisation",
    handled_at="district",
    place_field="site",
    opened_by="system",
    summary="告知承诺发证后，两个月内到现场核查一次。合格就结束；不合格限期整改；虚假承诺的依法撤销。",
    result="核查记录",
    remedy=flow.RECONSIDER,
    bases=(rules.RECORDED, rules.REVOKED, rules.CHEATED, rules.PROMISE_RULES),
    states=[OPENED, CHECKING, RECTIFYING, PROPOSED, PASSED, KEPT, REVOKED],
    asks=[
        Group(
            "licence",
            "被核查的许可",
            (
                ref("licence_case", "许可办件", register="cases.case"),
                text("licence_number", "许可证编号"),
                text("firm_name", "单位名称"),
                credit_code("firm_code", "统一社会信用代码"),
                place("site", "经营场所所在社区（村）"),
                text("promise_digest", "承诺书摘要"),
            ),
        )
    ],
    steps=[
        Step(
            "schedule",
            "安排核查",
            OPENED >> CHECKING,
            by=(CLERK, COMMUNITY, REVIEWER),
            asks=(day("check_on", "哪天去"), *OFFICERS),
            needs=[rules.two_officers],
            law=rules.TWO_OFFICERS,
            tone="good",
            key="a",
            plain="已安排核查",
            notice=Notice("我们将到场核查您的承诺（{number}），请留人在场。"),
        ),
        Step(
            "pass_check",
            "核查合格",
            CHECKING >> PASSED,
            by=(CLERK, COMMUNITY, REVIEWER),
            asks=(*OFFICERS, FOUND),
            needs=[rules.two_officers],
            law=rules.RECORDED,
            tone="good",
            key="i",
            plain="核查合格",
            issues=(Document("record", "核查记录", "letter", rules.RECORDED, result=True),),
            notice=Notice("核查合格（{number}），谢谢配合。"),
        ),
        Step(
            "order",
            "责令整改",
            CHECKING >> RECTIFYING,
            by=(CLERK, COMMUNITY, REVIEWER),
            asks=(*OFFICERS, NOT_MET, FOUND, day("rectify_until", "整改到哪天")),
            needs=[rules.two_officers, rules.time_to_rectify],
            law=rules.RECORDED,
            tone="grave",
            key="z",
            plain="要求限期整改",
            issues=(Document("order", "责令整改通知书", "letter", rules.RECORDED, flow.RECONSIDER),),
            notice=Notice("核查发现需要整改的地方（{number}），请按通知书改好，我们再来看。"),
        ),
        Step(
            "rectified",
            "整改合格",
            RECTIFYING >> PASSED,
            by=(CLERK, COMMUNITY, REVIEWER),
            asks=(*OFFICERS, FOUND),
            needs=[rules.two_officers],
            law=rules.RECORDED,
            tone="good",
            key="i",
            plain="整改合格",
            notice=Notice("整改合格（{number}），谢谢配合。"),
        ),
        Step(
            "propose",
            "拟撤销许可",
            one_of(CHECKING, RECTIFYING) >> PROPOSED,
            by=(REVIEWER,),
            asks=(NOT_MET, flow.REASON, WEIGHED),
            needs=[rules.interests_are_weighed],
            law=rules.REVOKED,
            tone="grave",
            plain="拟撤销许可，请陈述、申辩",
            issues=(
                Document(
                    "proposal",
                    "撤销行政许可事先告知书",
                    "letter",
                    rules.REVOKED,
                    "您有权陈述、申辩；请在收到后五日内提出，当面说或书面都可以。",
                ),
            ),
            notice=Notice("我们打算撤销许可（{number}），理由见告知书。决定前请告诉我们您的意见。"),
        ),
        Step(
            "revoke",
            "撤销许可",
            PROPOSED >> REVOKED,
            by=(REVIEWER,),
            asks=(
                choice("heard", "听取意见", spoke="已听取陈述、申辩", waived="明确表示不陈述", silent="到期没有答复"),
                flow.REASON,
            ),
            needs=[rules.was_heard],
            another_hand_than=("propose",),
            law=rules.REVOKED,
            tone="grave",
            plain="许可已撤销",
            issues=(
                Document("revocation", "撤销行政许可决定书", "refusal", rules.REVOKED, flow.RECONSIDER, result=True),
            ),
            notice=Notice("许可已撤销（{number}），理由和救济途径见决定书。"),
        ),
        Step(
            "keep",
            "不予撤销",
            PROPOSED >> KEPT,
            by=(REVIEWER,),
            asks=(flow.REASON,),
            law=rules.REVOKED,
            plain="不予撤销",
            notice=Notice("听取意见后决定不撤销许可（{number}）。"),
        ),
    ],
    deadlines=[CHECK_LIMIT, RECTIFY_LIMIT],
    indicators=[
        Indicator("checked_on_time", "两个月内核查率", CHECK_LIMIT, out_of=OPENED, target=1.0),
        Indicator("passed", "核查合格率", PASSED, out_of=CHECKING),
        Indicator("revoked", "虚假承诺撤销率", REVOKED, out_of=CHECKING),
    ],
    seen_by=[SUPERVISOR],
)
