"""警情: received, dispatched, signed, on the way, arrived, fed back, reviewed; or to 12345, merged, void."""

from __future__ import annotations

from typing import Any

from onewindow.kernel.handbook import (
    CHIEF,
    COMMUNITY,
    HUB,
    OWN,
    SYSTEM,
    CaseType,
    Deadline,
    Document,
    EndRoll,
    Indicator,
    Notice,
    Reach,
    Start,
    State,
    Step,
    WaitsOn,
    ending,
    flow,
    hours,
    minutes,
    one_of,
    optional,
    stays,
    text,
)
from onewindow.kernel.handbook.loop_acts import TO_UNIT, reminders
from onewindow.modules.incidents import asked, rules
from onewindow.modules.incidents.dictionary import CUSTOM, LINK_12345, SCHEME

DUTY = COMMUNITY.of(Reach.UNIT)  # on duty one answers calls anywhere in the station's area
ON_DUTY = (DUTY, CHIEF)
DRAFT = State("draft", "登记中", WaitsOn.APPLICANT, plain="还没有接警登记完。")
RECEIVED = State("received", "待派警", plain="已经接警，正在派警。")
DISPATCHED = State("dispatched", "待签收", plain="已经派警，等出警单位签收。")
SIGNED = State("signed", "已签收", plain="出警单位已经签收。")
UNDER_WAY = State("under_way", "出警途中", plain="民警已经出发。")
ARRIVED = State("arrived", "处置中", plain="民警已经到场。")
FED_BACK = State("fed_back", "待审核", plain="处警情况已经反馈，等审核。")
AT_12345 = State("at_12345", "已转12345，待回执", WaitsOn.OTHER, plain="已经转给 12345，等对方给工单号。")
CLOSED = ending("closed", "已办结", "这件警情已经办结。")
HANDED = ending("handed", "已转12345", "这件事由 12345 办理，工单号见回执。")
MERGED = ending("merged", "已并入", "和另一件是同一起事，已经并到一起办。")
VOID = ending("void", "无效警情", "经核实是无效警情。")
LIVE = (RECEIVED, DISPATCHED, SIGNED, UNDER_WAY, ARRIVED)
STATES = (DRAFT, *LIVE, FED_BACK, AT_12345, CLOSED, HANDED, MERGED, VOID)
ORDER = Document("order_12345", "非警务事项转办单", "letter", LINK_12345)
STEPS = [
    Step("receive", "接警", DRAFT >> RECEIVED, by=(HUB, SYSTEM), checks_papers=True, tone="good", key="s", plain="已经接警"),
    Step("dispatch", "派警", RECEIVED >> DISPATCHED, by=(HUB,), asks=(optional(TO_UNIT), asked.ADVICE), keeps=("advice",),
         does="pass_on", tone="good", key="p", plain="已派{unit}出警",
         notice=Notice("有警情（{number}），请马上签收、出警。", audience="unit")),
    Step("return", "退单", one_of(DISPATCHED, SIGNED, UNDER_WAY) >> RECEIVED, by=ON_DUTY, asks=(flow.REASON,),
         does="pass_on", tone="grave", plain="出警单位退单，重新派警", notice=Notice("警情（{number}）退单：{reason}。请改派。", audience="above")),
    Step("sign", "签收", DISPATCHED >> SIGNED, by=ON_DUTY, does="claim", tone="good", key="a", plain="已签收"),
    Step("set_out", "出发", SIGNED >> UNDER_WAY, by=ON_DUTY, key="o", plain="已出发"),
    Step("arrive", "到场", one_of(SIGNED, UNDER_WAY) >> ARRIVED, by=ON_DUTY, tone="good", key="d", plain="已到场"),
    Step("feedback", "反馈", ARRIVED >> FED_BACK, by=ON_DUTY, asks=asked.FEEDBACK, keeps=asked.FEEDBACK_KEPT,
         needs=(rules.feedback_is_not_copied,), does="pass_on", tone="good", key="f", law=SCHEME, plain="已反馈处警情况",
         help="初始分类不改；这里填到现场核实的最终分类。"),
    Step("review", "审核，办结", FED_BACK >> CLOSED, by=(HUB, CHIEF), another_hand_than=("feedback",), tone="good", key="i",
         plain="审核办结", help="最终分类是纠纷、安全隐患的，会自动立一件，接着办。"),
    Step("send_back", "退回补充", FED_BACK >> ARRIVED, by=(HUB, CHIEF), asks=(flow.REASON,), another_hand_than=("feedback",),
         tone="grave", key="r", plain="退回补充", notice=Notice("警情（{number}）的反馈要补充：{reason}。", audience="unit")),
    Step("answer", "电话答复，办结", RECEIVED >> CLOSED, by=(HUB,), asks=(asked.FINAL, *asked.FOLLOW_FIELDS, asked.ANSWER),
         keeps=(*asked.RECLASSIFIED_KEPT, "done"), needs=(rules.danger_is_seen_to,), plain="电话里已经答复",
         help="咨询一类，不用出警的。"),
    Step("reclassify", "改最终分类", stays(FED_BACK, CLOSED), by=(HUB, CHIEF),
         asks=(asked.FINAL, *asked.FOLLOW_FIELDS, flow.REASON), keeps=asked.RECLASSIFIED_KEPT, law=SCHEME, plain="改了最终分类",
         help="第二天才查清的，在这里改；改前改后都在办理记录里。"),
    Step("merge", "并入另一件", one_of(*LIVE) >> MERGED, by=(HUB,), asks=(asked.INTO, flow.REASON), keeps=("into",),
         tone="grave", law=OWN, plain="并入另一件警情", help="同一起事的几个报警并成一件。两个编号都留着，互相查得到。"),
    Step("absorb", "并进来一件", stays(*LIVE, FED_BACK, CLOSED), by=(SYSTEM,), asks=(text("note", "并进来的编号", most=40),),
         law=OWN, plain="并进来一件同一起事的警情"),
    Step("to_12345", "转 12345", one_of(RECEIVED, FED_BACK) >> AT_12345, by=(HUB,), asks=(flow.REASON,), issues=(ORDER,),
         needs=(rules.danger_stays, rules.is_not_for_police_alone, rules.police_come_first), tone="grave", law=LINK_12345,
         key="t", plain="转给 12345", help="非警务事项。转走不等于对方已经收到；收到了会有工单号。"),
    Step("receipt", "登记 12345 工单号", AT_12345 >> HANDED, by=(HUB, SYSTEM), asks=(asked.RECEIPT,), keeps=("receipt",),
         law=LINK_12345, tone="good", plain="12345 已经收到", help="由对方平台通过接口回写，也可以人工登记。"),
    Step("returned_12345", "12345 退回", AT_12345 >> RECEIVED, by=(HUB, SYSTEM), asks=(flow.REASON,), tone="grave",
         law=OWN, plain="12345 退回，继续由公安办"),
    Step("void", "无效警情", one_of(*LIVE) >> VOID, by=(HUB,), asks=(asked.VOID_WHY, flow.REASON), keeps=("void_why",),
         needs=(rules.danger_is_seen_to,), tone="grave", plain="作无效处理"),
    Step("follow", "自动立了一件", stays(FED_BACK, CLOSED), by=(SYSTEM,), law=OWN, plain="转成另一件接着办",
         asks=(text("matter", "事项", most=60), text("note", "那一件的编号", most=40))),
    *reminders({one.code: one for one in (*STATES[:7], AT_12345)}, hours(1)),
]  # fmt: skip
_AT_ONCE: dict[str, Any] = {"start": Start.AT_ONCE, "roll": EndRoll.NONE}
DISPATCH = Deadline(
    "dispatch",
    "派警",
    RECEIVED >> DISPATCHED,
    minutes(1),
    CUSTOM,
    or_stops_in=[AT_12345, CLOSED, MERGED, VOID],
    **_AT_ONCE,
)
SIGN = Deadline(
    "sign", "签收", DISPATCHED >> SIGNED, minutes(1), CUSTOM, or_stops_in=[RECEIVED, MERGED, VOID], **_AT_ONCE
)
ARRIVE = Deadline("arrive", "到场", SIGNED >> ARRIVED, {"urban": minutes(5), "rural": minutes(15)}, CUSTOM, by=asked.ZONE,
                  or_stops_in=[RECEIVED, MERGED, VOID], **_AT_ONCE)  # fmt: skip
FEED_BACK = Deadline("feedback", "反馈", ARRIVED >> FED_BACK, hours(24), OWN, or_stops_in=[MERGED, VOID], **_AT_ONCE)
REVIEW = Deadline("review", "审核", FED_BACK >> CLOSED, hours(24), OWN, or_stops_in=[ARRIVED, AT_12345], **_AT_ONCE)
ORDER_LIMIT = Deadline(
    "receipt", "12345 回执", AT_12345 >> HANDED, minutes(30), OWN, or_stops_in=[RECEIVED], **_AT_ONCE
)
CALL = CaseType(
    "incidents.call",
    "警情",
    law=SCHEME,
    edition="2026",
    summary="接警、派警、签收、到场、反馈、审核。初始分类和最终分类分开记；非警务的转 12345，要有工单号；纠纷和隐患自动立一件接着办。",
    result="警情办结",
    remedy="对处警不满意的，可以向督察部门反映，或者拨打 12389。",
    states=STATES,
    asks=asked.GROUPS,
    steps=STEPS,
    deadlines=[DISPATCH, SIGN, ARRIVE, FEED_BACK, REVIEW, ORDER_LIMIT],
    conditions=[rules.danger_stays, rules.police_come_first],
    indicators=[
        Indicator("dispatched_in_time", "按时派警率", DISPATCH, out_of=DISPATCHED, note="接警后1分钟内（通行做法）"),
        Indicator("signed_in_time", "按时签收率", SIGN, out_of=SIGNED, note="派警后1分钟内（通行做法）"),
        Indicator("arrived_in_time", "按时到场率", ARRIVE, out_of=ARRIVED, note="城区5分钟（通行做法）；农村15分钟是设计值"),
        Indicator("closed", "办结率", CLOSED),
        Indicator("handed", "转12345有工单号的", asked.RECEIPT, out_of=AT_12345),
    ],
    unseals=(HUB, *ON_DUTY),
    worked_by=(HUB, *ON_DUTY),
    opened_by="staff",
    channels=("window", "api"),
    place_field="where",
    title_of="initial",
    bases=(SCHEME, LINK_12345, CUSTOM, OWN),
    also=("110", "报警", "接处警"),
)  # fmt: skip
