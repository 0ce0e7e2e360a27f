"""Pictures of a bundle, and the page where a portrait is marked."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.files.queries import preview
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.modules.windows.capture import counter, portraits, shown
from onewindow.modules.windows.capture.bundles import NoSuchPiece, looked, visit_for
from onewindow.modules.windows.capture.portrait import Marks
from onewindow.modules.windows.capture.rulers import ruled
from onewindow.modules.windows.capture.simulated import PORTRAIT_MARKS, PORTRAIT_SIZE
from onewindow.modules.windows.models import Piece, Ticket

MARKS = ("crown", "left", "right", "eyes", "chin")
MARK_TITLES = {"crown": "头顶", "left": "左脸颊", "right": "右脸颊", "eyes": "眼睛", "chin": "下巴"}
ORDINARY = {"crown": 200, "left": 340, "right": 660, "eyes": 400, "chin": 600}


@staff_only
@require_GET
def picture(request: Asked, ticket_id: int, piece_id: int) -> HttpResponse:
    """The picture of a piece with viewer, time and purpose over it; `?ruler=1` adds a ruler of thousandths."""
    visit = visit_for(ticket_id, request.actor)
    piece = Piece.objects.filter(bundle__ticket_id=ticket_id, id=piece_id).exclude(file_id="").first()
    if piece is None:
        raise NoSuchPiece()
    if piece.person_id:
        looked(visit, actor=request.actor, now=request.now, how="file", persons=[piece.person_id],
               what=(shown.title(piece),))  # fmt: skip
    opened = preview(piece.file_id, may=True, viewer=request.actor.name, purpose=visit.purpose, now=request.now)
    content = ruled(opened.content) if request.GET.get("ruler") else opened.content
    return HttpResponse(
        content,
        content_type=opened.type,
        headers={"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox"},
    )


@staff_only
@require_http_methods(["GET", "POST"])
def portrait(request: Asked, ticket_id: int, piece_id: int) -> HttpResponse:
    """Five marks on a picture, typed against the ruler or set by a click."""
    visit = visit_for(ticket_id, request.actor)
    piece = Piece.objects.filter(bundle__ticket_id=ticket_id, id=piece_id, kind="portrait").exclude(file_id="").first()
    if piece is None:
        raise NoSuchPiece()
    to, error = reverse("windows-capture", args=[ticket_id]), ""
    to = f"{to}?person={piece.person_id}" if piece.person_id else to
    if request.method == "POST":
        try:
            said = {name: float(request.POST.get(name, "")) for name in MARKS}
            portraits.mark(
                ticket_id=ticket_id, piece_id=piece_id, marks=Marks(**said), actor=request.actor, now=request.now
            )
            return HttpResponseRedirect(to)
        except ValueError:
            error = gettext("五条线都要是 0 到 1000 的数")
        except BadAnswers as refusal:
            error = words(next(iter(refusal.errors.values())))
    told = {
        "title": gettext("标记照片 {number}").format(number=visit.ticket.number),
        "picture": reverse("windows-capture-picture", args=[ticket_id, piece_id]) + "?ruler=1",
        "crumbs": _crumbs(visit.ticket, to),
        "back": to,
        "marks": [{"code": one, "title": words(MARK_TITLES[one]), "value": request.POST.get(one, value)}
                  for one, value in _first_marks(piece).items()],
        "error": error,
    }  # fmt: skip
    return render(request, "windows/capture_portrait.html", told, status=422 if error else 200)


def _crumbs(ticket: Ticket, to: str) -> list[dict[str, str]]:
    *before, capture = shown.trail(ticket)
    return [*before, {**capture, "url": to}, {"title": gettext("标记照片"), "url": ""}]


def _first_marks(piece: Piece) -> dict[str, int]:
    """Where the lines stand at first: on the stand-in's drawing where they belong, otherwise at a guess."""
    if piece.device != counter.CAMERA:
        return ORDINARY
    wide, high = PORTRAIT_SIZE
    return {
        name: round(getattr(PORTRAIT_MARKS, name) * 1000 / (wide if name in ("left", "right") else high))
        for name in MARKS
    }
