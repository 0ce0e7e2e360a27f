"""JSON Schema of a form and of a step, drawn from the handbook's fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.steps import Step

STRINGS: dict[str, dict[str, Any]] = {
    "citizen_id": {"pattern": "^[0-9]{17}[0-9Xx]$", "minLength": 18, "maxLength": 18},
    "credit_code": {"pattern": "^[0-9A-HJ-NP-RTUWXY]{18}$"},
    "phone": {"pattern": "^1[3-9][0-9]{9}$"},
    "day": {"format": "date"},
    "month": {"pattern": "^[0-9]{4}-[0-9]{2}$"},
    "place": {"pattern": "^[0-9]{12}$"},
    "photo": {"pattern": "^[0-9a-f]{64}$"},
    "file": {"pattern": "^[0-9a-f]{64}$"},
    "money": {"pattern": "^-?[0-9]+(\\.[0-9]{1,2})?$"},
}


def field_schema(field: Field) -> dict[str, Any]:
    """The schema of one answer."""
    found: dict[str, Any] = {"title": field.title}
    if field.plain or field.help:
        found["description"] = field.plain or field.help
    if field.kind in ("choice", "choices"):
        one = {"type": "string", **({"enum": [c.code for c in field.choices]} if field.choices else {})}
        return found | (one if field.kind == "choice" else {"type": "array", "items": one, "uniqueItems": True})
    if field.kind == "tick":
        return found | {"type": "boolean", "const": True}
    if field.kind == "number":
        bounds = {"minimum": field.least, "maximum": field.most}
        return found | {"type": "integer", **{k: v for k, v in bounds.items() if v is not None}}
    longest = 2000 if field.kind == "long_text" else 200
    return found | {"type": "string", "maxLength": int(field.most or longest), **STRINGS.get(field.kind, {})}


def _object(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.code: field_schema(field) for field in fields},
        "required": [field.code for field in fields if field.required and field.when is None],
    }


def form_schema(entry: CaseType) -> dict[str, Any]:
    """The schema of the whole form; a question with a condition is never in `required`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": entry.title,
        **_object(tuple(entry.fields.values())),
    }


def step_schema(step: Step) -> dict[str, Any]:
    """The schema of what a step asks."""
    return {"title": step.title, **_object(step.asks)}
