"""Setting a local value: inside the bounds of the handbook, from today on, on a stated ground."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.parameters import Parameter
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.parameters.queries import forget


def declared(case_type: str, code: str) -> Parameter:
    """The parameter as the handbook in force declares it; BadAnswers for one it does not."""
    for one in shelf().holder(case_type).parameters:
        if one.code == code:
            return one
    raise BadAnswers({"parameter": "手册里没有这个参数，请从列表里选"})


def set_value(
    *, case_type: str, code: str, value: Any, ground: str, set_by: str, now: datetime, since: date | None = None
) -> int:
    """A value from a day on, never before today: what was decided yesterday stays explained."""
    parameter, today = declared(case_type, code), local_date(now)
    since, errors = since or today, {}
    fault = parameter.fault(value)
    if fault:
        errors["value"] = f"{parameter.title}{fault}（{parameter.law.cited}）"
    if since < today:
        errors["since"] = "不能改过去的值，最早从今天起"
    if len(ground.strip()) < 4:
        errors["ground"] = "请写明依据（文件名和文号）"
    if errors:
        raise BadAnswers(errors)
    with transaction.atomic():
        row, _ = Value.objects.update_or_create(
            case_type=case_type,
            code=code,
            since=since,
            defaults={"value": value, "set_by": set_by, "ground": ground.strip(), "at": now},
        )
    forget()
    return int(row.pk)
