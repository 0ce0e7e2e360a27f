"""Roles with dates and a reason; keys for programs, shown once."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.admin.console import ActForm, Ledger, console, once
from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people import actions
from onewindow.kernel.people.accounts import account_named
from onewindow.kernel.people.grants import role_codes
from onewindow.kernel.people.models import Grant, Token, Unit

DAY = forms.DateInput(attrs={"type": "date"})


def named(username: str) -> int:
    """The account with this name, or a fault at its field."""
    found = account_named(username.strip())
    if found is None:
        raise BadAnswers({"account": "没有这个账号，请核对账号名"})
    return found


class NewGrant(ActForm):
    """A role for an account at a unit, from one day to another."""

    username = forms.CharField(label=lazy("账号"), max_length=150)
    role = forms.ChoiceField(label=lazy("角色"))
    unit = forms.ModelChoiceField(label=lazy("单位"), queryset=Unit.objects.filter(until__isnull=True).order_by("path"))
    places = forms.CharField(
        label=lazy("社区（村）代码"), required=False, help_text=lazy("只有社区民警要填；用空格或逗号分开")
    )
    since = forms.DateField(label=lazy("从哪天起"), widget=DAY, required=False, help_text=lazy("不填就是今天"))
    until = forms.DateField(
        label=lazy("到哪天止（含）"), widget=DAY, required=False, help_text=lazy("不填就是一直到收回")
    )
    reason = forms.CharField(label=lazy("理由"), max_length=200, help_text=lazy("任命、调动的文号等"))
    asks_for: ClassVar[dict[str, str]] = {"account": "username"}

    class Meta:
        model = Grant
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(role_codes().items())  # type: ignore[attr-defined]

    def act(self, data: dict[str, Any]) -> int:
        """Give it."""
        return actions.grant(
            account_id=named(data["username"]),
            role=data["role"],
            unit_id=data["unit"].pk,
            places=data["places"].replace(",", " ").replace("，", " ").split(),
            since=data["since"],
            until=data["until"],
            reason=data["reason"],
            actor=self.request.actor,
            now=self.request.now,
        )


class EndGrant(ActForm):
    """Take it back, with a reason."""

    reason = forms.CharField(label=lazy("收回的理由"), max_length=200)

    class Meta:
        model = Grant
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """It counts no more."""
        row: Grant = self.instance
        actions.revoke(grant_id=row.pk, reason=data["reason"], actor=self.request.actor, now=self.request.now)
        return int(row.pk)


@admin.register(Grant, site=console)
class Grants(Ledger):
    """Who holds what, where, from when to when, by whom and why."""

    add_form, change_form = NewGrant, EndGrant
    list_display = ("account", "role_words", "unit", "places", "since", "until", "in_force", "given_by", "reason")
    list_filter = ("role",)
    list_select_related = ("account", "unit")
    search_fields = ("account__username", "account__first_name", "unit__name")
    ordering = ("-id",)
    shown = ("account", "role_words", "unit", "places", "since", "until", "given_by", "reason")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:  # type: ignore[override]
        """The list of one account is linked from the account."""
        return lookup == "account__id" or super().lookup_allowed(lookup, value, request)

    @admin.display(description=lazy("角色"))
    def role_words(self, grant: Grant) -> str:
        """The role's title."""
        return gettext(role_codes().get(grant.role, grant.role))

    @admin.display(description=lazy("现在有效"), boolean=True)
    def in_force(self, grant: Grant) -> bool:
        """Whether it counts today."""
        today = local_date(datetime.now(SHANGHAI))
        return grant.since <= today and (grant.until is None or grant.until >= today)


class NewToken(ActForm):
    """A key for a program."""

    username = forms.CharField(label=lazy("程序账号"), max_length=150)
    title = forms.CharField(label=lazy("给谁用、做什么用"), max_length=100)
    until = forms.DateField(label=lazy("到哪天止（含）"), widget=DAY, required=False)
    asks_for: ClassVar[dict[str, str]] = {"account": "username"}

    class Meta:
        model = Token
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """Issue it; the key itself goes to the page of the answer and nowhere else."""
        until = datetime.combine(data["until"], time(23, 59, 59), SHANGHAI) if data["until"] else None
        token_id, self.secret = actions.issue_token(
            account_id=named(data["username"]),
            title=data["title"],
            until=until,
            actor=self.request.actor,
            now=self.request.now,
        )
        return token_id


class EndToken(ActForm):
    """Take a key back."""

    reason = forms.CharField(label=lazy("收回的理由"), max_length=200)

    class Meta:
        model = Token
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """It opens nothing from now on."""
        row: Token = self.instance
        actions.revoke_token(token_id=row.pk, reason=data["reason"], actor=self.request.actor, now=self.request.now)
        return int(row.pk)


@admin.register(Token, site=console)
class Tokens(Ledger):
    """Keys in use and past; only their hashes are kept, and not shown."""

    add_form, change_form = NewToken, EndToken
    list_display = ("title", "account", "since", "until")
    list_select_related = ("account",)
    search_fields = ("title", "account__username")
    ordering = ("-id",)
    shown = ("title", "account", "since", "until")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Carry the key to the answer, on the request alone."""
        request._secret = getattr(form, "secret", "")  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Token, post_url_continue: str | None = None) -> HttpResponse:
        """The key, once."""
        words = gettext("密钥只显示这一次，系统里只留它的摘要。请马上交给使用方保存；丢了只能收回重发。")
        secret: str = request._secret  # type: ignore[attr-defined]
        return once(request, obj.title, words, secret, reverse("admin:people_token_changelist"))
