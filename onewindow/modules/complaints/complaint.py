"""窗口投诉: from 110, 12345, letters and by word of mouth, into one loop with a replay and a revisit of each."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    CLERK,
    HALL_CHIEF,
    HUB,
    OWN,
    REVISITOR,
    SYSTEM,
    Clocks,
    Document,
    Group,
    Matter,
    Revisit,
    Turn,
    Turns,
    choice,
    closing_loop,
    day,
    days,
    flow,
    long_text,
    name,
    optional,
    phone,
    place,
    ref,
    rule,
    text,
    workdays,
)
from onewindow.modules.complaints.policy import COMMON, HOTLINE, LETTERS, LINKED

SOURCE = choice(
    "source", "哪里来的", c110="110", gov="12345", sunshine="阳光信访", letter="来信", call="一警通", visit="来访"
)
KIND = choice(
    "kind", "投诉什么", attitude="服务态度", slow="办得慢", refused="不受理、推诿", trips="多跑腿", conduct="执法办案",
    fee="收费", other="其他",
)  # fmt: skip
NUMBER = optional(text("source_number", "来件编号", help="原来的工单号、警情号、信访件编号"))
ABOUT = optional(ref("about", "关联办件编号", register="cases.case"))
RESULT = choice(
    "result", "核查结果", real="属实", partly="部分属实", untrue="不属实，已解释", advice="属于咨询求助，已答复"
)
GROUND = choice(
    "ground", "为什么不办", merged="和另一件是同一件事，并案", court="应走诉讼、仲裁、复议", petition="已进入信访程序",
    done="已依法处理且结论合法", elsewhere="不属于公安机关职责，已告知途径",
)  # fmt: skip
INTO = optional(ref("into", "并入哪一件", register="cases.case"))
REPLAY = (
    long_text("happened", "复盘：当时发生了什么", least=10, most=1000),
    long_text("why", "复盘：为什么会这样", least=10, most=1000),
    long_text("changes", "复盘：今后怎么改", least=5, most=1000),
)


@rule("并案要写明并入哪一件。", law=OWN)
def a_merger_names_the_other(matter: Matter) -> bool:
    return matter.answers.get("ground") != "merged" or bool(matter.answers.get("into"))


HEADS, DESK = (CHIEF, HALL_CHIEF), (HUB, CHIEF)
TURNS = Turns(
    find=Turn("登记", "待派单", "收到了投诉。", (HUB, CLERK, CHIEF, SYSTEM), law=LINKED),
    push=Turn("派单", "待签收", "已经派给责任单位。", DESK),
    sign=Turn("签收", "办理中", "责任单位正在核查。", HEADS, fresh_hand=True),
    rectify=Turn(
        "答复并复盘",
        "待审核",
        "已经答复，正在审核。",
        HEADS,
        asks=(RESULT, long_text("reply", "给投诉人的答复", least=10, most=1000), *REPLAY),
        issues=(Document("replay", "投诉复盘记录", "letter", COMMON),),
        fresh_hand=True,
        keeps=("result", "happened", "why", "changes"),
        help="每一起都要复盘：发生了什么、为什么、怎么改",
    ),
    passes=Turn("审核办结", "已办结", "已经办结。", DESK, another_hand_than=("sign",)),
    send_back=Turn("退回重办", "办理中", "审核没有通过，重新办理。", DESK, asks=(flow.REASON,)),
    dismiss=Turn(
        "不再单独办理",
        "不单独办理",
        "没有单独办理，理由已经写明。",
        DESK,
        asks=(GROUND, INTO, flow.REASON),
        needs=(a_merger_names_the_other,),
        keeps=("ground", "into"),
        law=COMMON,
        help="并案的两个编号都留着；不受理的要说明理由和该走的途径",
    ),
    hand_on=Turn("移交督察", "已移交督察", "涉及违纪，已移交督察。", (CHIEF,), asks=(flow.REASON,), fresh_hand=True),
    return_=Turn("退单", "待派单", "退回，重新派单。", HEADS, asks=(flow.REASON,)),
    reopen=Turn("重新办理", "办理中", "回访没有解决，重新办理。", (REVISITOR, SYSTEM), asks=(flow.REASON,)),
)
HOT = workdays(5)
COMPLAINT = closing_loop(
    "complaints.complaint",
    "窗口投诉",
    turns=TURNS,
    clocks=Clocks(
        push=workdays(1),
        sign=workdays(1),
        rectify={"c110": HOT, "gov": HOT, "call": HOT, "visit": HOT, "sunshine": days(60), "letter": days(60)},
        check=workdays(2),
        by=SOURCE,
        law=COMMON,
        laws={"rectify": HOTLINE},
    ),
    groups=[
        Group("from", "来件", (SOURCE, NUMBER, optional(day("came_on", "来件日期", most=0)), KIND)),
        Group(
            "what",
            "投诉内容",
            (long_text("content", "内容", least=5, most=2000), place("where", "哪里的窗口（按所在社区）"), ABOUT),
        ),
        Group(
            "who", "投诉人", (optional(name("caller_name", "投诉人姓名")), optional(phone("caller_phone", "联系电话")))
        ),
    ],
    law=LINKED,
    edition="2026",
    pushes_to_unit=True,
    handled_at="district",
    place_field="where",
    title_of="kind",
    about_case="about",
    same_when=("source", "source_number"),
    unseals=(HUB, CHIEF),
    revisit=Revisit(
        1.0,
        (workdays(3),),
        (("solved", "您投诉的问题解决了吗？"), ("answered", "有人给您答复了吗？"), ("satisfied", "您满意吗？")),
        COMMON,
        asks="caller_phone",
    ),
    bases=(LINKED, HOTLINE, LETTERS, COMMON, OWN),
    summary="110、12345、来信来访涉及窗口的投诉，一起办、一起看：每周通报、每起复盘、逐一回访；同一件事从几处来，由人看过再并案。",
)
