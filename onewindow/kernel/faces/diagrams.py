"""The states of a matter drawn: Mermaid text, an SVG made by the server, and its ordinary way in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.states import State
from onewindow.kernel.handbook.steps import Step

BOX, HIGH, GAP, RISE, EDGE = 104, 40, 26, 88, 14  # px: box width and height, gap between boxes, row height, margin


@dataclass(frozen=True, slots=True)
class Link:
    """Every step that leads from one state to another."""

    source: State
    target: State
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        return "、".join(dict.fromkeys(words(step.title) for step in self.steps))


def links(entry: CaseType) -> list[Link]:
    """The arrows of the matter, in the order of its steps; acts that leave the state are left out."""
    found: dict[tuple[str, str], list[Step]] = {}
    for step in entry.steps:
        target = step.arrow.target
        if target is None or step.retired:
            continue
        for source in step.arrow.sources:
            found.setdefault((source.code, target.code), []).append(step)
    return [Link(entry.state[a], entry.state[b], tuple(steps)) for (a, b), steps in found.items()]


def mermaid(entry: CaseType) -> str:
    """The state diagram as Mermaid text."""
    lines = ["stateDiagram-v2"]
    lines += [f'  state "{words(state.title)}" as {state.code}' for state in entry.states if not state.retired]
    lines.append(f"  [*] --> {entry.first.code}")
    lines += [f"  {link.source.code} --> {link.target.code}: {link.title}" for link in links(entry)]
    lines += [f"  {state.code} --> [*]" for state in entry.states if state.ends and not state.retired]
    return "\n".join(lines) + "\n"


def main_way(entry: CaseType) -> list[Step]:
    """The shortest way to the first good end; the one with the thing the person came for, where a step issues it."""
    goods = [
        step.arrow.target.code
        for step in entry.steps
        if step.arrow.target
        and step.arrow.target.ends
        and any(document.result and document.template != "refusal" for document in step.issues)
    ]
    ends = goods or [state.code for state in entry.states if state.ends]
    reached: dict[str, list[Step]] = {entry.first.code: []}
    waiting = [entry.first.code]
    while waiting:
        here = waiting.pop(0)
        for link in links(entry):
            if link.source.code == here and link.target.code not in reached:
                reached[link.target.code] = [*reached[here], link.steps[0]]
                waiting.append(link.target.code)
    return min((reached[end] for end in ends if end in reached), key=len, default=[])


def drawing(entry: CaseType) -> dict[str, Any]:
    """Boxes and arrows with their places, for `faces/hall/drawing.html`; the text twin is in `moves`."""
    rows = _rows(entry)
    wide = max(len(row) for row in rows)
    width = 2 * EDGE + wide * BOX + (wide - 1) * GAP
    places: dict[str, tuple[float, float]] = {}
    for y, row in enumerate(rows):
        left = EDGE + (wide - len(row)) * (BOX + GAP) / 2 if len(row) == 1 else EDGE
        for x, state in enumerate(row):
            places[state.code] = (left + x * (BOX + GAP), EDGE + y * RISE)
    boxes = [
        {
            "x": places[s.code][0],
            "y": places[s.code][1],
            "cx": places[s.code][0] + BOX / 2,
            "cy": places[s.code][1] + HIGH / 2 + 5,
            "title": words(s.title),
            "ends": s.ends,
        }
        for row in rows
        for s in row
    ]
    arrows = [_arrow(places[link.source.code], places[link.target.code]) for link in links(entry)]
    return {
        "width": round(width),
        "height": 2 * EDGE + (len(rows) - 1) * RISE + HIGH,
        "box": BOX,
        "high": HIGH,
        "boxes": boxes,
        "arrows": arrows,
        "moves": moves(entry),
    }


def moves(entry: CaseType) -> list[dict[str, Any]]:
    """From each state, where it may go and by what: the diagram in words."""
    found: dict[str, list[dict[str, str]]] = {}
    for link in links(entry):
        who = dict.fromkeys(words(role.title) for step in link.steps for role in step.by)
        found.setdefault(link.source.code, []).append(
            {"by": link.title, "to": words(link.target.title), "who": "、".join(who)}
        )
    return [{"title": words(state.title), "to": found[state.code]} for state in entry.states if state.code in found]


def _rows(entry: CaseType) -> list[list[State]]:
    """States by how many steps away they are; ends that are reached early still stand below."""
    depth = {entry.first.code: 0}
    waiting = [entry.first.code]
    while waiting:
        here = waiting.pop(0)
        for link in links(entry):
            if link.source.code == here and link.target.code not in depth:
                depth[link.target.code] = depth[here] + 1
                waiting.append(link.target.code)
    states = [state for state in entry.states if state.code in depth]
    deepest = max(depth[state.code] for state in states if not state.ends)
    rows: list[list[State]] = [[] for _ in range(deepest + 1)]
    for state in states:
        if not state.ends:
            rows[depth[state.code]].append(state)
    ends = [state for state in states if state.ends]
    return [*(row for row in rows if row), *(ends[i : i + 4] for i in range(0, len(ends), 4))]


def _arrow(source: tuple[float, float], target: tuple[float, float]) -> dict[str, Any]:
    """A curve from the edge of one box to the edge of another."""
    (ax, ay), (bx, by) = source, target
    if by > ay:
        x1, y1, x2, y2 = ax + BOX / 2, ay + HIGH, bx + BOX / 2, by - 3
        bend = max(24.0, (y2 - y1) / 2)
        return {"path": f"M{x1:g},{y1:g} C{x1:g},{y1 + bend:g} {x2:g},{y2 - bend:g} {x2:g},{y2:g}", "back": False}
    if by < ay:
        x1, y1, x2, y2 = ax + BOX * 0.75, ay, bx + BOX * 0.75, by + HIGH + 3
        bend = max(24.0, (y1 - y2) / 2)
        return {"path": f"M{x1:g},{y1:g} C{x1:g},{y1 - bend:g} {x2:g},{y2 + bend:g} {x2:g},{y2:g}", "back": True}
    right = bx > ax
    x1, x2 = (ax + BOX, bx - 3) if right else (ax, bx + BOX + 3)
    y = ay + HIGH / 2 + (-7 if right else 7)
    return {"path": f"M{x1:g},{y:g} L{x2:g},{y:g}", "back": not right}
