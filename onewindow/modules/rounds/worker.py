"""The service worker of the daily list: served beside the list, because a worker rules only what lies below it."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public

FILES = ("faces/tokens.css", "faces/base.css", "faces/desk.css", "rounds/rounds.css", "rounds/rounds.js")


@public
@require_safe
def script(request: Asked) -> HttpResponse:
    """The script with the addresses of today's files in it; it names nothing about anybody."""
    words = render_to_string("rounds/worker.js", {"files": [static(name) for name in FILES]})
    return HttpResponse(words, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
