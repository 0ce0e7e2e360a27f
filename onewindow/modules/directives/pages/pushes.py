"""Pushes that come in: a file or a program delivers a batch; what the filter made of it, and the rows it could not read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import problem, sentence
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.files.tables import Unreadable
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.directives import bundles, queries
from onewindow.modules.directives.intake import filtering
from onewindow.modules.directives.intake.reading import table
from onewindow.modules.directives.intake.reasons import COLUMNS, OUTCOMES, REASONS
from onewindow.modules.directives.intake.receiving import Received, receive
from onewindow.modules.directives.models import Batch, Unread
from onewindow.modules.directives.pages.room import framed, of_the_centre
from onewindow.modules.directives.vocabulary import SOURCE

SHOWN, MOST_BYTES, MOST_LINES = 30, 96_000_000, 20_000


class NoToken(Refusal):
    """A program names itself by its token."""

    code = "no_token"
    status = 401
    words = "请在 Authorization 里带上有效的令牌。"


@staff_only
@require_http_methods(["GET", "POST"])
def home(request: Asked) -> HttpResponse:
    """The newest batches, and a form for another."""
    actor = of_the_centre(request)
    said, status = "", 200
    if request.method == "POST":
        try:
            got = _taken(request)
            messages.success(request, _told(got))
            return HttpResponseRedirect(reverse("directives-batch", args=[got.batch_id]))
        except Refusal as refusal:
            said, status = sentence(refusal), refusal.status
    batches = queries.batches(actor).order_by("-id")[:SHOWN]
    context = {
        "rows": [_row(one) for one in batches],
        "sources": [{"code": one.code, "title": words(one.title)} for one in SOURCE.choices],
        "columns": "、".join(words(title) for title in COLUMNS.values()),
        "said": said,
        "key": request.POST.get("key", ""),
        "summary": {"title": gettext("没有收"), "errors": [{"id": "p-file", "words": said}]} if said else None,
        "actor": actor.name,
        "empty": {"why": gettext("还没有收过推送。"), "what_to_do": gettext("选一个 CSV 或 XLSX 文件导入。")},
    }
    return render(
        request, "directives/pushes.html", framed("directives-pushes", gettext("推送过滤")) | context, status=status
    )


def _taken(request: Asked) -> Received:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or (file.size or 0) > MOST_BYTES:
        raise Unreadable(why=gettext("没有选文件，或者文件太大"))
    return receive(
        table(file.read(), file.name or ""), key=request.POST.get("key", "") or (file.name or ""),
        source=request.POST.get("source", ""), name=file.name or "", actor=actor_of(request), now=request.now,
    )  # fmt: skip


def _told(got: Received) -> str:
    total = sum(got.counts.values())
    issued, merged = got.counts.get("issued", 0), got.counts.get("merged", 0)
    first = gettext("这一批以前收过，没有再收。") if got.again else ""
    return first + gettext("收到 {n} 条：要核的 {issued}，并入已有任务 {merged}，拦下 {stopped}；读不出的 {bad} 行。").format(
        n=total, issued=issued, merged=merged, stopped=total - issued - merged, bad=got.bad
    )  # fmt: skip


def _row(one: Batch) -> dict[str, Any]:
    counts = filtering.counted(one.id)
    total = sum(counts.values())
    issued, merged = counts.get("issued", 0), counts.get("merged", 0)
    return {
        "key": one.key,
        "source": next((words(c.title) for c in SOURCE.choices if c.code == one.source), one.source),
        "when": when(one.at),
        "by": one.by_name,
        "n": total,
        "issued": issued,
        "merged": merged,
        "stopped": total - issued - merged,
        "bad": one.bad,
        "url": reverse("directives-batch", args=[one.id]),
    }


class NoSuchBatch(Refusal):
    """No batch of this number."""

    code = "no_such_batch"
    status = 404
    words = "没有这一批推送。请从列表里选。"


@staff_only
@require_GET
def batch(request: Asked, batch_id: int) -> HttpResponse:
    """One batch: what became of its pushes, why some were stopped, which rows could not be read."""
    one = queries.batches(of_the_centre(request)).filter(id=batch_id).first()
    if one is None:
        raise NoSuchBatch()
    counts = filtering.counted(one.id)
    unread = Unread.objects.filter(batch=one).order_by("row_no")[:200]
    context = {
        "one": _row(one) | {"id": one.id, "waiting": len(bundles.places_of(one.id)), "seconds": f"{one.seconds:.1f}"},
        "bars": bars(counts),
        "bad_rows": [
            {"row": bad.row_no, "why": "；".join(f"{words(COLUMNS.get(code, code))}：{words(said)}" for code, said in bad.faults.items())}
            for bad in unread
        ],
    }  # fmt: skip
    return render(request, "directives/batch.html", framed("", gettext("一批推送")) | context)


def bars(counts: dict[str, int]) -> dict[str, Any]:
    """Outcomes and reasons as bars, each with its share of all."""
    total = sum(counts.values()) or 1
    named = {"issued": OUTCOMES["issued"], "merged": OUTCOMES["merged"], **REASONS}
    return {
        "id": "outcomes",
        "title": gettext("过滤结果"),
        "note": gettext("一共 {n} 条，每条只算一次；后面几项是拦下的，按理由分。").format(n=sum(counts.values())),
        "rows": [
            {"title": words(title), "value": counts.get(code, 0), "words": str(counts.get(code, 0)), "width": round(100 * counts.get(code, 0) / total),
             "n": f"{100 * counts.get(code, 0) / total:.1f}%"}
            for code, title in named.items()
        ],
    }  # fmt: skip


@csrf_exempt  # a bearer token is asked for below, a cookie alone opens nothing
@staff_only
@require_POST
def api(request: Asked) -> HttpResponse:
    """A program delivers a batch: {"key", "source", "rows": [{…}]}; the same key again is the same answer."""
    try:
        if not request.headers.get("Authorization", "").lower().startswith("bearer "):
            raise NoToken()
        got = receive(name="api", actor=actor_of(request), now=request.now, **_body(request.body))
    except Refusal as refusal:
        return problem(refusal)
    return JsonResponse({"batch": got.batch_id, "again": got.again, "counts": got.counts, "unread": got.bad})


def _body(content: bytes) -> dict[str, Any]:
    try:
        sent = json.loads(content)
        lines = [{str(name): str(value) for name, value in line.items()} for line in sent["rows"]]
        key, source = str(sent["key"]), str(sent.get("source", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable(why=gettext("不是约定的 JSON")) from None
    if len(lines) > MOST_LINES:
        raise Unreadable(why=gettext("一次最多 {n} 条").format(n=MOST_LINES))
    return {"lines": lines, "key": key, "source": source}
