"""Units and communities: names, addresses, dates of effect, and who is responsible for a place."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.admin.console import ActForm, Ledger, console
from onewindow.kernel.people import units_kept
from onewindow.kernel.people.models import Place, Unit

KINDS = (
    ("bureau", lazy("局")),
    ("district", lazy("分局")),
    ("station", lazy("派出所")),
    ("room", lazy("警务室")),
    ("department", lazy("部门")),
)
DAY = forms.DateInput(attrs={"type": "date"})


class NewUnit(ActForm):
    """A unit below another."""

    code = forms.CharField(label=lazy("机构代码"), max_length=20)
    name = forms.CharField(label=lazy("名称"), max_length=100)
    kind = forms.ChoiceField(label=lazy("类别"), choices=KINDS)
    parent = forms.ModelChoiceField(
        label=lazy("上级"), queryset=Unit.objects.filter(until__isnull=True).exclude(kind="room").order_by("path")
    )
    since = forms.DateField(label=lazy("从哪天起"), widget=DAY)
    address = forms.CharField(label=lazy("地址"), max_length=200, required=False)
    phone = forms.CharField(label=lazy("电话"), max_length=40, required=False)

    class Meta:
        model = Unit
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """Plant it."""
        return units_kept.add(
            code=data["code"],
            name=data["name"],
            kind=data["kind"],
            parent_id=data["parent"].pk,
            since=data["since"],
            address=data["address"],
            phone=data["phone"],
            actor=self.request.actor,
            now=self.request.now,
        )


class ChangeUnit(ActForm):
    """What may change of a unit without moving it: its name, address, phone, and its last day."""

    name = forms.CharField(label=lazy("名称"), max_length=100)
    address = forms.CharField(label=lazy("地址"), max_length=200, required=False)
    phone = forms.CharField(label=lazy("电话"), max_length=40, required=False)
    until = forms.DateField(label=lazy("撤销日期（最后一天）"), widget=DAY, required=False)
    reason = forms.CharField(label=lazy("理由"), max_length=200)

    class Meta:
        model = Unit
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs["instance"]
        kwargs["initial"] = {"name": row.name, "address": row.address, "phone": row.phone, "until": row.until}
        super().__init__(*args, **kwargs)

    def act(self, data: dict[str, Any]) -> int:
        """Keep the change."""
        units_kept.change(unit_id=self.instance.pk, actor=self.request.actor, now=self.request.now, **data)
        return int(self.instance.pk)


@admin.register(Unit, site=console)
class Units(Ledger):
    """The tree, in its order."""

    add_form, change_form = NewUnit, ChangeUnit
    list_display = ("name", "code", "kind", "parent", "path", "since", "until")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    ordering = ("path",)
    shown = ("code", "kind", "parent", "path", "since")


class MovePlace(ActForm):
    """Another unit becomes responsible."""

    unit = forms.ModelChoiceField(
        label=lazy("负责的单位"), queryset=Unit.objects.filter(until__isnull=True, kind="station").order_by("path")
    )
    reason = forms.CharField(label=lazy("理由"), max_length=200)

    class Meta:
        model = Place
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"unit": kwargs["instance"].unit_id}
        super().__init__(*args, **kwargs)

    def act(self, data: dict[str, Any]) -> Any:
        """From now on cases of this place go there; those on hand stay where they are."""
        units_kept.move_place(
            code=self.instance.pk,
            unit_id=data["unit"].pk,
            reason=data["reason"],
            actor=self.request.actor,
            now=self.request.now,
        )
        return self.instance.pk


@admin.register(Place, site=console)
class Places(Ledger):
    """Communities and villages with the unit that is responsible."""

    change_form = MovePlace
    list_display = ("name", "code", "street_name", "district_name", "unit")
    list_filter = ("district_name",)
    list_select_related = ("unit",)
    search_fields = ("name", "code", "street_name")
    ordering = ("code",)
    shown = ("code", "name", "street_name", "district_name")
