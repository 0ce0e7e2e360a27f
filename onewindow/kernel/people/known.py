"""What we hold about one person, unsealed: for that person alone, so that it is not typed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import unseal_text


@dataclass(frozen=True, slots=True)
class Known:
    """A person's own data, in plain."""

    name: str
    id_no: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""
    proof: str = ""
    synthetic: bool = False

    def prefills(self) -> dict[str, str]:
        """The values under the names that questions are prefilled from."""
        return {"applicant.name": self.name, "applicant.id_no": self.id_no, "applicant.phone": self.phone,
                "applicant.place": self.place, "applicant.address": self.address}


def known(person_id: int | None) -> Known | None:
    """What is held about this person; the caller has made sure that it is the person who asks."""
    row = one("select name, id_sealed, phone_sealed, address_sealed, place_code, proof, synthetic from people_person "
              "where id = %s", (person_id,)) if person_id else None
    if row is None:
        return None
    about = f"person:{person_id}"
    return Known(row["name"], unseal_text(row["id_sealed"], f"{about}:id"), unseal_text(row["phone_sealed"], f"{about}:phone"),
                 unseal_text(row["address_sealed"], f"{about}:address"), row["place_code"], row["proof"], row["synthetic"])


def firms(ids: tuple[int, ...]) -> list[dict[str, Any]]:
    """Id, name and credit code of the organisations one acts for."""
    return rows("select id, name, credit_code, place_code, address from people_organisation where id = any(%s) order by id",
                (list(ids),)) if ids else []


def agencies(person_id: int | None, today: date) -> list[dict[str, Any]]:
    """For whom this person may act today, on what ground and until when."""
    return rows("select y.id, coalesce(o.name, p.name) as name, (o.id is not null) as firm, y.ground, y.since, y.until "
                "from people_agency y left join people_organisation o on o.id = y.organisation_id "
                "left join people_person p on p.id = y.person_id where y.agent_id = %s and y.since <= %s "
                "and (y.until is null or y.until >= %s) order by y.id", (person_id, today, today)) if person_id else []
