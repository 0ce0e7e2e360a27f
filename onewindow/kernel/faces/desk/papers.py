"""Documents of a case at the desk, and the messages for those who work here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.documents import queries as documents
from onewindow.kernel.documents.actions import NoSuchDocument, take_document
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.notices import inboxes


def of_case(row: CaseRow, request: Asked) -> list[dict[str, Any]]:
    """The documents issued in this case, as links; one that may be taken once is the applicant's to take."""
    now = request.now
    return [
        {
            "title": words(one["title"]),
            "note": f"{one['number']}　{when(one['at'])}",
            "url": reverse("desk-document", args=[row.number, one["id"]]),
            "icon": "seal" if one["result"] else "paper",
        }
        for one in documents.of_case(row.id, now=now)
        if one["there"] and not one["once"]
    ]


@staff_only
@require_GET
def document(request: Asked, number: str, document_id: int) -> HttpResponse:
    """The PDF of a document of this case."""
    actor, now = request.actor, request.now
    row = queries.case_by_number(number, actor=actor, now=now)
    here = next((one for one in documents.of_case(row.id, now=now) if one["id"] == document_id), None)
    if here is None or here["once"]:
        raise NoSuchDocument()
    opened = take_document(document_id, actor=actor, now=now)
    disposition = content_disposition_header(False, opened.name) or "inline"
    return HttpResponse(opened.content, content_type=opened.type, headers={"Content-Disposition": disposition})


@staff_only
@require_http_methods(["GET", "POST"])
def inbox(request: Asked) -> HttpResponse:
    """Messages for this member of staff and their unit; a POST marks them read."""
    actor, now = request.actor, request.now
    if request.method == "POST":
        inboxes.mark_read(actor, now=now)
        return HttpResponseRedirect(reverse("desk-inbox"))
    told = [
        {
            "title": words(one["title"]),
            "words": words(one["words"]),
            "at": one["at"].isoformat(),
            "words_at": when(one["at"]),
            "url": reverse("desk-case", args=[one["number"]]) if one.get("number") else "",
            "unread": one["unread"],
            "from": "",
        }
        for one in inboxes.inbox(actor)
    ]
    empty = {"why": gettext("没有消息。"), "what_to_do": gettext("将到期、超期、会签和催办会在这里告诉您。")}
    return render(
        request,
        "faces/desk/inbox.html",
        {
            "title": gettext("消息"),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "told": told,
            "empty": empty,
        },
    )
