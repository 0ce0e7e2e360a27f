"""A document in the making: the step, the declaration, the issuer, the facts, the holder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.cases.afterwards import Afterwards
from onewindow.kernel.documents.chinese import plain_day
from onewindow.kernel.documents.facts import facts_of
from onewindow.kernel.documents.numbers import Issuer
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.steps import Document


@dataclass(frozen=True)
class Making:
    """A document in the making."""

    after: Afterwards
    document: Document
    issuer: Issuer
    facts: dict[str, Any]
    holder: str

    @property
    def basis(self) -> list[str]:
        """The articles it rests on: its own, the step's, the matter's; a design value of ours is no law."""
        step = self.after.step
        laws: list[Law | None] = [self.document.law, step.law if step else None]
        if not any(laws):
            laws.append(self.after.row.entry.law)
        cited = [law.cited for law in laws if law and law.sure is not Sure.OWN]
        return list(dict.fromkeys(cited))

    @property
    def law(self) -> str:
        """The basis in one phrase."""
        return "、".join(self.basis) or "有关规定"

    @property
    def asked(self) -> str:
        """您于2026年3月2日提出的“居住证申领”申请（办件编号：…）; what nobody applied for begins with 关于."""
        row = self.after.row
        if row.entry.opened_by != "applicant":
            return f"关于“{row.entry.title}”（编号：{row.number}）"
        day = plain_day(local_date(row.submitted_at or row.opened_at))
        return f"您于{day}提出的“{row.entry.title}”申请（办件编号：{row.number}）"

    @property
    def identity(self) -> str:
        """The identity number of the holder, plain: for the holder's own document."""
        about = self.after.row.entry.title_of.removesuffix("_name")
        return str(self.facts.get("id_no") or self.after.row.answers.get(f"{about}_id", ""))


def making(after: Afterwards, document: Document, issuer: Issuer, *, now: datetime) -> Making:
    """Gather what the document needs."""
    facts = facts_of(after, document.code, now=now)
    row = after.row
    titled = row.entry.fields.get(row.entry.title_of)
    named = row.answers.get(row.entry.title_of) if titled and titled.kind in ("name", "text") else None
    holder = str(facts.get("document_holder") or named or row.applicant_name)
    return Making(after, document, issuer, facts, holder)
