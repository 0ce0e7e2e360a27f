"""Acts that every case allows and that leave its state: claim, hand over, countersign, urge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.fields import Field, long_text, number, optional, ref
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.roles import APPLICANT, CHIEF, CLERK, COMMUNITY, REVIEWER, SUPERVISOR, Role
from onewindow.kernel.handbook.states import State, stays
from onewindow.kernel.handbook.steps import Notice, Step

WHY = long_text("reason", "理由", most=500, plain="为什么？会写进办理记录")
TO_UNIT = ref("to_unit", "转给哪个单位", register="people.unit")
TO_OFFICER = ref("to_officer", "交给谁", register="people.officer")
WORKERS = (CLERK, REVIEWER, COMMUNITY, CHIEF)
MERGED_PATH = Law("优化营商环境条例", "第三十六条")


def _act(
    code: str, title: str, states: list[State], by: tuple[Role, ...], asks: tuple[Field, ...] = (), **more: object
) -> Step:
    return Step(code, title, stays(*states), by=by, asks=asks, does=code, **more)  # type: ignore[arg-type]


def kernel_acts(states: Sequence[State]) -> tuple[Step, ...]:
    """The acts of a case with these states; none is open before it is submitted or after its end."""
    live = [s for s in states[1:] if not s.ends]
    if not live:
        return ()
    return (
        _act("claim", "领取", live, WORKERS, key="c", help="成为承办人"),
        _act("delegate", "交办", live, (REVIEWER, CHIEF), (TO_OFFICER, WHY), help="指定承办人"),
        _act(
            "hand_over",
            "转办",
            live,
            (CLERK, REVIEWER, CHIEF),
            (TO_UNIT, WHY),
            tone="grave",
            help="转给另一个单位办理，时限继续计算",
            notice=Notice("您的{case}（{number}）已转由{unit}办理，办理时限不变。"),
            plain="已转由{unit}办理",
        ),
        _act(
            "countersign",
            "请会签",
            live,
            (CLERK, REVIEWER, CHIEF),
            (TO_UNIT, WHY),
            help="请另一单位给意见，本单位仍主办",
        ),
        _act(
            "countersigned", "会签意见", live, (CLERK, REVIEWER, CHIEF), (long_text("opinion", "会签意见", most=1000),)
        ),
        _act(
            "urge",
            "催办",
            live,
            (APPLICANT, CHIEF, SUPERVISOR),
            (optional(WHY),),
            help="提醒承办人；每个工作日一次",
            plain="已催办",
        ),
        _act(
            "extend",
            "延长时限",
            live,
            (REVIEWER, CHIEF),
            (
                number("days", "延长几日", least=1, most=60, help="按该期限的计日方式：许可类是工作日，居住证是自然日"),
                WHY,
            ),
            tone="grave",
            notice=Notice("您的{case}（{number}）需要延长办理时限，理由：{reason}。最迟{due}前办结。"),
            plain="办理时限已依法延长",
            law=Law("行政许可法", "第四十二条"),
        ),
        _act(
            "move_edition",
            "改用现行规定",
            live,
            (REVIEWER, CHIEF),
            (WHY,),
            tone="grave",
            help="把这一件移到现行版本的规定下办理，须说明理由",
            law=Law("本系统设计", "", Sure.OWN),
        ),
        _act(
            "note",
            "写备注",
            live,
            WORKERS,
            (long_text("note", "备注", most=1000),),
            help="写给同事看的话，申请人看不到",
        ),
    )


def with_acts(entry: CaseType) -> CaseType:
    """The same entry with the kernel acts that it does not declare itself."""
    own = {step.code for step in entry.steps}
    more = tuple(_narrowed(act, entry) for act in kernel_acts(entry.states) if act.code not in own)
    return CaseType(
        **{**{name: getattr(entry, name) for name in entry.__dataclass_fields__}, "steps": (*entry.steps, *more)}
    )


def _narrowed(act: Step, entry: CaseType) -> Step:
    """The act, open only to those who work on such a case, when the entry names them; asking stays open."""
    if not entry.worked_by or act.code == "urge":
        return act
    narrow = tuple(role for role in act.by if role in entry.worked_by)
    everybody = act.by == WORKERS
    return replace(act, by=tuple(entry.worked_by) if everybody else narrow or (CHIEF,))
