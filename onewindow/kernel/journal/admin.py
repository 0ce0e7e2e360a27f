"""The administrator's pages of the journal: what could not be told, the seals, the subscribers.

Looked at, tried again, passed over; never edited.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from onewindow.kernel.journal import deliveries, gaps
from onewindow.kernel.journal.models import Day, Delivery, Missed, Seal, Subscriber


class OnlyLooked(admin.ModelAdmin):
    """Nothing is added, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


def _each(words: str, act: Callable[[int], bool]) -> Callable[..., None]:
    @admin.action(description=words, permissions=["view"])
    def run(page: admin.ModelAdmin, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        done = sum(act(row.pk) for row in chosen)
        page.message_user(request, f"{words}：{done} 条")

    run.__name__ = act.__name__
    return run


def _again(ident: int) -> bool:
    return gaps.tell_again(ident, timezone.now())


def _send_again(ident: int) -> bool:
    return deliveries.again(ident, timezone.now())


@admin.register(Missed)
class MissedPage(OnlyLooked):
    """Events that a listener fell on."""

    list_display = ("listener", "line_id", "subject", "state", "attempts", "next_at", "words")
    list_filter = ("state", "listener")
    actions = (_each("重新告知", _again), _each("已人工处理，不再告知", gaps.pass_over))


@admin.register(Delivery)
class DeliveryPage(OnlyLooked):
    """Events on their way to subscribers."""

    list_display = ("subscriber", "line_id", "subject", "state", "attempts", "next_at", "answer")
    list_filter = ("state", "subscriber")
    actions = (_each("重新投递", _send_again),)


@admin.register(Subscriber)
class SubscriberPage(OnlyLooked):
    """Who outside is told."""

    list_display = ("name", "url", "events", "unit_path", "active", "since", "rests_until", "failures")
    exclude = ("secret",)


@admin.register(Seal, Day)
class SealPage(OnlyLooked):
    """Seals and days as they were made."""

    list_display = ("day", "at", "lines")
    ordering = ("-day",)
