"""Accounts of staff and programs: made, and acted upon with a reason."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.admin.console import ActForm, Ledger, console, once
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people import actions, totp
from onewindow.kernel.people.models import Account, Totp

FIRST = "账号已建好。请把这个初始口令当面交给本人，并请他登录后在“我的账号”里更换。"
ACTS = (
    ("", lazy("—— 请选择 ——")),
    ("password", lazy("重设口令（生成新口令，所有设备退出）")),
    ("totp", lazy("停用动态码（手机丢失）")),
    ("everywhere", lazy("退出所有设备")),
    ("close", lazy("停用账号")),
)


def fresh_password() -> str:
    """Sixty-odd random bits that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


class NewAccount(ActForm):
    """A new account with a first password, shown once."""

    username = forms.CharField(label=lazy("账号"), max_length=150)
    name = forms.CharField(label=lazy("姓名（程序填用途）"), max_length=50)
    kind = forms.ChoiceField(label=lazy("类别"), choices=[("staff", lazy("民警职工")), ("program", lazy("程序"))])
    badge = forms.CharField(label=lazy("警号"), max_length=20, required=False)

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """Make it; only staff get a password."""
        staff = data["kind"] == "staff"
        self.secret = fresh_password() if staff else ""
        return actions.create_account(
            username=data["username"],
            name=data["name"],
            kind=data["kind"],
            badge=data["badge"],
            password=self.secret or None,
            actor=self.request.actor,
            now=self.request.now,
        )


class ActOnAccount(ActForm):
    """One act on an account, with its reason."""

    act_on = forms.ChoiceField(label=lazy("要做什么"), choices=ACTS)
    reason = forms.CharField(label=lazy("理由"), max_length=200)

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = []

    def act(self, data: dict[str, Any]) -> int:
        """Do the one thing chosen."""
        actor, now, account_id = self.request.actor, self.request.now, self.instance.pk
        self.secret = ""
        if data["act_on"] == "close":
            if account_id == actor.id:
                raise BadAnswers({"act_on": "不能停用自己的账号，请由另一位系统管理员办理"})
            actions.close_account(account_id=account_id, reason=data["reason"], actor=actor, now=now)
        elif data["act_on"] == "password":
            self.secret = fresh_password()
            actions.change_password(account_id=account_id, password=self.secret, actor=actor, now=now)
        elif data["act_on"] == "totp":
            totp.remove(account_id=account_id, actor=actor, now=now)
        else:
            actions.sign_out_everywhere(account_id=account_id, actor=actor, now=now)
        return int(account_id)


@admin.register(Account, site=console)
class Accounts(Ledger):
    """Staff and programs; residents' accounts belong to the window, and are not listed."""

    add_form, change_form = NewAccount, ActOnAccount
    list_display = ("username", "first_name", "kind", "badge", "is_active", "second_factor", "last_login", "held")
    list_filter = ("kind", "is_active")
    search_fields = ("username", "first_name", "badge")
    ordering = ("username",)
    shown = (
        "username",
        "first_name",
        "kind",
        "badge",
        "is_active",
        "second_factor",
        "date_joined",
        "last_login",
        "held",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        """Never a resident."""
        on = Totp.objects.filter(account=OuterRef("pk"), confirmed_at__isnull=False)
        return super().get_queryset(request).exclude(kind="resident").annotate(on=Exists(on))

    @admin.display(description=lazy("动态码"), boolean=True)
    def second_factor(self, account: Account) -> bool:
        """Whether a second factor is on."""
        return bool(account.on)  # type: ignore[attr-defined]

    @admin.display(description=lazy("授权"))
    def held(self, account: Account) -> str:
        """A way to the grants of this account."""
        return format_html(
            '<a href="{}?account__id={}">{}</a>', reverse("admin:people_grant_changelist"), account.pk, gettext("授权")
        )

    def response_add(self, request: HttpRequest, obj: Account, post_url_continue: str | None = None) -> HttpResponse:
        """The first password, once."""
        return self._secret(request, obj, FIRST) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Account) -> HttpResponse:
        """The new password, once."""
        words = gettext("口令已重设，所有设备都已退出。请把新口令当面交给本人。")
        return self._secret(request, obj, words) or super().response_change(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Carry the secret of the form to the answer, on the request alone."""
        request._secret = form.secret  # type: ignore[attr-defined]

    def _secret(self, request: HttpRequest, obj: Account, words: str) -> HttpResponse | None:
        secret = getattr(request, "_secret", "")
        back = reverse("admin:people_account_change", args=[obj.pk])
        return once(request, obj.username, gettext(words), secret, back) if secret else None
