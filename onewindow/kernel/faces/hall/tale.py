"""A case told to the one whose it is: what happened, what comes next, by when; never a code, never an internal aim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from onewindow.kernel.cases.queries import loaded
from onewindow.kernel.faces.shown import case_title, due_chip, state_chip, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.states import State, WaitsOn

TOLD = ("promised", "legal")  # what binds towards the applicant; the office's own aim stays inside
CORRECTS = "checks_papers"


def entry_of(case_type: str, edition: str = "") -> CaseType:
    """The entry of a case, under the edition it lives in."""
    return shelf().entry(case_type, edition)


def latest(dues: dict[str, Any]) -> tuple[str, datetime] | None:
    """The deadline that ends next and its instant, as it was promised to the applicant."""
    running = []
    for code, levels in dues.items():
        at = next((levels[level] for level in TOLD if levels.get(level)), None)
        if at and not levels["met"] and not levels["stopped"]:
            running.append((datetime.fromisoformat(at), code))
    if not running:
        return None
    at, code = min(running)
    return code, at


def deadline_of(entry: CaseType, code: str) -> Deadline | None:
    """The deadline of this code."""
    return next((one for one in entry.deadlines if one.code == code), None)


def due_words(entry: CaseType, dues: dict[str, Any], now: datetime) -> tuple[str, dict[str, Any] | None]:
    """The sentence of what is due by when, and its chip; empty when nothing runs."""
    found = latest(dues)
    if found is None:
        return "", None
    code, at = found
    deadline = deadline_of(entry, code)
    said = gettext("最迟{at}{what}").format(at=when(at), what=words(deadline.title) if deadline else gettext("办结"))
    chip = due_chip(at, None, now)
    if at <= now:
        said = gettext("原定{at}{what}，已经超过。您可以催办，也可以打电话问。").format(
            at=when(at), what=words(deadline.title) if deadline else gettext("办结")
        )
    return said, chip


def next_words(entry: CaseType, state: State | None) -> str:
    """What happens next, and whose turn it is."""
    if state is None or state.ends:
        return ""
    if state.waits_on is WaitsOn.APPLICANT:
        step = next((one for one in entry.steps_from(state.code) if one.checks_papers), None)
        return gettext("接下来请您“{step}”。").format(step=words(step.title)) if step else gettext("接下来请您答复。")
    ahead = [
        one
        for one in entry.steps_from(state.code)
        if one.arrow.target and one.tone == "good" and any(role.code != "applicant" for role in one.by)
    ]
    if not ahead:
        return ""
    step = ahead[0]
    who = "、".join(words(role.title) for role in step.by if role.code != "applicant")
    return gettext("接下来由{who}“{step}”。").format(who=who, step=words(step.title))


def tale(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A row of one's own list as `parts/case_card.html` wants it."""
    entry = entry_of(row["case_type"], row["edition"])
    state = entry.state.get(row["state"])
    draft = row["submitted_at"] is None
    turn = state is not None and state.waits_on is WaitsOn.APPLICANT and not state.ends
    by, chip = due_words(entry, loaded(row["dues"]), now)
    found: dict[str, Any] = {
        "title": case_title(row["title"]),
        "number": row["number"],
        "sentence": words(state.plain) if state else "",
        "next": "" if draft else "".join((next_words(entry, state), by and f"{by}。" if not by.endswith("。") else by)),
        "url": reverse("hall-case", args=[row["number"]]),
        "state": state_chip(state) if state else None,
        "due": chip,
        "your_turn": turn,
    }
    if turn and entry_form_step(entry, row["state"]):
        title = gettext("继续填写") if draft else gettext("去改正")
        found["action"] = {"title": title, "url": reverse("hall-resume", args=[row["id"]])}
    return found


def entry_form_step(entry: CaseType, state: str) -> str:
    """The step that hands the form in from this state (submit, supply), or empty."""
    return next(
        (
            step.code
            for step in entry.steps_from(state)
            if step.checks_papers and any(role.code == "applicant" for role in step.by)
        ),
        "",
    )


def sorted_tales(rows: list[dict[str, Any]], now: datetime) -> dict[str, list[dict[str, Any]]]:
    """One's matters in three heaps: not handed in, under way (one's own turn first), finished."""
    heaps: dict[str, list[dict[str, Any]]] = {"drafts": [], "open": [], "done": []}
    for row in rows:
        heap = "done" if row["ended_at"] else "drafts" if row["submitted_at"] is None else "open"
        heaps[heap].append(tale(row, now))
    heaps["open"].sort(key=lambda one: not one["your_turn"])
    return heaps
