"""The form of a matter page by page: which questions apply, what is filled in already, what is still wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.fields import Drawn, drawn_all
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.handbook.fields import Field, Group
from onewindow.kernel.people.places import place_words, streets_with

PICTURES = ("photo", "file")
ACCEPTED = "image/jpeg,image/png,image/webp"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the phone form: a group and the questions of it that apply.  `n` never changes with the answers."""

    n: int
    group: Group
    fields: tuple[Field, ...]


def applying(entry: CaseType, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to questions that apply, in order: an answer to a question no longer asked opens nothing."""
    found: dict[str, Any] = {}
    for field in entry.fields.values():
        if field.asked(found) and answers.get(field.code) not in (None, "", []):
            found[field.code] = answers[field.code]
    return found


def leaves(entry: CaseType, answers: dict[str, Any]) -> list[Leaf]:
    """The pages on which something is asked, given these answers."""
    given = applying(entry, answers)
    found = []
    for n, group in enumerate(entry.asks, 1):
        fields = tuple(field for field in group.fields if field.asked(given))
        if fields:
            found.append(Leaf(n, group, fields))
    return found


def faults(entry: CaseType, answers: dict[str, Any], today: date) -> dict[str, str]:
    """What the whole form still lacks, by field code."""
    return check(tuple(entry.fields.values()), answers, today)[1]


def checked(
    leaf: Leaf, given: dict[str, Any], before: dict[str, Any], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """The clean answers of one page and its faults; `before` are all answers held, those of this page included."""
    here = {field.code for field in leaf.group.fields}
    others = {code: value for code, value in before.items() if code not in here}
    held = {code: value for code, value in before.items() if code in here}
    return check(leaf.group.fields, {**held, **given}, today, also=others)


def draw(
    leaf: Leaf,
    answers: dict[str, Any],
    errors: dict[str, str],
    *,
    file_url: Any = None,
    streets: dict[str, str] | None = None,
) -> list[Drawn]:
    """The questions of a page for the templates.

    `file_url(id)` addresses a picture; `streets` are those chosen where the community is still open.
    """
    found = drawn_all(leaf.fields, answers, errors)
    kinds = {field.code: field for field in leaf.fields}
    for one in found:
        field = kinds[one["code"]]
        if field.kind in PICTURES:
            picture(one, field, answers.get(field.code), file_url)
        elif field.kind == "place" and (streets or {}).get(field.code) and not one["value"]["community"]:
            _communities(one, (streets or {})[field.code])
    return found


def picture(one: Drawn, field: Field, held: Any, file_url: Any) -> None:
    """Show what is held beside the chooser of a new one."""
    one["attrs"] = {"accept": ACCEPTED}
    one["frame"] = "face" if "相片" in field.title else "page"
    shown = {"url": file_url(held), "title": one["title"]} if held and file_url else {}
    one["value"] = shown if field.kind == "photo" else [shown] if shown else []


def _communities(one: Drawn, street: str) -> None:
    """Offer the communities of a street that was chosen without a script."""
    districts, communities = streets_with(street)
    one["streets"] = [
        {"title": district, "streets": [{"code": c, "title": t, "chosen": c == street} for c, t in listed]}
        for district, listed in districts.items()
    ]
    one["communities"] = [{"code": c, "title": t, "chosen": False} for c, t in communities]


def said(field: Field, value: Any) -> str:
    """An answer as a person reads it."""
    titles = {one.code: words(one.title) for one in field.choices}
    if field.kind == "place":
        return place_words(str(value))
    if field.kind == "tick":
        return gettext("已勾选") if value else ""
    if field.kind in PICTURES:
        return gettext("已上传") if value else ""
    if isinstance(value, list):
        return "、".join(titles.get(str(one), str(one)) for one in value)
    return titles.get(str(value), str(value))


def summary(errors: dict[str, str], anchor: str = "f-") -> list[dict[str, str]]:
    """The faults for the box at the head of a page, each leading to its field."""
    return [
        {"field": code, "id": f"{anchor}{code.removesuffix('_detail')}", "words": text} for code, text in errors.items()
    ]


def prefilled(entry: CaseType, known: dict[str, str], *, for_another: bool = False) -> dict[str, Any]:
    """Answers we hold already; for another person only the questions about the agent are filled.

    `known` maps "applicant.name" and the like to values.  A question that is asked only under a
    condition is about the agent, never about the one it is for.
    """
    found = {}
    for field in entry.fields.values():
        value = known.get(field.prefill, "")
        about_applicant = field.prefill.startswith("applicant.")
        if value and not (for_another and about_applicant and field.when is None):
            found[field.code] = value
    return found
