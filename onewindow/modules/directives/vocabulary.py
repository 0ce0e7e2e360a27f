"""The questions of a directive and the states it passes: 拟办、审核、下达、签收、反馈、核查、办结."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    Group,
    State,
    WaitsOn,
    choice,
    ending,
    long_text,
    number,
    optional,
    place,
    text,
)

LEVEL = choice("level", "紧急程度", red="红色", orange="橙色", yellow="黄色", blue="蓝色")
SOURCE = choice(
    "source", "来源", superior="上级指令", department="警种部门", call="警情", model="模型", resident="群众"
)
CATEGORY = choice(
    "category",
    "类别",
    check="核查",
    prevent="防控",
    mediate="调解",
    inspect="检查",
    publicise="宣传防范",
    assign="交办",
)
SCOPE = choice("scope", "发给谁", many="分发到多个社区", one="一个单位", area="本社区（由分发产生）")
WHICH = choice(
    "which", "哪些社区", when=SCOPE.is_("many"), all="全部辖区", district="选定的分局", station="选定的派出所",
    kind="一类社区", batch="一批推送涉及的社区",
)  # fmt: skip
CODES = optional(
    long_text("codes", "选定的编码", when=SCOPE.is_("many"), plain="分局、派出所的编码，或者居委会、村委会")
)
AREA = optional(place("area", "社区（村）"))
COUNT = optional(number("count", "含推送条数", least=0, most=100_000))
OBJECTS = optional(long_text("objects", "要核的对象", sealed=True, most=8000))
GROUPS = (
    Group(
        "what",
        "做什么",
        (
            text("title", "标题", least=4, most=60),
            SOURCE,
            CATEGORY,
            LEVEL,
            long_text("text", "要求", least=8, most=1000, plain="做什么、做到什么程度、反馈哪些内容"),
            text("basis", "依据", least=4, plain="法律、文件或者上级指令的名称和编号；没有依据的不能下达"),
        ),
    ),
    Group("where", "发到哪里", (SCOPE, WHICH, CODES, AREA)),
    Group("objects", "对象", (COUNT, OBJECTS)),
)

DRAFT = State("draft", "填写中")
DRAFTED = State("drafted", "待审核", plain="已拟好，等另一个人审核。")
APPROVED = State("approved", "待下达", plain="审核通过，等待下达。")
SENT = State("sent", "已分发", WaitsOn.OTHER, plain="已分发到各社区，看各社区办到哪一步。")
ISSUED = State("issued", "待签收", plain="指令已经下达，等承办人签收。")
SIGNED = State("signed", "办理中", plain="已签收，正在办理。")
FED_BACK = State("fed_back", "待核查", plain="已反馈，等指挥室核查。")
VERIFIED = State("verified", "已核查", plain="指挥室已经核查，等待办结。")
CLOSED = ending("closed", "已办结", "指令已经办结。")
CANCELLED = ending("cancelled", "已撤销", "指令已经撤销，不计入各项指标。")
REJECTED = ending("rejected", "不予下达", "审核没有通过，理由见记录。")
STATES = (DRAFT, DRAFTED, APPROVED, SENT, ISSUED, SIGNED, FED_BACK, VERIFIED, CLOSED, CANCELLED, REJECTED)
WORKING = (ISSUED, SIGNED, FED_BACK, VERIFIED)
