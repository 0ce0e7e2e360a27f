"""Beginning a matter: for oneself, for another, or for the firm one acts for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import drafts, queries
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import drawn
from onewindow.kernel.faces.forms import leaves, prefilled
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import key_of, reader, trail
from onewindow.kernel.faces.hall.tale import tale
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.fields import Choice, Field
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.organisations import acted_for
from onewindow.kernel.people.persons import Person, oneself


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Asked, code: str) -> HttpResponse:
    """Ask for whom, unless there is only one answer, then open a draft."""
    actor, now = reader(request)
    entry = shelf().entry(code)
    firms = acted_for(actor) if entry.audience != "person" else []
    offered = choices(entry, firms)
    chosen = request.POST.get("for", "") or (offered[0]["code"] if len(offered) == 1 else "")
    if request.method != "POST":
        return page(request, entry, offered)
    if chosen not in {one["code"] for one in offered}:
        return page(request, entry, offered, error=gettext("请选择为谁办"), status=422)
    firm = next((one for one in firms if f"firm-{one['id']}" == chosen), None)
    try:
        row = drafts.open_draft(
            code,
            actor=actor,
            now=now,
            answers=filled(entry, oneself(actor), chosen, firm),
            for_organisation=firm["id"] if firm else None,
            key=key_of(request),
        )
    except Refusal as refusal:
        return page(request, entry, offered, error=sentence(refusal), status=refusal.status)
    messages.success(request, gettext("已为您开好一份申请，边填边自动保存，随时可以离开再回来。"))
    return HttpResponseRedirect(reverse("hall-form", args=[row.id, leaves(entry, row.answers)[0].n]))


def choices(entry: CaseType, firms: list[dict[str, Any]]) -> list[dict[str, str]]:
    """For whom this matter can be begun by this person."""
    found = []
    if entry.audience != "organisation":
        found.append(
            {"code": "self", "title": gettext("为我自己办"), "help": gettext("姓名、证件号码、电话已经有了，不用再填")}
        )
        if agent_question(entry):
            found.append(
                {"code": "other", "title": gettext("替别人办"), "help": gettext("您作为代办人，需要填对方的信息")}
            )
    for firm in firms:
        found.append(
            {
                "code": f"firm-{firm['id']}",
                "title": gettext("代表 {name} 办").format(name=firm["name"]),
                "help": gettext("统一社会信用代码 {code}").format(code=firm["credit_code"]),
            }
        )
    return found


def agent_question(entry: CaseType) -> Any:
    """The condition under which a form asks about an agent, filled from the one who is signed in; None without."""
    return next(
        (
            field.when
            for field in entry.fields.values()
            if field.when is not None and field.prefill.startswith("applicant.")
        ),
        None,
    )


def filled(entry: CaseType, person: Person | None, chosen: str, firm: dict[str, Any] | None) -> dict[str, Any]:
    """What need not be typed: our own data, the firm's, and that somebody else acts."""
    values = (
        {"applicant.name": person.name, "applicant.id_no": person.id_no, "applicant.phone": person.phone}
        if person
        else {}
    )
    if firm:
        values |= {"organisation.name": firm["name"], "organisation.credit_code": firm["credit_code"]}
    found = prefilled(entry, values, for_another=chosen != "self")
    condition = agent_question(entry)
    if chosen == "other" and condition and len(condition.values) == 1:
        found[condition.field] = next(iter(condition.values))
    return found


def page(
    request: Asked, entry: CaseType, offered: list[dict[str, str]], *, error: str = "", status: int = 200
) -> HttpResponse:
    """The page before the first question: an unfinished draft is offered first."""
    listed = tuple(Choice(one["code"], one["title"], one["help"]) for one in offered)
    field = Field("choice", "for", "这件事为谁办？", choices=listed)
    title = words(entry.title)
    context = {
        "title": title,
        "tab": "matters",
        "field": drawn(field, listed[0].code if len(listed) == 1 else None, error),
        "key": uuid4().hex,
        "drafts": unfinished(request, entry),
        "empty": None if offered else no_firm(entry),
        "pages": len(entry.asks),
        "summary": {"errors": [{"field": "for", "id": "f-for", "words": error}]} if error else None,
        "crumbs": trail(
            (gettext("办事"), "hall-matters"), (title, "hall-guide", entry.code), (gettext("开始办理"), "")
        ),
    }
    return render(request, "faces/hall/start.html", context, status=status)


def unfinished(request: Asked, entry: CaseType) -> list[dict[str, Any]]:
    """One's own drafts of this matter."""
    actor, now = reader(request)
    rows = queries.mine(actor=actor) if not actor.staff else []
    return [tale(row, now) for row in rows if row["case_type"] == entry.code and row["submitted_at"] is None]


def no_firm(entry: CaseType) -> dict[str, Any]:
    """Why this matter cannot be begun by somebody who acts for no firm."""
    return {
        "why": gettext("这件事要以单位名义办"),
        "icon": "building",
        "what_to_do": gettext("您现在不是任何单位的经办人。请单位带营业执照和授权书到窗口登记您，登记后就能在这里办。"),
        "link": {"title": gettext("先看办事指南"), "url": reverse("hall-guide", args=[entry.code])},
    }
