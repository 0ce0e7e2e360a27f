"""The worklist: lists with counts on the left, cases by due instant, filters in the address bar."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.bulk import take_many
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title, due_chip, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.handbook.shelf import shelf

TITLES = {
    "todo": "待办",
    "mine": "我承办",
    "soon": "将到期",
    "overdue": "已超期",
    "waiting": "等待他人",
    "helping": "协办",
    "done": "已办结",
    "all": "全部",
}
ICONS = {
    "todo": "list",
    "mine": "user",
    "soon": "clock",
    "overdue": "alert",
    "waiting": "clock",
    "helping": "users",
    "done": "check",
    "all": "search",
}
TONES = {"soon": "due_soon", "overdue": "overdue"}
ONE_CHARACTER = ("一个字找不准，没有查。", "请至少输入两个字，例如姓名全名。")
EMPTY = {
    "todo": ("没有等您单位办的件。", "新件到了会自己出现在这里。"),
    "mine": ("您名下没有在办的件。", "在待办里打开一件，按 c 领取。"),
    "soon": ("没有将到期的件。", "提前一个工作日会列在这里。"),
    "overdue": ("没有超期的件。", "保持住。"),
    "waiting": ("没有在等申请人补正的件。", "一次性告知以后，件会停在这里，时限暂停。"),
    "helping": ("没有别的单位请您单位会签。", "有会签时会列在这里。"),
    "done": ("还没有办结的件。", "办结的件留在这里备查。"),
    "all": ("没有找到。", "换一个词试试：编号、事项、姓名、完整的身份证号或手机号都可以。"),
}


def rail(request: Asked, current: str) -> list[dict[str, Any]]:
    """The lists on the left, with how many cases wait in each."""
    counts = queries.counts(actor=request.actor, now=request.now)
    home = reverse("desk-home")
    return [
        {
            "code": code,
            "title": words(title),
            "count": counts.get(code),
            "url": f"{home}?list={code}",
            "current": code == current,
            "tone": TONES.get(code, "") if counts.get(code) else "",
            "icon": ICONS[code],
        }
        for code, title in TITLES.items()
    ]


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """One list of cases."""
    asked = {
        name: request.GET.get(name, "").replace("\x00", "")[:100] for name in ("list", "type", "state", "q", "after")
    }
    bucket = asked["list"] if asked["list"] in TITLES else ("all" if asked["q"] else "todo")
    page = queries.page(
        actor=request.actor,
        now=request.now,
        bucket=bucket,
        case_type=asked["type"],
        state=asked["state"],
        text=asked["q"],
        after=asked["after"],
        limit=30,
    )
    why, what = ONE_CHARACTER if len(asked["q"].strip()) == 1 else EMPTY[bucket]
    kept = {key: value for key, value in asked.items() if value and key != "after"}
    return render(
        request,
        "faces/desk/worklist.html",
        {
            "title": words(TITLES[bucket]),
            "lists": rail(request, bucket),
            "search_url": reverse("desk-home"),
            "q": asked["q"],
            "list_code": bucket,
            "worklist": {
                "rows": [row_of(row, request) for row in page.rows],
                "choose": bucket in ("todo", "mine"),
                "bulk_url": reverse("desk-bulk"),
                "bulk_steps": _bulk_steps(),
                "live_url": "/live/list",
                "id": "worklist",
                "empty": {"why": words(why), "what_to_do": words(what)},
            },
            "filters": _filters(asked, bucket),
            "pager": {
                "older": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
                "newer": f"?{urlencode(kept)}" if asked["after"] else "",
                "words": "",
            },
        },
    )


def row_of(row: dict[str, Any], request: Asked) -> dict[str, Any]:
    """A case as a row of the worklist."""
    now = request.now
    entry = shelf().entry(row["case_type"])
    held = row["assignee_id"] == request.actor.id
    return {
        "id": row["id"],
        "url": reverse("desk-case", args=[row["number"]]),
        "title": case_title(row["title"]),
        "who": mask_name(row["applicant_name"]),
        "state": state_words(entry, row["state"]),
        "due": due_chip(row["due_at"], row["warn_at"], now, ended=bool(row["ended_at"]), waits_on=row["waits_on"]),
        "number": row["number"],
        "holder": gettext("我承办") if held else "",
        "age": when(row["submitted_at"]),
        "your_turn": row["waits_on"] == "us" and held,
    }


def _bulk_steps() -> list[dict[str, str]]:
    return [{"code": "claim", "title": words("领取选中的")}]


def _filters(asked: dict[str, str], bucket: str) -> dict[str, Any]:
    types = [{"code": "", "title": gettext("全部事项"), "chosen": not asked["type"]}]
    types += [
        {"code": code, "title": words(entry.title), "chosen": code == asked["type"]}
        for code, entry in shelf().current.items()
    ]
    return {
        "action": reverse("desk-home"),
        "fields": [{"name": "type", "title": gettext("事项"), "choices": types}],
        "q": asked["q"],
        "hidden": [{"name": "list", "value": bucket}],
    }


@staff_only
@require_POST
def bulk(request: Asked) -> HttpResponse:
    """One step for the cases chosen; says what became of each that was refused."""
    chosen = [int(one) for one in request.POST.getlist("case")[:200] if one.isdigit()]
    outcomes = take_many(
        request.POST.get("step", ""),
        case_ids=chosen,
        actor=request.actor,
        now=request.now,
    )
    done = sum(one.refusal is None for one in outcomes)
    if not chosen:
        messages.warning(request, gettext("没有选中任何办件。先勾选，再按按钮。"))
    else:
        messages.success(request, gettext("已办 {n} 件。").format(n=done))
    for reason in sorted({sentence(one.refusal) for one in outcomes if one.refusal}):
        messages.error(request, reason)
    return HttpResponseRedirect(reverse("desk-home"))
