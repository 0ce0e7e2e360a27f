"""Who is locked out now, and letting go before the time."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.faces.admin.console import Ledger, console
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.people.holds import let_go
from onewindow.kernel.people.models import Hold

KINDS = {
    "password_here": "口令（同一地址）",
    "password_name": "口令（多个地址）",
    "password_address": "口令（整个地址）",
    "totp": "动态码",
    "real_name": "实名登记",
    "sms_minute": "短信（一分钟）",
    "sms_hour": "短信（一小时）",
    "sms_day": "短信（一天）",
    "sms_address": "短信（整个地址）",
}


@admin.register(Hold, site=console)
class Holds(Ledger):
    """Only what is held at this moment; what was typed is not kept, so it cannot be shown."""

    list_display = ("kind_words", "account", "address", "tries", "since", "until")
    list_display_links = None
    list_select_related = ("account",)
    ordering = ("-until",)
    actions = ("let_go",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hold]:
        """Those whose time is not over; a resident is shown by kind and address alone."""
        return super().get_queryset(request).filter(until__gt=cast(Asked, request).now)

    @admin.display(description=lazy("原因"))
    def kind_words(self, hold: Hold) -> str:
        """What was tried too often."""
        return gettext(KINDS.get(hold.kind, hold.kind))

    @admin.action(description=lazy("解除锁定"), permissions=["view"])
    def let_go(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        """End these holds now, each with a line."""
        asked = cast(Asked, request)
        for hold in chosen:
            let_go(key=hold.key, actor=asked.actor, now=asked.now)
        messages.success(request, gettext("已解除。"))
