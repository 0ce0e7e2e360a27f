"""The lock: the handbook as plain data, committed, so that a change of law is a diff to review."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Dated, Deadline, Length
from onewindow.kernel.handbook.module import Module
from onewindow.kernel.handbook.steps import Step


def drawn(modules: Iterable[Module]) -> dict[str, Any]:
    """Every case type and edition as JSON values."""
    return {f"{entry.code}@{entry.edition}": _entry(entry) for module in modules for entry in module.case_types}


def text(modules: Iterable[Module]) -> str:
    """The lock file's text: sorted, one value a line, so that diffs read well."""
    return json.dumps(drawn(modules), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def vanished(locked: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Codes that were in force and are gone without being marked retired; states and steps are for ever."""
    gone: list[str] = []
    for name, entry in locked.items():
        if name not in now:
            gone.append(f"{name} 不见了：旧版本要留着，已在办的件还要用")
            continue
        for kind in ("states", "steps"):
            lost = sorted(set(entry[kind]) - set(now[name][kind]))
            gone += [f"{name} 的{kind} {code} 不见了：请保留并标 retired=True" for code in lost]
    return gone


def _entry(entry: CaseType) -> dict[str, Any]:
    return {
        "title": entry.title,
        "law": entry.law.cited,
        "retired_on": entry.retired_on,
        "states": {s.code: s.title for s in entry.states},
        "steps": {s.code: _step(s) for s in entry.steps},
        "deadlines": {d.code: _deadline(d) for d in entry.deadlines},
        "asks": {
            f.code: [f.kind, "sealed" if f.sealed else "plain", "required" if f.required else "optional"]
            for f in entry.fields.values()
        },
        "papers": {p.code: [p.title, p.held_by] for p in entry.papers},
        "seen_by": sorted(f"{r.code}:{r.reach.value}" for r in entry.seen_by),
        "unseals": sorted(r.code for r in entry.unseals),
        **({"same_when": list(entry.same_when)} if entry.same_when else {}),
        **({"relapse_within": str(entry.relapse_within)} if entry.relapse_within else {}),
        **({"revisit": [entry.revisit.share, [str(s) for s in entry.revisit.after]]} if entry.revisit else {}),
        "parameters": {p.code: [p.default, p.unit, p.law.cited, p.law.sure.value] for p in entry.parameters},
    }


def _step(step: Step) -> dict[str, Any]:
    target = step.arrow.target.code if step.arrow.target else "="
    return {
        "arrow": [sorted(s.code for s in step.arrow.sources), target],
        "by": sorted(f"{r.code}:{r.reach.value}" for r in step.by),
        "needs": [f"{r.code} {r.law.cited if r.law else ''}".strip() for r in step.needs],
        "another_hand_than": list(step.another_hand_than),
        "tells": step.tells,
        **({"retired": True} if step.retired else {}),
        **({"fresh_hand": True} if step.fresh_hand else {}),
        **({"keeps": list(step.keeps)} if step.keeps else {}),
        **({"lifts": [step.lifts[0], *step.lifts[1]]} if step.lifts else {}),
        **({"when_overdue": str(step.when_overdue)} if step.when_overdue is not None else {}),
        **({"when_passed": step.when_passed} if step.when_passed else {}),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    spans = {name: _length(getattr(deadline, name)) for name in ("legal", "promised", "internal")}
    return {
        **spans,
        "law": deadline.law.cited,
        "sure": deadline.law.sure.value,
        "from": sorted(deadline.starts),
        "to": sorted(deadline.stops),
        "pauses": [s.code for s, _ in deadline.pauses],
        "at_most": str(deadline.at_most or ""),
        "extension": str(deadline.extension.at_most) if deadline.extension else "",
    }


def _length(length: Length | None) -> Any:
    if length is None:
        return None
    if isinstance(length, Dated):
        return {day.isoformat(): str(span) for day, span in length.since if isinstance(day, date)}
    if isinstance(length, dict):
        return {key: str(span) for key, span in length.items()}
    return str(length)
