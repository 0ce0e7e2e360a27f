"""Fields of the handbook as the templates want them, and their answers back from a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.people.places import community, community_named, streets_with

Drawn = dict[str, Any]
Options = list[tuple[str, str]]


def drawn(field: Field, value: Any = None, error: str = "", *, options: Options | None = None) -> Drawn:
    """One field with its value and error; `options` are choices known only now (units, officers, fields)."""
    listed = [(one.code, words(one.title), words(one.help)) for one in field.choices]
    listed += [(code, title, "") for code, title in options or ()]
    chosen = set(value) if isinstance(value, list) else {value}
    found: Drawn = {
        "code": field.code,
        "name": field.code,
        "id": f"f-{field.code}",
        "kind": _kind(field, options),
        "title": words(field.title),
        "plain": words(field.plain),
        "help": words(field.help),
        "example": field.example,
        "value": "" if value is None else value,
        "error": words(error),
        "required": field.required,
        "attrs": {},
        "choices": [
            {"code": code, "title": title, "help": help_, "chosen": code in chosen} for code, title, help_ in listed
        ],
    }
    if field.kind == "place":
        found |= _place(str(value or ""))
    if field.kind == "tick":
        found["value"] = bool(value)
    return found


def drawn_all(
    fields: Iterable[Field], answers: dict[str, Any], errors: dict[str, str], options: dict[str, Options] | None = None
) -> list[Drawn]:
    """Fields in order; the door number of an address is drawn inside its address."""
    fields = tuple(fields)
    places = {one.code for one in fields if one.kind == "place"}
    details = {one.code for one in fields if one.kind == "place_detail"}
    found = []
    for field in fields:
        if field.kind == "place_detail" and field.code.removesuffix("_detail") in places:
            continue
        error = errors.get(field.code, "") or (errors.get(f"{field.code}_detail", "") if field.kind == "place" else "")
        one = drawn(field, answers.get(field.code), error, options=(options or {}).get(field.code))
        if field.kind == "place":
            one["value"]["detail"] = answers.get(f"{field.code}_detail", "")
            one["bare"] = f"{field.code}_detail" not in details
        found.append(one)
    return found


def _kind(field: Field, options: Options | None) -> str:
    if options is not None and field.kind in ("ref", "text"):
        return "choice"
    return {"place_detail": "text"}.get(field.kind, field.kind)


def _place(code: str) -> Drawn:
    here = community(code) if code else None
    street = here["street_code"] if here else ""
    streets, communities = streets_with(street)
    return {
        "value": {"street": street, "community": code},
        "communities_url": "/places/communities",
        "streets": [
            {"title": district, "streets": [{"code": c, "title": t, "chosen": c == street} for c, t in listed]}
            for district, listed in streets.items()
        ],
        "communities": [{"code": c, "title": t, "chosen": c == code} for c, t in communities],
    }


def posted(fields: Iterable[Field], form: QueryDict) -> dict[str, Any]:
    """What a form sent for these fields, unchecked but without NUL: the gate checks it."""

    def sent(name: str) -> str:
        return str(form.get(name, "")).replace("\x00", "")

    found: dict[str, Any] = {}
    for field in fields:
        code = field.code
        if field.kind == "choices":
            found[code] = form.getlist(code)
        elif field.kind == "tick":
            found[code] = code in form
        elif field.kind == "place":
            found[code] = sent(f"{code}_community") or sent(code)
            found[code] = found[code] or community_named(sent(f"{code}_street"), sent(f"{code}_community_words"))
        elif field.kind not in ("photo", "file"):
            found[code] = sent(code)
    return found
