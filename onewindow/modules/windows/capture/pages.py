"""The capture page of a visit: every device works by a file and a button; scripts only make it quicker."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.windows.capture import actions, counter, devices, ocr, portraits, printed, shown
from onewindow.modules.windows.capture.bundles import NoSuchPiece, NoSuchVisit, Visit, visit_for
from onewindow.modules.windows.capture.confirming import confirm

MOST = 10 * 1024 * 1024 + 1


@staff_only
@require_http_methods(["GET", "POST"])
def capture(request: Asked, ticket_id: int) -> HttpResponse:
    """GET: what there is and what is wanted; POST: one act, then the same page again."""
    visit = visit_for(ticket_id, request.actor)
    person_id = _person(request, visit)
    if request.method == "GET":
        told = shown.page(visit, person_id, actor=request.actor, now=request.now)
        return render(request, "windows/capture.html", told)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise NoSuchPiece()
    try:
        messages.success(request, act(request, visit, person_id))
    except BadAnswers as refusal:
        for text in refusal.errors.values():
            messages.error(request, words(text))
    except (NoSuchVisit, NoSuchPiece):
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    query = {"person": str(person_id)} if person_id else {}
    return HttpResponseRedirect(
        reverse("windows-capture", args=[ticket_id]) + (f"?{urlencode(query)}" if query else "")
    )


def _person(request: Asked, visit: Visit) -> int | None:
    """Whose pieces these are: the one chosen, else the one who came."""
    said = (request.POST if request.method == "POST" else request.GET).get("person", "")
    if said.isdigit() and len(said) < 19 and int(said) in visit.people():
        return int(said)
    return visit.ticket.person_id


def _read_card(request: Asked, visit: Visit, person_id: int | None) -> str:
    reader = counter.card_reader(visit.ticket.id, person_id, today=local_date(request.now))
    actions.read_card(
        ticket_id=visit.ticket.id, person_id=person_id, reader=reader, actor=request.actor, now=request.now
    )
    return gettext("读到身份证（{device}），请核对。").format(device=words(reader.name))


def _write_down(request: Asked, visit: Visit, person_id: int | None) -> str:
    piece = actions.write_down(
        ticket_id=visit.ticket.id, person_id=person_id, values=_values(request), actor=request.actor, now=request.now
    )
    confirm(ticket_id=visit.ticket.id, piece_id=piece.id, values=_values(request), actor=request.actor, now=request.now)
    return gettext("已登记手工填写的信息。")


def _scan(request: Asked, visit: Visit, person_id: int | None) -> str:
    data, name, device = _sent(request, visit, person_id, "scan")
    piece = actions.add_scan(
        ticket_id=visit.ticket.id, person_id=person_id, paper=request.POST.get("paper", "")[:60], data=data, name=name,
        device=device, actor=request.actor, now=request.now,
    )  # fmt: skip
    if piece.title in printed.BY_PAPER and ocr.installed():
        _read(request, visit, piece.id)
    return gettext("材料已收下。") if piece.good else gettext("材料已收下，但质量要看一下：重拍，或者说明为什么能用。")


def _read(request: Asked, visit: Visit, piece_id: int) -> None:
    try:
        actions.read_scan(ticket_id=visit.ticket.id, piece_id=piece_id, actor=request.actor, now=request.now)
    except (ocr.Failed, ocr.Busy, ocr.NotInstalled) as refusal:
        messages.warning(request, sentence(refusal))


def _read_scan(request: Asked, visit: Visit, person_id: int | None) -> str:
    n = actions.read_scan(ticket_id=visit.ticket.id, piece_id=_piece(request), actor=request.actor, now=request.now)
    return gettext("识别出 {n} 项，请逐项核对。").format(n=n)


def _keep(request: Asked, visit: Visit, person_id: int | None) -> str:
    reason = request.POST.get("reason", "")
    actions.keep_anyway(
        ticket_id=visit.ticket.id, piece_id=_piece(request), reason=reason, actor=request.actor, now=request.now
    )
    return gettext("已采用，理由记下了。")


def _portrait(request: Asked, visit: Visit, person_id: int | None) -> str:
    data, _, device = _sent(request, visit, person_id, "portrait")
    portraits.add_portrait(
        ticket_id=visit.ticket.id, person_id=person_id, data=data, device=device, actor=request.actor, now=request.now
    )
    return gettext("照片已收下，请标出头顶、脸颊、眼睛和下巴。")


def _reuse(request: Asked, visit: Visit, person_id: int | None) -> str:
    made = as_day(request.POST.get("made", ""))
    if made is None or person_id is None:
        raise BadAnswers({"made": "请先核对身份，再填照片的拍摄或证件签发日期"})
    portraits.use_again(
        ticket_id=visit.ticket.id, person_id=person_id, kind=request.POST.get("kind", ""), made=made,
        resembles="resembles" in request.POST, changed="changed" in request.POST, actor=request.actor, now=request.now,
    )  # fmt: skip
    return gettext("复用以前的照片，这次免拍。")


def _sign(request: Asked, visit: Visit, person_id: int | None) -> str:
    sent = request.FILES.get("file")
    actions.sign(
        ticket_id=visit.ticket.id, person_id=person_id, data=sent.read(MOST) if sent else b"",
        typed=request.POST.get("typed", ""), actor=request.actor, now=request.now,
    )  # fmt: skip
    return gettext("签字已收下。")


def _fingerprints(request: Asked, visit: Visit, person_id: int | None) -> str:
    actions.note_fingerprints(ticket_id=visit.ticket.id, person_id=person_id, actor=request.actor, now=request.now)
    return gettext("已记下：指纹在专用设备上采集，本系统不存。")


def _confirm(request: Asked, visit: Visit, person_id: int | None) -> str:
    confirm(
        ticket_id=visit.ticket.id, piece_id=_piece(request), values=_values(request), actor=request.actor,
        now=request.now,
    )  # fmt: skip
    return gettext("核对好了，办件会自动带上这些内容。")


ACTS: dict[str, Callable[[Asked, Visit, int | None], str]] = {
    "card": _read_card,
    "typed": _write_down,
    "scan": _scan,
    "read": _read_scan,
    "keep": _keep,
    "portrait": _portrait,
    "reuse": _reuse,
    "sign": _sign,
    "fingerprints": _fingerprints,
    "confirm": _confirm,
}


def _sent(request: Asked, visit: Visit, person_id: int | None, kind: str) -> tuple[bytes, str, str]:
    """Content, name and device: the file that was sent, or a stand-in's when its button was pressed."""
    if request.POST.get("device") == "simulated":
        data, device = counter.simulated_picture(kind, visit.ticket.id, person_id, today=local_date(request.now))
        return data, f"{kind}.jpg", device
    sent = request.FILES.get("file")
    if sent is None:
        raise BadAnswers({"file": "请先拍照或选择文件"})
    return sent.read(MOST), sent.name or "", devices.BROWSER_CAMERA


def _values(request: HttpRequest) -> dict[str, str]:
    return {code: request.POST.get(f"v_{code}", "") for code in printed.FIELDS if f"v_{code}" in request.POST}


def _piece(request: HttpRequest) -> int:
    said = request.POST.get("piece", "")
    if not (said.isdigit() and len(said) < 19):
        raise NoSuchPiece()
    return int(said)
