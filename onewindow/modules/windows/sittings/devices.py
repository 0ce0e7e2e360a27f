"""The mark that a window's own computer carries, so that a rating given on it can be told apart."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse

from onewindow.kernel.faces.asked import Asked

WINDOW_COOKIE = "ow_window"
LASTS = timedelta(days=1)


def mark(request: Asked, answer: HttpResponse, window_id: int) -> None:
    """Leave the mark, signed; it names the window, never the officer."""
    answer.set_signed_cookie(
        WINDOW_COOKIE, str(window_id), max_age=LASTS, httponly=True, samesite="Lax", secure=request.is_secure()
    )
