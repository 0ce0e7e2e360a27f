"""差评核实整改: a bad rating is verified, put right, checked by another hand, and asked about afterwards."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    CHIEF,
    HALL_CHIEF,
    REVISITOR,
    SYSTEM,
    Clocks,
    Deadline,
    Document,
    Group,
    Indicator,
    Matter,
    Revisit,
    Step,
    Turn,
    Turns,
    choice,
    closing_loop,
    days,
    flow,
    long_text,
    one_of,
    optional,
    ref,
    rule,
    stays,
    text,
    workdays,
)
from onewindow.kernel.handbook.loop import states_of
from onewindow.modules.feedback.policy import GRADES, LOCAL, STATE_COUNCIL

BAD = 4  # this level and above
LEVEL = choice("level", "评价", **{"4": "不满意", "5": "非常不满意"})
RATED_BY = choice("rated_by", "实名还是匿名", signed="实名", anonymous="匿名")
CONTACT = choice(
    "contact", "和评价人联系", called="已联系，听了意见", not_reached="没有联系上", anonymous="匿名评价，不联系"
)
FINDING = choice("finding", "核实结果", real="属实", partly="部分属实", by_rule="按规定办理，已解释")
MENDING = choice("mending", "怎样处理", at_once="立行立改", in_time="建台账限期整改", explained="解释说明")
MENDED = long_text("mended", "整改了什么", least=5, most=1000)
GROUND = choice("ground", "不计分的理由", mistaken="误评", malicious="恶意差评", not_ours="评的不是这件事的服务")
OBJECTION = long_text("objection", "申诉的事实和理由", least=5, most=1000)


@rule("匿名评价只核实，不联系评价人；实名评价要联系评价人听意见。", law=LOCAL)
def the_anonymous_are_left_alone(matter: Matter) -> bool:
    anonymous = matter.answers.get("rated_by") == "anonymous"
    return anonymous == (matter.answers.get("contact") == "anonymous")


HEADS = (HALL_CHIEF, CHIEF)
TURNS = Turns(
    find=Turn("登记差评", "待交办", "收到了您的差评，正在安排没有经手的人核实。", (SYSTEM,), law=GRADES),
    push=Turn("交办核实", "待签收", "已经交办核实。", HEADS),
    sign=Turn(
        "签收并联系",
        "核实整改中",
        "正在核实整改。",
        HEADS,
        asks=(CONTACT,),
        needs=(the_anonymous_are_left_alone,),
        fresh_hand=True,
        keeps=("contact",),
        help="1 个工作日内联系实名评价人；匿名的只核实",
    ),
    rectify=Turn(
        "整改答复",
        "待复核",
        "已经整改，正在由另一个人复核。",
        HEADS,
        asks=(FINDING, MENDING, MENDED),
        issues=(Document("answer", "差评核实整改情况", "letter", STATE_COUNCIL),),
        notice="您的差评（{number}）已经核实处理，正在复核。",
        fresh_hand=True,
        keeps=("finding", "mending"),
    ),
    passes=Turn(
        "复核通过",
        "已整改",
        "已经整改并复核。还不满意，回访时请直接说，或者追评一次。",
        (CHIEF,),
        notice="您的差评（{number}）已经整改并复核。我们会再问您一次满意不满意。",
        fresh_hand=True,
    ),
    send_back=Turn("退回重改", "核实整改中", "复核没有通过，重新整改。", (CHIEF,), asks=(flow.REASON,)),
    dismiss=Turn(
        "认定不计分",
        "不计分，记录保留",
        "经复核，这次评价不计入比率，原始记录保留。不同意的可以向督察反映。",
        (CHIEF,),
        asks=(GROUND, flow.REASON),
        notice="您的评价（{number}）经复核不计入比率，原始记录保留，理由：{reason}。",
        another_hand_than=("object",),
        fresh_hand=True,
        keeps=("ground",),
        help="误评、恶意差评：移出比率，评价和原话都留着",
    ),
    hand_on=Turn(
        "移交督察", "已移交督察", "反映的问题已移交督察部门。", (CHIEF,), asks=(flow.REASON,), fresh_hand=True
    ),
    return_=Turn("退回重派", "待交办", "换一个没有经手的人核实。", HEADS, asks=(flow.REASON,)),
    reopen=Turn("重新整改", "核实整改中", "回访您还不满意，重新整改。", (REVISITOR, SYSTEM), asks=(flow.REASON,)),
)
S = states_of(TURNS)
RECTIFY = Deadline(
    "rectify",
    "整改答复",
    one_of(S["found"], S["signed"]) >> S["rectified"],
    workdays(15),
    LOCAL,
    or_stops_in=(S["dismissed"], S["handed_on"]),
)
OBJECT = Step(
    "object",
    "替被评人申诉",
    stays(S["found"], S["pushed"], S["signed"]),
    by=(HALL_CHIEF,),
    asks=(OBJECTION,),
    keeps=("objection",),
    law=LOCAL,
    help="被评的人认为是误评、恶意差评的，由窗口长写明事实；由所队长复核认定",
)
BAD_RATING = closing_loop(
    "feedback.bad_rating",
    "差评核实整改",
    turns=TURNS,
    clocks=Clocks(push=workdays(1), sign=workdays(1), rectify=None, check=workdays(3), law=LOCAL),
    groups=[
        Group(
            "rating",
            "差评",
            (
                optional(ref("about", "评价的办件", register="cases.case")),
                optional(text("visit", "评价的窗口办理（排队票）")),
                text("matter", "什么事项"),
                LEVEL,
                RATED_BY,
                optional(long_text("said", "评价人写的话", most=500)),
            ),
        )
    ],
    law=STATE_COUNCIL,
    edition="2026",
    title_of="matter",
    handled_at="about",
    about_case="about",
    same_when=("about",),
    relapse_within=days(30),
    more_steps=[OBJECT],
    more_deadlines=[RECTIFY],
    more_indicators=[
        Indicator(
            "on_time",
            "按期整改率",
            RECTIFY,
            out_of=S["found"],
            note="15 个工作日内整改答复或认定不计分的；还没到期的也在分母里",
        ),
        Indicator("signed_closed", "实名差评整改率", S["closed"], out_of=S["found"], where=RATED_BY.is_("signed")),
    ],
    revisit=Revisit(
        1.0,
        (workdays(3),),
        (
            ("solved", "您反映的问题解决了吗？"),
            ("called", "有人联系过您、听您说明情况吗？"),
            ("satisfied", "这次处理您满意吗？"),
        ),
        STATE_COUNCIL,
    ),
    bases=(GRADES, STATE_COUNCIL, LOCAL),
    summary="不满意和非常不满意的评价，由没有经手的人核实、整改，另一个人复核。被评的人看不到是谁评的；匿名的只核实、不回访。",
)
