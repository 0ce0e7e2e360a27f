"""Rules of the hazard loop: the body that leads, a grave hazard stops being used.  Pure."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Matter, rule
from onewindow.modules.hazards.dictionary import BY_CODE, LEADS


@rule("这一类隐患通常不由这个部门牵头。确实要由它牵头的，请写明理由。", law=OWN)
def lead_fits_or_says_why(matter: Matter) -> bool | str:
    kind, lead = BY_CODE.get(str(matter.answers.get("kind"))), matter.answers.get("lead")
    if kind is None or lead in kind.leads or len(str(matter.answers.get("lead_why") or "")) >= 5:
        return True
    usual = "、".join(LEADS[one] for one in kind.leads)
    return f"“{kind.title}”隐患通常由{usual}牵头。确实要换的，请写明理由（五个字以上）。"


@rule("重大隐患要先停止使用再整改。请确认已经停止使用，并勾选。", law=OWN)
def grave_is_stopped(matter: Matter) -> bool:
    return matter.answers.get("level") != "grave" or matter.answers.get("stopped") is True
