"""租赁住房和公共隐患: one hazard at one door, from whoever finds it to whoever checks it again."""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import (
    CHIEF,
    COMMUNITY,
    HUB,
    OWN,
    REVISITOR,
    STREET,
    SYSTEM,
    CaseType,
    Clocks,
    Group,
    Indicator,
    Step,
    Turn,
    Turns,
    address,
    choice,
    closing_loop,
    days,
    flow,
    hours,
    long_text,
    name,
    one_of,
    optional,
    phone,
    photo,
    stays,
    text,
    tick,
    workdays,
)
from onewindow.kernel.handbook.loop import states_of
from onewindow.modules.hazards import papers, rules
from onewindow.modules.hazards.dictionary import CITY, KIND, KINDS, LAWS, LEADS, item_field

SITE = choice("site", "在哪种地方", house="租赁住房", public="公共部位或单位")
LEVEL = choice(
    "level", "等级", at_once="能立即改的", general="一般", grave="重大",
    help="重大的先停止使用；期限按等级：立即改 1 日，一般 15 日，重大 7 日（本系统设计值）",
)  # fmt: skip
SOURCE = choice(
    "source", "怎么发现的", visit="走访检查", joint="联合检查", told="群众反映", handed="其他平台转来", model="数据比对"
)
ON_THE_SPOT = SOURCE.is_("visit", "joint")
BEFORE = photo("before", "发现时的照片", when=ON_THE_SPOT, help="拍清楚隐患在哪里，不要拍到人脸")
BEFORE_TOLD = text(
    "before_told", "照片的时间和位置", when=ON_THE_SPOT, example="3月2日9:10，3幢东单元一楼楼道", most=100
)
ITEM_FIELDS = tuple(item_field(kind) for kind in KINDS)
LEAD = choice("lead", "由谁牵头整改", **LEADS)
LEAD_WHY = optional(long_text("lead_why", "为什么由它牵头", most=300, help="和类别表不一致时才要写"))
AFTER = photo("after", "整改后的照片", help="在同一个位置拍，不要拍到人脸")
AFTER_TOLD = text("after_told", "整改照片的时间和位置", example="3月9日15:20，3幢东单元一楼楼道", most=100)
DONE = long_text("done", "怎么整改的", least=4, most=500)
SEEN_AGAIN = optional(long_text("seen_again", "复查看到的", most=500))
RECEIPT = text("receipt", "平台回执号", least=4, most=60, help="对方平台收到后给的编号；收到不等于签收")
STOPPED = optional(tick("stopped", "重大隐患：已经停止使用"))
HOW_EMPTY = long_text("emptied", "怎么确认已经停租、腾空", least=5, most=500)

TURNS = Turns(
    find=Turn("报出", "待推送", "隐患已经报出，等推送给属地镇（街道）。", (COMMUNITY, HUB, SYSTEM)),
    push=Turn(
        "推送", "待签收", "已经推送给镇（街道），还没有签收。", (COMMUNITY, HUB), asks=(LEAD, LEAD_WHY),
        needs=(rules.lead_fits_or_says_why,), issues=(papers.TOLD,), keeps=("lead", "lead_why"), law=OWN, key="p",
        help="推送、签收、整改、复查是四件事，分别记时。",
    ),
    sign=Turn(
        "签收", "整改中", "镇（街道）已经签收，正在督促整改。", (STREET,), asks=(STOPPED,),
        needs=(rules.grave_is_stopped,), issues=(papers.ORDER,), keeps=("stopped",), key="a",
    ),
    rectify=Turn(
        "申请复查", "待复查", "责任人说已经改好，等另一个人到场复查。", (STREET,), asks=(DONE, AFTER, AFTER_TOLD), keeps=("done", "after", "after_told"), key="z",
    ),
    passes=Turn(
        "复查合格", "已销号", "复查合格，这一处隐患已经销号。", (COMMUNITY, CHIEF), asks=(SEEN_AGAIN,),
        issues=(papers.CHECKED,), another_hand_than=("report",), keeps=("seen_again",), key="i",
        help="要由没有报出、也没有整改这一处的人来复查。",
    ),
    send_back=Turn(
        "退回整改", "整改中", "复查还没有改好，要继续整改。", (COMMUNITY, CHIEF), asks=(flow.REASON,),
        issues=(papers.CHECKED_NOT,), another_hand_than=("report",), key="r",
    ),
    dismiss=Turn("不属实或重复", "不属实或重复", "经核对不属实，或者和另一件重复。", (COMMUNITY, CHIEF), asks=(flow.REASON,)),
    hand_on=Turn(
        "移送执法", "已移送执法", "拒不整改或者逾期没改，已经移送执法部门。", (CHIEF,),
        asks=(choice("to_whom", "移送给谁", **LEADS), flow.REASON), issues=(papers.HANDED,),
    ),
    return_=Turn(
        "退回改派", "待推送", "镇（街道）认为不该由它办，退回重新推送。", (STREET,),
        asks=(flow.REASON, optional(replace(LEAD, title="应当由谁牵头"))), keeps=("lead",),
    ),
    reopen=Turn(
        "重新整改", "整改中", "又出现同样的隐患，重新整改。", (COMMUNITY, CHIEF, REVISITOR, SYSTEM), asks=(flow.REASON,)
    ),
)  # fmt: skip
STATES = states_of(TURNS)
WORKING = (STATES["pushed"], STATES["signed"], STATES["rectified"])
MORE_STEPS = (
    Step(
        "receipt", "登记平台回执", stays(*WORKING), by=(HUB, SYSTEM), asks=(RECEIPT,), keeps=("receipt",), law=OWN,
        plain="对方平台已收到", help="由对方平台通过接口回写，也可以人工登记。平台收到不等于镇（街道）签收。",
    ),
    Step(
        "vacate", "停租腾空，销号", one_of(STATES["found"], STATES["pushed"], STATES["signed"]) >> STATES["closed"],
        by=(COMMUNITY, CHIEF), asks=(HOW_EMPTY, optional(AFTER)), keeps=("emptied", "after"), tone="grave", law=OWN,
        plain="已经停租腾空，销号", help="房子不再出租、没人住了。重新出租又有同样隐患的，用“重新整改”。",
    ),
)  # fmt: skip
_LOOP = closing_loop(
    "hazards.hazard",
    "租赁住房和公共隐患",
    turns=TURNS,
    clocks=Clocks(
        push=hours(24),
        sign=workdays(1),
        rectify={"at_once": days(1), "general": days(15), "grave": days(7)},
        check=workdays(3),
        by=LEVEL,
    ),
    groups=[
        Group("where", "在哪里", (SITE, address("where", "隐患"))),
        Group("what", "什么隐患", (KIND, *ITEM_FIELDS, LEVEL, optional(long_text("seen", "看到的情况", most=500)))),
        Group("how", "怎么发现的", (SOURCE, BEFORE, BEFORE_TOLD)),
        Group(
            "who",
            "安全责任人（可以不填）",
            (optional(name("owner_name", "责任人姓名")), optional(phone("owner_phone", "责任人电话"))),
        ),
    ],  # fmt: skip
    law=CITY,
    edition="2026",
    more_steps=MORE_STEPS,
    pushes_to_unit=True,
    place_field="where",
    title_of="kind",
    same_when=("where", "where_detail", *(one.code for one in ITEM_FIELDS)),
    relapse_within=days(90),
    bases=(CITY, *LAWS, OWN),
    unseals=(COMMUNITY, STREET),
    summary="发现的安全隐患推送给镇（街道），签收、整改后由另一个人复查，合格才销号。推送、签收、整改、复查是四件事，分别记时。",
    also=("隐患", "出租房", "群租房", "消防隐患", "电动车进楼"),
)
CALLED = {"rectified": "整改率", "closed": "销号率"}
LIMITS = {one.code: one for one in _LOOP.deadlines}
FOUND, PUSHED, SIGNED, RECTIFIED = (STATES[code] for code in ("found", "pushed", "signed", "rectified"))
HAZARD: CaseType = replace(
    _LOOP,
    indicators=(
        *(replace(one, title=CALLED.get(one.code, one.title)) for one in _LOOP.indicators),
        Indicator(
            "security", "其中治安隐患整改率", RECTIFIED, out_of=FOUND, where=KIND.is_("security"), note="只算治安一类"
        ),
        Indicator("receipts", "平台回执率", RECEIPT, out_of=PUSHED, note="对方平台收到并给了回执号的；不等于签收"),
        Indicator("pushed_in_time", "按时推送率", LIMITS["push"], out_of=FOUND, note="发现后24小时内推送"),
        Indicator("signed_in_time", "按时签收率", LIMITS["sign"], out_of=PUSHED, note="推送后1个工作日内签收"),
        Indicator("rectified_in_time", "按时整改率", LIMITS["rectify"], out_of=SIGNED, note="期限按等级"),
        Indicator("checked_in_time", "按时复查率", LIMITS["check"], out_of=RECTIFIED, note="申请后3个工作日内复查合格"),
    ),
)
