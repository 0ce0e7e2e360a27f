"""Finding the one person of each line, and reading what was told."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.kernel.registers.queries import ask
from onewindow.kernel.store.vault import search_hash, unseal_json
from onewindow.modules.lawyers import rules
from onewindow.modules.lawyers.models import Result


def person_hash(number: str) -> str:
    """The keyed hash under which it stays known that somebody was asked about."""
    return search_hash("lawyers:person", number)


def licence_hash(number: str) -> str:
    """The keyed hash of a lawyer's licence number."""
    return search_hash("lawyers:licence", "".join(number.split()).upper())


def bound(case_id: int) -> str:
    """What the body of a result is sealed to."""
    return f"lawyers.result:{case_id}"


def found(line: rules.Line, wants: str, *, now: datetime) -> dict[str, Any] | None:
    """What may be told about the one person of this line; None when it is not exactly one."""
    number = line.id_no
    if not number:
        numbers = (ask("population_index", line.key, now=now) or {}).get("numbers", [])
        if len(numbers) != 1:
            return None
        number = str(numbers[0])
    entry = ask("residence_registration" if wants == "residence" else "population", number, now=now)
    if entry is None or not rules.matches(line, entry):
        return None
    return rules.told(entry, wants) | {"id_no": number}


def answer(answers: dict[str, Any], *, now: datetime) -> list[dict[str, Any] | None]:
    """The answer to each line of the list, in order."""
    read, _ = rules.lines(answers.get("persons"), local_date(now))
    return [found(line, str(answers.get("wants", "household")), now=now) for line in read]


def asked_today(licence_no: str, day: date) -> int:
    """How many persons were asked about with this licence on that day."""
    first = datetime.combine(day, time.min, tzinfo=SHANGHAI)
    rows = Result.objects.filter(licence_hash=licence_hash(licence_no), at__gte=first).values_list("asked", "at")
    return sum(asked for asked, at in rows if local_date(at) == day)


def told(case_id: int, *, now: datetime) -> dict[str, Any]:
    """The body of a result while it lasts; an empty dictionary afterwards."""
    row = Result.objects.filter(case_id=case_id, until__gt=now, body__isnull=False).first()
    return unseal_json(row.body, bound(case_id)) if row else {}
