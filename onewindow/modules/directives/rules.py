"""What must hold before a directive goes on.  Pure."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Matter, rule
from onewindow.modules.directives.intake.reasons import in_duty

EVIDENCE = 2  # kinds that the centre looks at, at least


@rule("没有依据的指令不能下达。请写明法律、文件或者上级指令。", law=OWN)
def has_a_basis(matter: Matter) -> bool:
    return len(str(matter.answers.get("basis") or "").strip()) >= 4


@rule("这个来源不能交办这一类任务，超出职责的不能下达。请改类别，或者退回来源。", law=OWN)
def is_in_duty(matter: Matter) -> bool:
    return in_duty(str(matter.answers.get("source")), str(matter.answers.get("category")))


@rule("这是发给一个单位的指令，请用“下达”。", law=OWN)
def goes_to_many(matter: Matter) -> bool:
    return matter.answers.get("scope") == "many"


@rule("这是分发到多个社区的指令，请用“分发下达”。", law=OWN)
def goes_to_one(matter: Matter) -> bool:
    return matter.answers.get("scope") != "many"


@rule("核查至少要看两种证据，请再核一种。", law=OWN)
def two_kinds_of_evidence(matter: Matter) -> bool:
    return len(matter.answers.get("evidence") or ()) >= EVIDENCE


@rule("推送有误的条数不能多于推送条数。", law=OWN)
def no_more_wrong_than_pushed(matter: Matter) -> bool:
    return int(matter.answers.get("wrong") or 0) <= int(matter.answers.get("count") or 0)
