"""A small closing loop for kernel tests: something is broken at a place, the street mends it, an officer checks."""

from onewindow.kernel.handbook import (
    CHIEF,
    COMMUNITY,
    HUB,
    REVISITOR,
    STREET,
    SYSTEM,
    CaseType,
    Clocks,
    Group,
    Module,
    Revisit,
    Turn,
    Turns,
    choice,
    closing_loop,
    days,
    flow,
    hours,
    long_text,
    optional,
    photo,
    place,
    text,
    workdays,
)
from onewindow.kernel.testing.matter import LAW

LEVEL = choice("level", "等级", high="重大", low="一般")
MENDED = long_text("mended", "怎么改的", least=2, most=500)
AFTER = photo("after", "改好的照片")
TURNS = Turns(
    find=Turn("报出", "待推送", "已经报出。", (COMMUNITY, HUB, SYSTEM)),
    push=Turn("推送", "待签收", "已经推送。", (COMMUNITY, HUB)),
    sign=Turn("签收", "整改中", "已经签收，正在整改。", (STREET,), fresh_hand=True),
    rectify=Turn(
        "申请复查", "待复查", "改好了，等复查。", (STREET,), asks=(MENDED, optional(AFTER)), keeps=("mended", "after")
    ),
    passes=Turn("复查合格", "已销号", "复查合格。", (COMMUNITY, CHIEF)),
    send_back=Turn("退回整改", "整改中", "还没有改好。", (COMMUNITY, CHIEF), asks=(flow.REASON,)),
    dismiss=Turn("不属实", "不属实", "经核查不属实。", (COMMUNITY, CHIEF), asks=(flow.REASON,)),
    hand_on=Turn("移送执法", "已移送执法", "已移送执法部门。", (CHIEF,), asks=(flow.REASON,)),
    return_=Turn("退回改派", "待推送", "退回改派。", (STREET,), asks=(flow.REASON,)),
    reopen=Turn(
        "重新整改", "整改中", "重新整改。", (REVISITOR, SYSTEM), asks=(flow.REASON,), lifts=("level", ("low", "high"))
    ),
)
TEST_LOOP: CaseType = closing_loop(
    "testing.hazard",
    "测试隐患",
    turns=TURNS,
    clocks=Clocks(
        push=hours(24),
        sign=workdays(1),
        rectify={"high": days(1), "low": days(10)},
        by=LEVEL,
        escalate_after=workdays(2),
    ),
    groups=[
        Group(
            "what",
            "发现了什么",
            (
                text("house", "哪一户"),
                text("item", "什么隐患"),
                LEVEL,
                place("where", "在哪里"),
                optional(text("about", "关联办件编号")),
            ),
        )
    ],
    law=LAW,
    edition="2026",
    pushes_to_unit=True,
    place_field="where",
    same_when=("house", "item"),
    relapse_within=days(90),
    about_case="about",
    summary="只在测试里出现。",
    revisit=Revisit(1.0, (days(7),), (("solved", "问题解决了吗？"),), LAW),
)
LOOPING = Module("onewindow.modules.looping", "测试闭环", (TEST_LOOP,))
FOUND = {"house": "1 幢 101", "item": "私拉电线", "level": "low", "where": "320402004001"}
