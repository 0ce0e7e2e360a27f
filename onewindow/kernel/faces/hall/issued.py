"""Documents of one's case to open and to take along; and the public check whether a document is genuine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.documents import queries as documents
from onewindow.kernel.documents.actions import NoSuchDocument, take_document
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public, signed_in
from onewindow.kernel.faces.hall.own import own_case, reader
from onewindow.kernel.faces.shown import case_title, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local

STATES = {
    "withdrawn": "已作废",
    "taken": "已下载过，只能下载一次",
    "gone": "下载期限已过，内容已删除",
    "expired": "已过有效期",
    "once": "只能下载一次",
    "ready": "",
}
VERDICTS = {
    "genuine": (
        "文书是真的",
        "success",
        "核验码与签发记录一致。请再看一看手里那份上的文书名称、单位、日期和持有人是不是和下面一样。",
    ),
    "expired": ("文书是真的，但已经过期", "warning", "它确实由下面的单位签发，有效期已过，请持有人重新办理。"),
    "withdrawn": ("这份文书已经作废", "error", "签发单位已经收回它，不能再用。请向持有人要新的一份。"),
    "unknown": (
        "没有查到这份文书",
        "error",
        "请核对核验码，字母不分大小写。仍查不到的，它不是从这里签发的，请当面向持有人核实，或者打电话问签发单位。",
    ),
}


def issued(row: CaseRow, now: datetime) -> list[dict[str, Any]]:
    """The documents of a case for `parts/paper_card.html` and lists; the thing one came for first."""
    found = [_card(row, one) for one in documents.of_case(row.id, now=now)] if row.submitted_at else []
    return sorted(found, key=lambda one: not one["result"])


def _card(row: CaseRow, one: dict[str, Any]) -> dict[str, Any]:
    gone = one["state"] in ("taken", "gone") or not one["there"]
    return {
        "title": words(one["title"]),
        "number": one["number"],
        "issued_by": one["unit_name"],
        "result": one["result"],
        "at": f"{local(one['at']):%Y-%m-%d}",
        "until": f"{one['valid_until']:%Y-%m-%d}" if one["valid_until"] else "",
        "note": words(STATES.get(one["state"], "")),
        "once": one["once"],
        "words_at": when(one["at"]),
        "url": "" if gone else reverse("hall-document", args=[row.number, one["id"]]),
        "check_url": reverse("hall-check", args=[one["check_code"]]),
        "icon": "seal" if one["result"] else "paper",
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: Asked, number: str, document_id: int) -> HttpResponse:
    """The PDF.  One that may be taken once is asked for first, for opening it uses it up."""
    row = own_case(request, number)
    actor, now = reader(request)
    here = next((one for one in documents.of_case(row.id, now=now) if one["id"] == document_id), None)
    if here is None:
        raise NoSuchDocument()
    if here["once"] and request.method != "POST":
        return render(
            request,
            "faces/hall/take_once.html",
            {
                "title": words(here["title"]),
                "matter": case_title(row.title),
                "paper": _card(row, here),
                "state": here["state"],
                "until": when(here["expires"]) if here["expires"] else "",
                "back": reverse("hall-case", args=[number]),
            },
        )
    opened = take_document(document_id, actor=actor, now=now)
    return HttpResponse(
        opened.content,
        content_type=opened.type,
        headers={"Content-Disposition": content_disposition_header(here["once"], opened.name) or "inline"},
    )


@public
@require_safe
def check_ask(request: Asked) -> HttpResponse:
    """Ask for the code, for those who cannot scan."""
    code = "".join(one for one in request.GET.get("code", "") if one.isalnum() or one == "-")[:60]
    if code:
        return HttpResponseRedirect(reverse("hall-check", args=[code]))
    return render(
        request,
        "faces/hall/check.html",
        {"title": gettext("核验文书真伪"), "checked": None, "asked": "code" in request.GET},
    )


@public
@require_safe
def check(request: Asked, code: str) -> HttpResponse:
    """Whether a document is genuine: its title, unit, day and masked holder, and nothing more."""
    found = documents.check(code[:60], now=reader(request)[1])
    title, tone, said = VERDICTS[found.state]
    pairs = (
        []
        if found.state == "unknown"
        else [
            {"title": gettext("文书"), "value": words(found.title)},
            {"title": gettext("签发单位"), "value": found.unit},
            {"title": gettext("签发日期"), "value": f"{found.day:%Y-%m-%d}" if found.day else ""},
            {"title": gettext("持有人"), "value": found.holder},
        ]
    )
    return render(
        request,
        "faces/hall/check.html",
        {
            "title": gettext("核验文书真伪"),
            "code": code[:60],
            "checked": {"title": words(title), "tone": tone, "words": words(said)},
            "pairs": pairs,
        },
        status=404 if found.state == "unknown" else 200,
    )
