"""Bodies of the API: explicit, nothing extra, no NUL, sizes bounded."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

MOST_DEPTH, MOST_ITEMS, MOST_TEXT = 6, 300, 20_000


def sane(value: Any, depth: int = 0) -> Any:
    """JSON without NUL characters, not too deep and not too long."""
    if depth > MOST_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, str):
        if "\x00" in value or len(value) > MOST_TEXT:
            raise ValueError("text with NUL, or too long")
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError("not a valid Unicode text")
    elif isinstance(value, dict):
        if len(value) > MOST_ITEMS:
            raise ValueError("too many members")
        for key, one in value.items():
            sane(key, depth + 1)
            sane(one, depth + 1)
    elif isinstance(value, list):
        if len(value) > MOST_ITEMS:
            raise ValueError("too many items")
        for one in value:
            sane(one, depth + 1)
    return value


Answers = Annotated[dict[str, Any], AfterValidator(sane)]
Id = Annotated[int, Field(ge=1, le=2**62)]
Word = Annotated[str, Field(max_length=100, pattern=r"^[\w.@:+~-]*$")]
Text = Annotated[str, Field(max_length=200), AfterValidator(sane)]


class Strict(Schema):
    """A body that refuses members it does not know."""

    model_config = ConfigDict(extra="forbid")


class OpenBody(Strict):
    answers: Answers = {}
    organisation: Id | None = None
    person: Id | None = None


class StepBody(Strict):
    answers: Answers = {}
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class DraftBody(Strict):
    answers: Answers = {}
    papers: Answers = {}


class BulkBody(Strict):
    step: Word
    cases: Annotated[list[Id], Field(min_length=1, max_length=200)]
    answers: Answers = {}


class TakenOut(Schema):
    id: int
    number: str
    state: str
    version: int
    due_at: datetime | None = None
    replayed: bool = False


class CaseRowOut(Schema):
    id: int
    number: str
    case_type: str
    title: str
    state: str
    waits_on: str
    applicant: str
    channel: str
    due_at: datetime | None
    submitted_at: datetime | None
    ended_at: datetime | None
    version: int


class PageOut(Schema):
    items: list[CaseRowOut]
    after: str | None


class CaseOut(CaseRowOut):
    edition: str
    answers: dict[str, Any]
    papers: dict[str, Any]
    marks: dict[str, Any]
    dues: dict[str, Any]
    steps: list[dict[str, str]]


class BulkLine(Schema):
    id: int
    done: bool
    state: str = ""
    code: str = ""
    words: str = ""


class Problem(Schema):
    type: str
    title: str
    status: int
    code: str = ""
    errors: dict[str, str] = {}
