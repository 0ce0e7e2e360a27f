"""Local values: what the handbook declares, its bounds and source, what is in force, and a new value."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.admin.console import ActForm, Ledger, console
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.parameters import Parameter
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.actions import set_value
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.lines import add_line, must_administer


def bounds(one: Parameter) -> str:
    """The span a value may lie in, in words."""
    parts = [f"≥ {one.least:g}" if one.least is not None else "", f"≤ {one.most:g}" if one.most is not None else ""]
    return gettext(" 且 ").join(part for part in parts if part) or "—"


def mark(one: Parameter) -> str:
    """How sure the source is; empty once the original has been read."""
    return "" if one.law.verified else one.law.sure.value


def declared(day: date) -> list[dict[str, Any]]:
    """Every parameter of the city's handbook, with its value on that day."""
    found = []
    for entry in shelf().holders:
        values = in_force(entry, day)
        for one in entry.parameters:
            found.append(
                {
                    "matter": entry.title,
                    "title": one.title,
                    "code": one.code,
                    "unit": one.unit,
                    "bounds": bounds(one),
                    "law": words(one.law.cited),
                    "mark": mark(one),
                    "default": shown(one.default),
                    "value": shown(values[one.code]),
                    "set": values[one.code] != one.default,
                }
            )
    return found


def shown(value: Any) -> str:
    """A value as it is typed."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def typed(text: str, like: Any) -> Any:
    """What was typed, of the kind of the default; a fault at the field otherwise."""
    if isinstance(like, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise BadAnswers({"value": f"请按原来的样子填写，例如：{shown(like)}"}) from None


class NewValue(ActForm):
    """A value for one declared parameter, from a day on."""

    parameter = forms.ChoiceField(label=lazy("参数"))
    value = forms.CharField(label=lazy("新的值"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    since = forms.DateField(
        label=lazy("从哪天起"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=lazy("不填就是今天"),
    )
    ground = forms.CharField(label=lazy("依据"), max_length=200, help_text=lazy("文件名和文号；会和值一起公开说明"))

    class Meta:
        model = Value
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parameter"].choices = [  # type: ignore[attr-defined]
            (f"{entry.code}|{one.code}", f"{entry.title} · {one.title}（{one.unit}，{bounds(one)}）{mark(one)}")
            for entry in shelf().holders
            for one in entry.parameters
        ]

    def act(self, data: dict[str, Any]) -> int:
        """Set it, inside the bounds, with a line."""
        actor, now = self.request.actor, self.request.now
        must_administer(actor)
        case_type, code = data["parameter"].split("|")
        [parameter] = [one for one in shelf().holder(case_type).parameters if one.code == code]
        value, since = typed(data["value"], parameter.default), data["since"] or local_date(now)
        with transaction.atomic():
            value_id = set_value(
                case_type=case_type,
                code=code,
                value=value,
                since=since,
                ground=data["ground"],
                set_by=actor.name,
                now=now,
            )
            facts = {"case_type": case_type, "code": code, "value": shown(value), "since": since.isoformat()}
            add_line("parameter", value_id, "set", actor=actor, now=now, ground=data["ground"], **facts)
        return value_id


@admin.register(Value, site=console)
class Values(Ledger):
    """Values set so far, below the table of everything that may be set."""

    add_form = NewValue
    change_list_template = "faces/admin/parameters.html"
    list_display = ("case_type", "code", "value", "since", "set_by", "ground", "at")
    search_fields = ("case_type", "code")
    ordering = ("-since", "-id")
    shown = ("case_type", "code", "value", "since", "set_by", "ground", "at")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the declared parameters above."""
        told = {"declared": declared(local_date(cast(Asked, request).now)), **(extra_context or {})}
        answer: HttpResponse = super().changelist_view(request, told)
        return answer
