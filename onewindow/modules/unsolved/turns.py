"""The turns of a report: taken in and sorted, given to a hand that was not in it, answered, checked, asked about."""

from __future__ import annotations

from onewindow.kernel.handbook import (
    APPLICANT,
    CHIEF,
    CLERK,
    HALL_CHIEF,
    REVIEWER,
    REVISITOR,
    SYSTEM,
    Document,
    Matter,
    Turn,
    Turns,
    choice,
    flow,
    long_text,
    optional,
    ref,
    rule,
)
from onewindow.modules.unsolved.policy import COMMON, PROVINCE

HEADS, WORKERS = (HALL_CHIEF, CHIEF), (CLERK, REVIEWER, CHIEF)
NATURE = choice("nature", "定性", person="主观：没有尽责", rule="制度", system="系统", paper="材料", policy="政策")
WAY = choice("way", "怎样处置", spot="当场解决", transfer="转责任单位办理", joint="几个部门联审", lifted="提级办理")
ENTRY = optional(ref("entry", "手册里的哪个事项", register="handbook.matter"))
SCOPE = choice(
    "scope",
    "为什么不予受理",
    court="涉法涉诉",
    petition="信访事项",
    private="群众之间的纠纷",
    elsewhere="不属于公安机关职责",
)
REMEDY = choice(
    "remedy",
    "救济途径",
    plain="该走哪条路？必须选一条并向反映人说明",
    **{
        "reconsider": "行政复议：收到决定六十日内向复议机关申请",
        "court": "行政诉讼：六个月内向人民法院起诉",
        "petition": "依法信访：到信访接待场所或网上提出",
        "12389": "拨打 12389 举报民警违法违纪",
        "12345": "拨打 12345 由政府热线转办",
    },
)
RESULT = choice("result", "结果", done="办成了", explained="不能办，已解释疏导", partly="部分办成")


@rule("30 天内同一人同一事项再次反映的，是重复件，要提级办理。", law=COMMON)
def a_repeat_is_lifted(matter: Matter) -> bool:
    return not matter.facts.get("relapse_of") or matter.answers.get("way") == "lifted"


TURNS = Turns(
    find=Turn(
        "提交反映",
        "待甄别",
        "收到了您的反映，正在看归谁办。",
        (APPLICANT, CLERK),
        notice="收到了您的反映（{number}）。属于受理范围的，15 个工作日内给您办理意见。",
        law=PROVINCE,
    ),
    push=Turn(
        "受理交办",
        "待签收",
        "已经受理，交给没有经手的人办理。",
        HEADS,
        asks=(NATURE, WAY, ENTRY),
        needs=(a_repeat_is_lifted,),
        keeps=("nature", "way", "entry"),
        law=PROVINCE,
        notice="您的反映（{number}）已经受理，由{unit}办理。",
        help="选单位、定性、处置办法；重复件要提级",
    ),
    sign=Turn("签收", "办理中", "已经有人在办。", WORKERS, fresh_hand=True),
    rectify=Turn(
        "反馈办理意见",
        "待核",
        "办理意见已经反馈给您，正在由另一个人核。",
        WORKERS,
        asks=(
            RESULT,
            long_text("opinion", "办理意见", least=10, most=1000),
            optional(long_text("mended", "内部怎么改", most=500)),
        ),
        issues=(Document("opinion", "“办不成事”反映办理意见", "letter", PROVINCE),),
        notice="您的反映（{number}）有了办理意见，请打开查看。",
        fresh_hand=True,
        keeps=("result",),
        law=PROVINCE,
    ),
    passes=Turn(
        "核过归档",
        "已办结",
        "已经办结。过几天会问您满意不满意。",
        HEADS,
        fresh_hand=True,
        notice="您的反映（{number}）已经办结。过几天会有没有经手的人问您满意不满意。",
    ),
    send_back=Turn("退回再办", "办理中", "核的人认为还没有办好，继续办理。", HEADS, asks=(flow.REASON,)),
    dismiss=Turn(
        "不予受理",
        "不予受理",
        "不属于“办不成事”受理的范围，理由和该走的途径见告知书。",
        HEADS,
        asks=(SCOPE, REMEDY, flow.REASON),
        fresh_hand=True,
        keeps=("scope", "remedy"),
        law=PROVINCE,
        issues=(Document("declined", "不予受理告知书", "letter", PROVINCE),),
        notice="您的反映（{number}）不予受理：{reason}。告知书上写明了该走的途径。",
        help="涉法涉诉、信访、群众间纠纷不受理，但要解释并告知救济途径",
    ),
    hand_on=Turn(
        "移交督察",
        "已移交督察",
        "涉及违纪的问题已经移交督察部门。",
        (CHIEF,),
        asks=(flow.REASON,),
        fresh_hand=True,
        notice="您的反映（{number}）已移交督察部门核查。",
    ),
    return_=Turn("退回改派", "待甄别", "改派给别的单位或别的人。", WORKERS, asks=(flow.REASON,)),
    reopen=Turn("重新办理", "办理中", "回访您还不满意，重新办理。", (REVISITOR, SYSTEM), asks=(flow.REASON,)),
)
