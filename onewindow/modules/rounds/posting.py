"""What a stop's page posts, or a phone that was out of reach sends later, as orders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from onewindow.kernel.cases.duties import Duty
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import posted
from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.steps import Step
from onewindow.modules.rounds.obeying import Order


class Unreadable(Refusal):
    """Not what our page sends."""

    code = "commands_unreadable"
    status = 422
    words = "手机发来的内容读不懂，没有办任何一件。请刷新清单再试。"


MOST = 200  # commands in one sending


def orders_of(request: Asked, duties: Sequence[Duty]) -> list[Order]:
    """One order for every duty for which a step was chosen; pictures are kept first."""
    found = []
    for duty in duties:
        chosen = str(request.POST.get(f"step-{duty.case_id}", ""))
        step = next((one for one in duty.steps if one.code == chosen), None)
        if step is None:
            continue
        prefix = f"{duty.case_id}-{step.code}-"
        given = {**posted(step.asks, _cut(request.POST, prefix)), **_pictures(request, step, prefix)}
        found.append(
            Order(
                _uuid(request.POST.get(f"{prefix}command", "")),
                duty.case_id,
                step.code,
                request.now,
                {code: value for code, value in given.items() if value not in ("", None, [])},
                _number(request.POST.get(f"version-{duty.case_id}", "")),
            )
        )
    return found


def sent(request: Asked) -> list[Order]:
    """The orders of a phone: JSON {"commands": [{id, case, step, given, version, device_at}]}."""
    try:
        listed = json.loads(request.body)["commands"]
        if not isinstance(listed, list) or len(listed) > MOST:
            raise ValueError(len(listed))
        return [_order(one) for one in listed]
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise Unreadable() from wrong


def _order(one: dict[str, Any]) -> Order:
    at = datetime.fromisoformat(str(one["device_at"]))
    if at.tzinfo is None:
        raise ValueError(at)
    given = one.get("given") or {}
    if not isinstance(given, dict):
        raise TypeError(given)
    plain = json.loads(json.dumps(given).replace("\\u0000", ""))
    return Order(UUID(str(one["id"])), int(one["case"]), str(one["step"])[:60], at, plain, _number(one.get("version")))


def _cut(form: QueryDict, prefix: str) -> QueryDict:
    """The part of the form that belongs to one step of one duty, under the names of its fields."""
    part = QueryDict(mutable=True)
    for name in form:
        if name.startswith(prefix):
            part.setlist(name.removeprefix(prefix), form.getlist(name))
    return part


def _pictures(request: Asked, step: Step, prefix: str) -> dict[str, str]:
    """Pictures of this step; the one picture of the stop serves every step that asks for one and got none."""
    found = {}
    for field in step.asks:
        if field.kind not in ("photo", "file"):
            continue
        name = f"{prefix}{field.code}" if f"{prefix}{field.code}" in request.FILES else "picture"
        if name in request.FILES:
            upload = request.FILES[name]
            assert isinstance(upload, UploadedFile)
            upload.seek(0)
            found[field.code] = put(
                upload.read(), name=upload.name or "", actor_id=request.actor.id, now=request.now
            ).id
    return found


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise BadAnswers({"command": "页面过期了，请刷新再办"}) from wrong


def _number(text: Any) -> int | None:
    return int(text) if str(text).isdigit() and len(str(text)) < 10 else None
