"""Communities and streets of the city, as lists to choose from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from onewindow.kernel.store.statements import one, rows


def community(code: str) -> dict[str, Any] | None:
    """One community with its street and district."""
    return one(
        "select code, name, street_code, street_name, district_code, district_name from people_place where code = %s",
        (code,),
    )


def communities_of(street: str) -> list[tuple[str, str]]:
    """Code and name of the communities of a street."""
    return [
        (row["code"], row["name"])
        for row in rows("select code, name from people_place where street_code = %s order by code", (street,))
    ]


def streets_with(street: str) -> tuple[dict[str, list[tuple[str, str]]], list[tuple[str, str]]]:
    """Streets by district, and the communities of the chosen street."""
    by_district: dict[str, list[tuple[str, str]]] = {}
    for row in rows(
        "select distinct street_code, street_name, district_code, district_name from people_place "
        "order by district_code, street_code"
    ):
        by_district.setdefault(row["district_name"], []).append((row["street_code"], row["street_name"]))
    return by_district, communities_of(street) if street else []


def community_named(street: str, name: str) -> str:
    """The code of the one community of this street whose name begins with these words; empty otherwise."""
    if not street or len(name.strip()) < 2:
        return ""
    found = [code for code, title in communities_of(street) if title.startswith(name.strip())]
    return found[0] if len(found) == 1 else ""


def place_words(code: str) -> str:
    """A community in words: district, street, community."""
    here = community(code)
    return f"{here['district_name']}{here['street_name']}{here['name']}" if here else code


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Street and community of each of these codes, short."""
    found = rows("select code, street_name, name from people_place where code = any(%s)", (list(codes),))
    return {row["code"]: f"{row['street_name']} {row['name']}" for row in found}


def places_by_unit() -> dict[str, list[str]]:
    """The communities of each station of today, by the path of the station."""
    found: dict[str, list[str]] = {}
    for row in rows(
        "select u.path, p.code from people_place p join people_unit u on u.id = p.unit_id "
        "where u.until is null order by u.path, p.code"
    ):
        found.setdefault(row["path"], []).append(row["code"])
    return found


def place_called(words: str) -> str:
    """The code of a community by its code, by its one name, or by the name of its station; empty when it is not clear."""
    words = "".join(words.split())
    if not words:
        return ""
    found = rows(
        "select code from people_place where code = %(w)s or name = %(w)s or street_name || name = %(w)s limit 2",
        {"w": words},
    ) or rows(
        "select min(p.code) as code from people_place p join people_unit u on u.id = p.unit_id "
        "where u.name = %s and u.until is null having count(*) > 0",
        (words,),
    )
    return str(found[0]["code"]) if len(found) == 1 else ""
