"""The verdict about a person: the only thing that leaves this file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.registers.queries import ask
from onewindow.kernel.store.vault import search_hash, unseal_json
from onewindow.modules.records import rules
from onewindow.modules.records.models import Finding, Told

FINDING_HOLDS = timedelta(days=30)  # a later inquiry asks the platform afresh


def person_hash(number: str) -> str:
    """The keyed hash of an identity number in this register."""
    return search_hash("records:id", number)


def bound(case_id: int) -> str:
    """What the body of a finding is sealed to."""
    return f"records.finding:{case_id}"


def verdict(answers: dict[str, Any], *, now: datetime) -> str:
    """`clear`, `recorded` or `unclear` about the subject of these answers.

    The platform is asked by the number of today and by the old one of fifteen digits; a fresh
    finding settles what the platform leaves unclear, and only that.
    """
    number = str(answers.get("subject_id", ""))
    name, former = str(answers.get("subject_name", "")), rules.former_names(answers.get("former"))
    said = set()
    for key in filter(None, (number, rules.old_number(number))):
        entry = ask("criminal_records", key, now=now)
        said.add(rules.verdict(entry, number=number, name=name, former_names=former))
    if rules.UNCLEAR in said:
        return _found(number, now) or rules.UNCLEAR
    return rules.RECORDED if rules.RECORDED in said else rules.CLEAR


def _found(number: str, now: datetime) -> str:
    fresh = Finding.objects.filter(person_hash=person_hash(number), at__gt=now - FINDING_HOLDS, at__lte=now)
    last = fresh.order_by("-at").first()
    return str(unseal_json(last.body, bound(last.case_id)).get("found", "")) if last else ""


def told_bound(case_id: int) -> str:
    """What the body of a told verdict is sealed to."""
    return f"records.told:{case_id}"


def told(case_id: int) -> str:
    """The verdict that the letter of this case tells."""
    return str(unseal_json(Told.objects.get(case_id=case_id).body, told_bound(case_id))["verdict"])
