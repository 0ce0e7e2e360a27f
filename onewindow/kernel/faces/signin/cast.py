"""The demo's people on the sign-in page, and the stand-in's messages; both only in the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.people.sms import kept


def cast() -> list[dict[str, Any]]:
    """Who may be played, from the callable that the site names; nobody outside the demo."""
    named = getattr(settings, "DEMO_CAST", "")
    if not settings.DEMO or not named:
        return []
    return [
        {
            **one,
            "role": words(one["role"]),
            "what": words(one["what"]),
            "account": one["phone"] or one["username"],
            "password": one["password"] or gettext("短信验证码"),
        }
        for one in import_string(named)()
    ]


@public
@never_cache
@require_GET
def sms(request: Asked) -> HttpResponse:
    """What would have been sent: the local stand-in's outbox."""
    if not settings.DEMO:
        raise Http404
    messages = [{**one, "words_at": when(one["at"])} for one in kept()]
    return render(request, "faces/signin/sms.html", {"title": gettext("本地替身短信"), "kept": messages})
