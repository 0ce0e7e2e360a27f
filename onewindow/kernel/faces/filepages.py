"""Files of cases over HTTP: within reach, with the viewer drawn over what staff see."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from onewindow.kernel.cases.attachments import see
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import signed_in


@signed_in
@require_GET
def file(request: Asked, number: str, file_id: str) -> HttpResponse:
    """One file of a case; `?page=` for a paper of several pages."""
    page = request.GET.get("page", "1")
    opened = see(
        number,
        file_id,
        actor=request.actor,
        now=request.now,
        page=int(page) if page.isdigit() and len(page) < 4 else 1,
    )
    return HttpResponse(
        opened.content,
        content_type=opened.type,
        headers={
            "Content-Disposition": content_disposition_header(False, opened.name) or "inline",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
