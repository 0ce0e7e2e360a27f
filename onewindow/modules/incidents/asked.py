"""What is asked about a call: when it is received, dispatched, fed back, ended.  Pure.

The class given when the call came in and the one found at the scene are two answers; neither overwrites the other.
"""

from __future__ import annotations

from dataclasses import replace

from onewindow.kernel.handbook import (
    Group,
    address,
    choice,
    choices,
    long_text,
    name,
    number,
    optional,
    phone,
    text,
)
from onewindow.modules.incidents.dictionary import (
    DISPUTE_TYPES,
    HAZARD_ITEMS,
    RELATIONS,
    SITES,
    SOURCES,
    TITLES,
    VOID,
)

RELATION = choice("relation", "和别的警情有没有关联", **RELATIONS)
INITIAL = choice("initial", "初始分类", **TITLES, help="接报时听到的；到现场以后的分类另外填，两个都留着")
FINAL = choice("final", "最终分类", **TITLES, help="到现场核实的；统计用这一个")
ZONE = choice("zone", "城区还是农村", urban="城区", rural="农村")
DANGER = choice(
    "danger", "有没有人有生命危险", no="没有", yes="有", unclear="说不清", help="有危险或者说不清的，先出警，不转走"
)
BELONGS = choice(
    "belongs", "归谁办", police="公安", city="非警务，归 12345", both="两边都有",
    help="两边都有的先由公安处置，再转 12345",
)  # fmt: skip
GROUPS = [
    Group(
        "call",
        "接警",
        (
            choice("source", "怎么报来的", **SOURCES),
            RELATION,
            optional(text("main", "关联的警情编号", when=RELATION.is_("repeat", "urge", "feedback"), most=40)),
            optional(phone("caller_phone", "报警电话", plain="加密保存；要看须写明用途")),
            optional(name("caller_name", "报警人姓名", plain="不愿意说的可以不填")),
            optional(text("language", "用什么语言报的", plain="普通话、常州话以外的才填", most=30)),
        ),
    ),
    Group("where", "在哪里", (*address("where", "警情"), ZONE)),
    Group(
        "what",
        "什么事",
        (
            INITIAL,
            optional(text("local_code", "本地警情代码", plain="四级代码，有就填", most=12)),
            long_text("content", "报警内容", least=4, most=1000, plain="写事，不写姓名和电话"),
            DANGER,
            BELONGS,
            optional(
                choices(
                    "risks", "现场有没有", weapon="武器、刀具", explosive="爆炸物、易燃物", leak="泄漏", fire="起火",
                    trapped="被困的人", hurt="受伤的人",
                )
            ),
        ),
    ),
]  # fmt: skip
ADVICE = optional(text("advice", "派警意见", most=200, plain="要带什么、注意什么"))
DISPUTE_FIELDS = (
    choice("dispute_type", "哪一类纠纷", **DISPUTE_TYPES, when=FINAL.is_("dispute")),
    text("parties", "当事双方", example="3幢501室—3幢401室", plain="写门牌、单位或称呼，不写姓名", most=100,
         when=FINAL.is_("dispute")),
    choice("scale", "个体还是群体", single="个体", group="群体", when=FINAL.is_("dispute")),
    number("people", "涉及多少人", least=2, most=100_000, when=FINAL.is_("dispute")),
)  # fmt: skip
HAZARD_FIELDS = (
    choice("hazard_item", "什么隐患", **HAZARD_ITEMS, when=FINAL.is_("hazard")),
    choice("site", "在哪种地方", **SITES, when=FINAL.is_("hazard")),
)
FOLLOW_FIELDS = (*DISPUTE_FIELDS, *HAZARD_FIELDS)
DONE = long_text("done", "处警情况", least=4, most=1000, plain="到场看到什么、怎么处置；写事，不写姓名")
RESULT = choice(
    "result", "处理结果", settled="当场处理完", filed="受案、立案", advised="告知、劝解", handed="移交有关部门",
    false="没有这回事", gone="到场时已经离开",
)  # fmt: skip
HURT = optional(number("hurt", "受伤几人", least=0, most=10_000))
FEEDBACK = (FINAL, *FOLLOW_FIELDS, DONE, RESULT, HURT)
FEEDBACK_KEPT = tuple(one.code for one in FEEDBACK)
RECLASSIFIED_KEPT = tuple(one.code for one in (FINAL, *FOLLOW_FIELDS))
ANSWER = replace(DONE, title="怎么答复的", plain="电话里就答复清楚、不用出警的")
INTO = text("into", "并入哪一件", example="320400202603020000019", plain="填主警情的编号；两个编号都会留着", most=40)
RECEIPT = text("receipt", "12345 工单号", least=4, most=60, plain="12345 收到后给的编号，两边用同一个")
VOID_WHY = choice("void_why", "为什么无效", **VOID)
