"""The states of a matter drawn: Mermaid text, an SVG made by the server, and its ordinary way in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.states import State
from onewindow.kernel.handbook.steps import Step

BOX, HIGH, GAP, RISE, EDGE = 96, 44, 14, 92, 10  # px: box width and height, gap, row height, margin
COLUMNS = (1, 0, 2)  # the middle first: three boxes are as wide as a phone
LETTER = 13  # px of a Han letter in a box


@dataclass(frozen=True, slots=True)
class Link:
    """Every step that leads from one state to another."""

    source: State
    target: State
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        return gettext("、").join(dict.fromkeys(words(step.title) for step in self.steps))


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
    """The shortest way to the first good end; the one with the thing the person came for, where a step issues it.

    Grave steps (dismissed, refused, handed on) are nobody's main way, unless there is no other.
    """
    goods = [
        step.arrow.target.code
        for step in entry.steps
        if step.arrow.target
        and step.arrow.target.ends
        and any(document.result and document.template != "refusal" for document in step.issues)
    ]
    ends = goods or [state.code for state in entry.states if state.ends]
    found = [min((way[end] for end in ends if end in way), key=len, default=[]) for way in _ways(entry)]
    return next((way for way in found if way), [])


def _ways(entry: CaseType) -> Iterator[dict[str, list[Step]]]:
    """The shortest way to every state: without grave steps, then with them."""
    for grave in (False, True):
        reached: dict[str, list[Step]] = {entry.first.code: []}
        waiting = [entry.first.code]
        while waiting:
            here = waiting.pop(0)
            for link in links(entry):
                steps = [step for step in link.steps if grave or not step.grave]
                if steps and link.source.code == here and link.target.code not in reached:
                    reached[link.target.code] = [*reached[here], steps[0]]
                    waiting.append(link.target.code)
        yield reached


def drawing(entry: CaseType) -> dict[str, Any]:
    """Boxes and arrows with their places, for `faces/hall/drawing.html`; the text twin is in `moves`."""
    cells = _cells(entry)
    places = {code: (EDGE + x * (BOX + GAP), EDGE + y * RISE) for code, (x, y) in cells.items()}
    deepest = max(y for _, y in cells.values())
    arrows = []
    for link in links(entry):
        aside = all(step.tone == "grave" for step in link.steps)
        arrows.append(_arrow(places[link.source.code], places[link.target.code]) | {"aside": aside})
    return {
        "width": 2 * EDGE + len(COLUMNS) * BOX + (len(COLUMNS) - 1) * GAP,
        "height": 2 * EDGE + deepest * RISE + HIGH,
        "box": BOX,
        "high": HIGH,
        "boxes": [_box(entry.state[code], x, y) for code, (x, y) in places.items()],
        "arrows": sorted(arrows, key=lambda one: not one["aside"]),
        "moves": moves(entry),
    }


def _box(state: State, x: float, y: float) -> dict[str, Any]:
    lines = _lines(words(state.title))
    first = y + HIGH / 2 + 5 - (len(lines) - 1) * 8
    drawn = [{"text": one, "y": first + i * 16, "squeeze": _width(one) > BOX - 8} for i, one in enumerate(lines)]
    return {"x": x, "y": y, "cx": x + BOX / 2, "lines": drawn, "fit": BOX - 8, "ends": state.ends}


def _width(text: str) -> float:
    """About how many px a text takes."""
    return sum(LETTER if ord(letter) > 0x2E7F else LETTER * 0.58 for letter in text)


def _lines(title: str) -> list[str]:
    """A title in one line or two; Latin words stay whole."""
    if _width(title) <= BOX - 8:
        return [title]
    if " " not in title:
        return [title[: (len(title) + 1) // 2], title[(len(title) + 1) // 2 :]]
    spaces = [i for i, letter in enumerate(title) if letter == " "]
    middle = min(spaces, key=lambda i: abs(i - len(title) / 2))
    return [title[:middle], title[middle + 1 :]]


def moves(entry: CaseType) -> list[dict[str, Any]]:
    """From each state, where it may go and by what: the diagram in words."""
    found: dict[str, list[str]] = {}
    for link in links(entry):
        who = dict.fromkeys(words(role.title) for step in link.steps for role in step.by)
        said = gettext("{by}（{who}）→ {to}").format(
            by=link.title, who=gettext("、").join(who), to=words(link.target.title)
        )
        found.setdefault(link.source.code, []).append(said)
    return [{"title": words(state.title), "to": found[state.code]} for state in entry.states if state.code in found]


def _depths(entry: CaseType) -> dict[str, int]:
    """How many steps away each state is."""
    depth = {entry.first.code: 0}
    waiting = [entry.first.code]
    while waiting:
        here = waiting.pop(0)
        for link in links(entry):
            if link.source.code == here and link.target.code not in depth:
                depth[link.target.code] = depth[here] + 1
                waiting.append(link.target.code)
    return depth


def _cells(entry: CaseType) -> dict[str, tuple[int, int]]:
    """Column and row of every state: the ordinary way in the middle, ends at the foot."""
    depth = _depths(entry)
    ordinary = {step.arrow.target.code for step in main_way(entry) if step.arrow.target} | {entry.first.code}
    last = max(depth[state.code] for state in entry.states if state.code in depth and not state.ends)
    rows: dict[int, list[State]] = {}
    for state in sorted(entry.states, key=lambda one: one.code not in ordinary):
        if state.code in depth:
            rows.setdefault(last + 1 if state.ends else depth[state.code], []).append(state)
    cells: dict[str, tuple[int, int]] = {}
    y = 0
    for _, states in sorted(rows.items()):
        free = COLUMNS if states[0].code in ordinary else COLUMNS[1:]
        for i, state in enumerate(states):
            cells[state.code] = (free[i % len(free)], y + i // len(free))
        y += 1 + (len(states) - 1) // len(free)
    return cells


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
