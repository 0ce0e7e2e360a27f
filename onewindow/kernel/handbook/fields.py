"""Questions a form asks: one Field a question, one Group a page of the phone form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

SEALED_KINDS = frozenset({"citizen_id", "phone", "place_detail"})
KINDS = SEALED_KINDS | {
    "text",
    "long_text",
    "name",
    "credit_code",
    "day",
    "month",
    "choice",
    "choices",
    "number",
    "money",
    "place",
    "photo",
    "file",
    "tick",
    "signature_typed",
    "plate",
    "ref",
    "docket",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice."""

    code: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to `field` is one of `values`."""

    field: str
    values: frozenset[Any]

    def holds(self, answers: dict[str, Any]) -> bool:
        """True when the answers given so far meet the condition."""
        got = answers.get(self.field)
        if isinstance(got, list):
            return any(one in self.values for one in got)
        return got in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """One question.  `plain` is how a neighbour would ask it; `sealed` is encrypted at rest."""

    kind: str
    code: str
    title: str
    required: bool = True
    plain: str = ""
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    least: float | None = None
    most: float | None = None
    sealed: bool = False
    when: Condition | None = None
    prefill: str = ""  # "applicant.name" and the like: what we already know is not typed again
    register: str = ""

    def is_(self, *values: Any) -> Condition:
        """A condition on this field's answer."""
        return Condition(self.code, frozenset(values))

    def asked(self, answers: dict[str, Any]) -> bool:
        """True when these answers make the question apply."""
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together: one page on the phone, one block at the desk."""

    code: str
    title: str
    asked: Sequence[Field | Sequence[Field]] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The questions in order, those of a person or an address laid out one by one."""
        laid: list[Field] = []
        for one in self.asked:
            laid.extend([one] if isinstance(one, Field) else one)
        return tuple(laid)


def optional(one: Field) -> Field:
    """The same question, which may be left empty."""
    return replace(one, required=False)


def _maker(kind: str) -> Any:
    def build(code: str, title: str, **more: Any) -> Field:
        return Field(kind, code, title, sealed=more.pop("sealed", kind in SEALED_KINDS), **more)

    build.__name__ = kind
    build.__doc__ = f"A question of kind {kind}."
    return build


text = _maker("text")
long_text = _maker("long_text")
name = _maker("name")
citizen_id = _maker("citizen_id")
credit_code = _maker("credit_code")
phone = _maker("phone")
day = _maker("day")
number = _maker("number")
money = _maker("money")
place = _maker("place")  # a community code of the city
place_detail = _maker("place_detail")  # road, block, room: encrypted at rest
photo = _maker("photo")
file = _maker("file")
tick = _maker("tick")
signature_typed = _maker("signature_typed")
plate = _maker("plate")
ref = _maker("ref")
docket = _maker("docket")


def choice(code: str, title: str, **options: Any) -> Field:
    """One answer out of several; options are code=words, the rest as for any field."""
    return _with_choices("choice", code, title, options)


def choices(code: str, title: str, **options: Any) -> Field:
    """Any number of answers out of several."""
    return _with_choices("choices", code, title, options)


_OWN = {"required", "plain", "help", "example", "when", "prefill", "sealed"}


def _with_choices(kind: str, code: str, title: str, options: dict[str, Any]) -> Field:
    own = {key: options.pop(key) for key in list(options) if key in _OWN}
    listed = tuple(Choice(key.rstrip("_"), words) for key, words in options.items())
    return Field(kind, code, title, choices=listed, **own)


def person(code: str, title: str, *, prefill: str = "applicant", phone_asked: bool = True) -> tuple[Field, ...]:
    """Name, identity number and phone of one person, filled from what we hold."""
    fields = [
        name(f"{code}_name", f"{title}姓名", prefill=f"{prefill}.name" if prefill else ""),
        citizen_id(f"{code}_id", f"{title}公民身份号码", prefill=f"{prefill}.id_no" if prefill else ""),
    ]
    if phone_asked:
        fields.append(phone(f"{code}_phone", f"{title}联系电话", prefill=f"{prefill}.phone" if prefill else ""))
    return tuple(fields)


def address(code: str, title: str, **more: Any) -> tuple[Field, ...]:
    """A community of the city, then road, block and room."""
    return (
        place(code, f"{title}所在社区（村）", **more),
        place_detail(f"{code}_detail", f"{title}门牌", example="花园路 12 号 3 幢 501 室", **more),
    )
