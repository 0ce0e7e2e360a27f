"""Where a request comes from, for counting tries."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the other side; behind so many proxies of our own, the one the outermost saw.

    Without ONEWINDOW_PROXIES the header is not believed: anybody can write it.
    """
    proxies = int(settings.PROXIES)
    if proxies:
        header = request.headers.get("X-Forwarded-For", "")
        through = [one.strip() for one in header.split(",") if one.strip()]
        if len(through) >= proxies:
            return through[-proxies][:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
