"""What happens when a case comes in: which unit handles it, what it is called, how it is found."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from onewindow.kernel.cases import sameness
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.grams import grams
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.units import district_of, unit_of_place, whole_city
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import search_hash, unseal_text


class NoUnit(Refusal):
    """No unit is responsible for the place given."""

    code = "no_unit"
    status = 422
    words = "没有找到负责“{place}”的派出所。请从列表里选择社区，或者到就近的窗口办理。"


HASHED = {"citizen_id": "id", "phone": "phone", "credit_code": "credit"}


def route(row: CaseRow, now: datetime) -> None:
    """Give a case its unit, its day of receipt, its title and its search words."""
    entry = row.entry
    row.submitted_at = now
    row.place = str(row.answers.get(entry.place_field) or row.place or "")
    sameness.tie(row)
    row.unit_id, row.unit_path = _unit(row)
    if not row.applicant_name:
        row.applicant_name = _applicant(row)
    sameness.place(row, now)
    named_by(row)
    row.grams = words_of(row)


def _unit(row: CaseRow) -> tuple[int, str]:
    """Who works on it: the city, the unit of its drafter or of the case it is about, the station or district of its place."""
    handled_at = row.entry.handled_at
    parent = one("select unit_id, unit_path from cases_case where id = %s", (row.parent_id,)) if row.parent_id else None
    if handled_at == "about" and parent and parent["unit_id"]:
        return parent["unit_id"], parent["unit_path"]
    if handled_at == "own" and row.unit_id is not None:
        return row.unit_id, row.unit_path
    station = unit_of_place(row.place)
    if handled_at in ("bureau", "about"):
        unit = whole_city()
    elif station is None:
        raise NoUnit(place=row.place or "（未填）")
    else:
        unit = district_of(station) if handled_at == "district" else station
    return unit.id, unit.path


def named_by(row: CaseRow) -> None:
    """What the case is called: its matter, and the answer that tells it from others."""
    entry = row.entry
    telling = entry.fields.get(entry.title_of)
    told = str(row.answers.get(entry.title_of, "")) if telling and telling.kind != "name" else ""
    if telling is not None and telling.choices:
        told = next((one.title for one in telling.choices if one.code == told), told)
    row.title = f"{entry.title} · {told}" if told else entry.title


def _applicant(row: CaseRow) -> str:
    for field in row.entry.fields.values():
        if field.kind == "name" and row.answers.get(field.code):
            return str(row.answers[field.code])
    return ""


def words_of(row: CaseRow) -> list[str]:
    """Grams of what a case may be found by; numbers that are sealed go in as keyed hashes."""
    found = set(grams(f"{row.title} {row.applicant_name}"))
    found.add(row.number.lower())
    found |= {sameness.token(row), address_word(row)} - {""}
    for field in row.entry.fields.values():
        value = row.answers.get(field.code)
        if not isinstance(value, str) or not value:
            continue
        if field.kind in HASHED and (field.sealed or field.kind == "credit_code"):
            found.add(f"{HASHED[field.kind]}:{search_hash(HASHED[field.kind], value)[:24]}")
        elif field.kind in ("name", "docket", "plate") and not field.sealed:
            found |= set(grams(value))
    return sorted(found)


def address_word(row: CaseRow) -> str:
    """A word that all cases at one door share: the community and the house number as a keyed hash; or empty."""
    door = next((field for field in row.entry.fields.values() if field.kind == "place_detail"), None)
    detail = str(row.answers.get(door.code) or "") if door else ""
    if not detail or not row.place:
        return ""
    plain = unicodedata.normalize("NFKC", "".join(detail.split())).casefold()
    return f"addr:{search_hash('address', f'{row.place}|{plain}')[:24]}"


def held_registers(person_id: int | None, organisation_id: int | None) -> frozenset[str]:
    """Registers that hold this applicant already, so that their papers are not asked for."""
    held: set[str] = set()
    if person_id:
        row = one("select id_hash is not null as known, address_sealed from people_person where id = %s", (person_id,))
        if row and row["known"]:
            held.add("people.citizen")
        if row and unseal_text(row["address_sealed"], f"person:{person_id}:address"):
            held.add("people.address")
    if organisation_id:
        held.add("people.organisation")
    return frozenset(held)


def hashed(text: str) -> str:
    """The search word of an identity number or phone typed into the search box; empty for other text."""
    compact = text.replace(" ", "").upper()
    if len(compact) == 18 and compact[:17].isdigit():
        return f"id:{search_hash('id', compact)[:24]}"
    if len(compact) == 11 and compact.isdigit() and compact[0] == "1":
        return f"phone:{search_hash('phone', compact)[:24]}"
    return ""
