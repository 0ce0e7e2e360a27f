"""Bringing a file in, its report, and putting a row right."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.complaints.imports import actions
from onewindow.modules.complaints.imports.columns import COLUMNS, NEEDED
from onewindow.modules.complaints.models import Batch, Quarantined

STATES = {"held": "待改", "filed": "已收下", "dropped": "不收"}
SHOWN = 30


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: Asked) -> HttpResponse:
    """The form of a file, and the files of late."""
    if not actions.may_import(request.actor):
        raise actions.NotYourImport()
    said = ""
    if request.method == "POST":
        sent = request.FILES.get("table")
        try:
            if sent is None:
                raise BadAnswers({"table": "请选择文件"})
            batch = actions.bring_in(sent.read(), sent.name or "", actor=request.actor, now=request.now)
            return HttpResponseRedirect(reverse("complaints-batch", args=[batch.pk]))
        except BadAnswers as refusal:
            said = words(next(iter(refusal.errors.values())))
        except Refusal as refusal:
            said = sentence(refusal)
    recent = [one for one in Batch.objects.order_by("-id")[: 3 * SHOWN] if actions.sees(one, request.actor)][:SHOWN]
    context = {
        "title": gettext("导入投诉"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("导入投诉"), "")),
        "said": said,
        "columns": [{"title": words(title), "needed": code in NEEDED} for code, title in COLUMNS.items()],
        "most": actions.MOST_ROWS,
        "batches": [_batch(one) for one in recent],
        "empty": {"why": gettext("还没有导入过。"), "what_to_do": gettext("先下载模板，填好再传。")},
    }
    return render(request, "complaints/imports.html", context, status=422 if said else 200)


@staff_only
@require_safe
def template(request: Asked) -> HttpResponse:
    """An empty table with the right heading."""
    file = io.StringIO()
    csv.writer(file).writerow(COLUMNS.values())
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="complaints-template.csv"'},
    )


@staff_only
@require_safe
def batch(request: Asked, batch_id: int) -> HttpResponse:
    """The report of one file: what came in, and each row that was set aside with why."""
    found = _seen(request, batch_id)
    context = {
        "title": gettext("导入报告"),
        "crumbs": trail(
            (gettext("工作台"), "desk-home"), (gettext("导入投诉"), "complaints-imports"), (found.name or "—", "")
        ),
        "batch": _batch(found),
        "rows": [_row(one) for one in found.held.order_by("nth")],
    }
    return render(request, "complaints/batch.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Asked, row_id: int) -> HttpResponse:
    """One row that was set aside: its cells to put right, or a reason to leave it out."""
    held = Quarantined.objects.select_related("batch").filter(id=row_id).first()
    if held is None or not actions.sees(held.batch, request.actor):
        raise NotFound()
    back = reverse("complaints-batch", args=[held.batch_id])
    if held.state != "held":
        return HttpResponseRedirect(back)
    errors, cells = dict(held.errors), actions.content_of(held)
    if request.method == "POST":
        cells = {code: request.POST.get(code, "").replace("\x00", "") for code in COLUMNS}
        try:
            number = actions.put_right(held.id, cells, actor=request.actor, now=request.now)
            messages.success(request, gettext("已收下：{number}").format(number=number))
            return HttpResponseRedirect(back)
        except BadAnswers as refusal:
            errors = refusal.errors
    return _form(request, held, cells, errors, back)


@staff_only
@require_POST
def drop(request: Asked, row_id: int) -> HttpResponse:
    """Leave a row out."""
    held = Quarantined.objects.filter(id=row_id).first()
    if held is None:
        raise NotFound()
    try:
        actions.drop(row_id, request.POST.get("reason", ""), actor=request.actor, now=request.now)
        messages.success(request, gettext("这一行不收，内容已经清除。"))
    except BadAnswers as refusal:
        messages.error(request, words(next(iter(refusal.errors.values()))))
        return HttpResponseRedirect(reverse("complaints-row", args=[row_id]))
    return HttpResponseRedirect(reverse("complaints-batch", args=[held.batch_id]))


def _form(request: Asked, held: Quarantined, cells: dict[str, str], errors: dict[str, str], back: str) -> HttpResponse:
    context = {
        "title": gettext("第 {n} 行").format(n=held.nth),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("导入投诉"), "complaints-imports"), (str(held.nth), "")),
        "held": held.id,
        "back": back,
        "cells": [
            {"code": code, "title": words(title), "value": cells.get(code, ""), "error": words(errors.get(code, "")),
             "long": code == "content", "needed": code in NEEDED}
            for code, title in COLUMNS.items()
        ],
        "elsewhere": words(errors.get("row", "")),
    }  # fmt: skip
    return render(request, "complaints/row.html", context, status=422 if request.method == "POST" else 200)


def _seen(request: Asked, batch_id: int) -> Batch:
    found = Batch.objects.filter(id=batch_id).first()
    if found is None or not actions.sees(found, request.actor):
        raise NotFound()
    return found


def _batch(one: Batch) -> dict[str, Any]:
    held = list(one.held.values_list("state", flat=True))
    return {
        "name": one.name,
        "by": one.by_name,
        "at": when(one.at),
        "filed": one.filed,
        "already": one.already,
        "bad": len(held),
        "left": held.count("held"),
        "url": reverse("complaints-batch", args=[one.pk]),
    }


def _row(one: Quarantined) -> dict[str, Any]:
    return {
        "nth": one.nth,
        "faults": [{"title": words(COLUMNS.get(code, "")), "words": words(said)} for code, said in one.errors.items()],
        "state": words(STATES[one.state]),
        "number": one.number,
        "reason": one.reason,
        "url": reverse("complaints-row", args=[one.pk]) if one.state == "held" else "",
    }
