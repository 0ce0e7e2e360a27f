"""What the window's buttons do: one act each, then back to the window with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.windows.sittings import actions
from onewindow.modules.windows.tickets import actions as tickets
from onewindow.modules.windows.tickets import seats

Act = Callable[[Asked, dict[str, Any]], str]


def number(request: Asked, name: str) -> int:
    """A number of the form; 0, which is nobody's, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def text(request: Asked, name: str) -> str:
    """A text of the form."""
    return str(request.POST.get(name, "")).replace("\x00", "")


@staff_only
@require_POST
def act(request: Asked, verb: str) -> HttpResponse:
    """Do it, say what came of it, and show the window again."""
    doing = ACTS.get(verb)
    if doing is None:
        raise Http404
    by = {"actor": request.actor, "now": request.now}
    try:
        said = doing(request, by)
    except BadAnswers as refusal:
        messages.error(request, "；".join(words(one) for one in refusal.errors.values()))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        if said:
            messages.success(request, said)
        if verb == "hold":
            return HttpResponseRedirect(reverse("windows-notice", args=[number(request, "ticket")]))
    return HttpResponseRedirect(reverse("windows-desk"))


def _sit(request: Asked, by: dict[str, Any]) -> str:
    seats.sit(window_id=number(request, "window"), **by)
    return gettext("窗口已打开，按 n 叫第一个号。")


def _away(request: Asked, by: dict[str, Any]) -> str:
    seats.away(window_id=number(request, "window"), why=text(request, "why"), **by)
    return gettext("已暂离，不会给您派号。")


def _back(request: Asked, by: dict[str, Any]) -> str:
    seats.back(window_id=number(request, "window"), **by)
    return gettext("已回到窗口。")


def _close(request: Asked, by: dict[str, Any]) -> str:
    seats.close(window_id=number(request, "window"), **by)
    return gettext("窗口已关。")


def _next(request: Asked, by: dict[str, Any]) -> str:
    ticket = tickets.call_next(window_id=number(request, "window"), **by)
    if ticket is None:
        return gettext("现在没有您能办的号在等。有人取号，右边会自己更新。")
    return gettext("已叫 {number}。").format(number=ticket.number)


def _recall(request: Asked, by: dict[str, Any]) -> str:
    ticket = tickets.recall(ticket_id=number(request, "ticket"), **by)
    return gettext("又叫了一次 {number}，这是第 {n} 次。").format(number=ticket.number, n=ticket.calls)


def _miss(request: Asked, by: dict[str, Any]) -> str:
    ticket = tickets.miss(ticket_id=number(request, "ticket"), **by)
    return gettext("{number} 过号。").format(number=ticket.number)


def _start(request: Asked, by: dict[str, Any]) -> str:
    actions.begin(number(request, "ticket"), **by)
    return ""


def _resume(request: Asked, by: dict[str, Any]) -> str:
    ticket = tickets.resume(ticket_id=number(request, "ticket"), **by)
    return gettext("{number} 材料已补，回到原来的位置排队。").format(number=ticket.number)


def _transfer(request: Asked, by: dict[str, Any]) -> str:
    to = number(request, "to_window")
    ticket = tickets.transfer(ticket_id=number(request, "ticket"), to_window=to, reason=text(request, "reason"), **by)
    return gettext("{number} 已转窗，那边会先叫它，不用重新取号。").format(number=ticket.number)


def _hold(request: Asked, by: dict[str, Any]) -> str:
    ticket = actions.hold(number(request, "ticket"), **by)
    return gettext("{number} 已暂停，告知单在下面，请打印交给来人。").format(number=ticket.number)


def _finish(request: Asked, by: dict[str, Any]) -> str:
    ticket = actions.finish(number(request, "ticket"), **by)
    return gettext("{number} 已办结。请来人扫票上的码评价，按 n 叫下一个。").format(number=ticket.number)


def _join(request: Asked, by: dict[str, Any]) -> str:
    person = actions.join(
        number(request, "ticket"),
        relation=text(request, "relation"),
        name=text(request, "name"),
        id_no=text(request, "id_no"),
        phone=text(request, "phone"),
        **by,
    )
    if request.FILES.get("file"):
        _keep(request, person, by)
    return gettext("已登记。")


def _paper(request: Asked, by: dict[str, Any]) -> str:
    _keep(request, number(request, "person"), by)
    return gettext("材料已收，和这次来访放在一起。")


def _keep(request: Asked, person: int, by: dict[str, Any]) -> None:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise BadAnswers({"file": "请选择要上传的材料"})
    actions.keep_paper(number(request, "ticket"), person, data=sent.read(), name=sent.name or "", **by)


def _add(request: Asked, by: dict[str, Any]) -> str:
    actions.add(number(request, "ticket"), item=text(request, "item"), person_id=number(request, "person"), **by)
    return ""


def _planned(request: Asked, by: dict[str, Any]) -> str:
    made = actions.add_planned(number(request, "ticket"), **by)
    return gettext("已登记 {n} 项。").format(n=len(made))


def _drop(request: Asked, by: dict[str, Any]) -> str:
    actions.drop(number(request, "matter"), **by)
    return gettext("已去掉。")


def _open(request: Asked, by: dict[str, Any]) -> str:
    return gettext("已开件：{number}").format(number=actions.open_one(number(request, "matter"), **by))


def _open_all(request: Asked, by: dict[str, Any]) -> str:
    opened = actions.open_all(number(request, "ticket"), **by)
    return gettext("用同一份采集开了 {n} 件：{numbers}").format(n=len(opened), numbers="、".join(opened))


def _hand_in(request: Asked, by: dict[str, Any]) -> str:
    return gettext("已提交：{number}").format(number=actions.hand_in(number(request, "matter"), **by).number)


def _number(request: Asked, by: dict[str, Any]) -> str:
    actions.number_back(number(request, "matter"), number=text(request, "number"), **by)
    return gettext("编号已填回。")


def _outcome(request: Asked, by: dict[str, Any]) -> str:
    actions.end(number(request, "matter"), outcome=text(request, "outcome"), note=text(request, "note"), **by)
    return ""


ACTS: dict[str, Act] = {
    "sit": _sit, "away": _away, "back": _back, "close": _close,
    "next": _next, "recall": _recall, "miss": _miss, "start": _start,
    "resume": _resume, "transfer": _transfer, "hold": _hold, "finish": _finish,
    "join": _join, "paper": _paper, "add": _add, "planned": _planned, "drop": _drop,
    "open": _open, "open_all": _open_all, "hand_in": _hand_in, "number": _number, "outcome": _outcome,
}  # fmt: skip
