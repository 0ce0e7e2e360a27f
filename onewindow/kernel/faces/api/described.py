"""The description of the API: one path a matter and one a step, each with its own form."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ninja import NinjaAPI

from onewindow.kernel.faces.schema import form_schema, step_schema
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf

GENERIC = (
    "/api/cases/{case_type}",
    "/api/cases/{case_type}/{case_id}",
    "/api/cases/{case_type}/{case_id}/draft",
    "/api/cases/{case_type}/{case_id}/{step}",
)


class Described(NinjaAPI):
    """NinjaAPI whose description is spelled out from the handbook in force."""

    def get_openapi_schema(self, **more: Any) -> Any:
        """The schema with generic paths replaced by those of every case type and step."""
        schema = super().get_openapi_schema(**more)
        paths = schema["paths"]
        generic = {name: paths.pop(name) for name in GENERIC if name in paths}
        for entry in shelf().current.values():
            _spell(paths, generic, entry)
        for path in paths.values():
            for operation in path.values():
                _problems(operation)
        return schema


def _spell(paths: dict[str, Any], generic: dict[str, Any], entry: CaseType) -> None:
    for name in GENERIC[:3]:
        if entry.opened_by != "applicant" and name != GENERIC[1]:
            continue
        path = _named(generic[name], entry.code, entry.title)
        for operation in path.values():
            _answers(operation, form_schema(entry), partial=True)
        paths[name.replace("{case_type}", entry.code)] = path
    for step in entry.steps:
        if step.retired:
            continue
        path = _named(generic[GENERIC[3]], entry.code, f"{entry.title} · {step.title}", step.code)
        for operation in path.values():
            operation["description"] = step.help or step.plain
            _answers(operation, step_schema(step), partial=False)
        paths[GENERIC[3].replace("{case_type}", entry.code).replace("{step}", step.code)] = path


def _named(path: dict[str, Any], code: str, title: str, step: str = "") -> dict[str, Any]:
    """A copy of a generic path with its parameters filled in."""
    found = deepcopy(path)
    for method, operation in found.items():
        operation["operationId"] = "_".join(
            filter(None, (method, code.replace(".", "_"), step, operation["summary"].split()[0].lower()))
        )
        operation["summary"] = f"{title}（{operation['summary']}）"
        operation["tags"] = [code]
        operation["parameters"] = [
            one
            for one in operation.get("parameters", ())
            if one["name"] not in ("case_type", *(("step",) if step else ()))
        ]
    return found


def _answers(operation: dict[str, Any], form: dict[str, Any], *, partial: bool) -> None:
    """The request body with this form's own schema for `answers`."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is None:
        return
    form = {key: value for key, value in form.items() if key != "$schema" and not (partial and key == "required")}
    body["schema"] = {"allOf": [body["schema"], {"type": "object", "properties": {"answers": form}}]}


def _problems(operation: dict[str, Any]) -> None:
    """Faults are application/problem+json."""
    for status, answer in operation.get("responses", {}).items():
        content = answer.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            content["application/problem+json"] = content.pop("application/json")
