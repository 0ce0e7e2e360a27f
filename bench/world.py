"""The people of a run: one station's clerk, its district's reviewer, residents, all with tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

TYPE = "records.certificate"


@dataclass(frozen=True)
class World:
    """Tokens, and the answers of one application that every rule lets through."""

    resident: str
    clerk: str
    reviewer: str
    chief: str
    answers: dict[str, Any]


def build(now: datetime) -> World:
    """Make it in the database that Django is connected to."""
    from onewindow.kernel.people.models import Token
    from onewindow.kernel.registers.actions import load
    from onewindow.kernel.testing.city import XINHUA_PLACE, small_city, valid_id

    city = small_city()
    number = valid_id("32040219900101123")
    load(
        "population",
        [
            (
                number,
                {
                    "name": "李一一",
                    "birth": "1990-01-01",
                    "id_no": number,
                    "household_area": "341221",
                    "household_status": "正常",
                },
            )
        ],
        now=now,
    )
    load(
        "criminal_records",
        [(number, {"name": "李一一", "convictions": [], "incomplete": False, "conflict": False})],
        now=now,
    )

    def token(name: str) -> str:
        key = f"bench-{name}"
        Token.objects.create(
            account=city.accounts[name], digest=sha256(key.encode()).hexdigest(), title="bench", since=now
        )
        return key

    answers = {
        "who": "person",
        "station_place": XINHUA_PLACE,
        "subject_name": "李一一",
        "subject_id": number,
        "subject_phone": "13800000001",
        "purpose": "job",
    }
    return World(token("li"), token("wang"), token("chen"), token("he"), answers)
