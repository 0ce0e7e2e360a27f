"""Random walks through a case type: every matter must be able to end."""

from __future__ import annotations

from random import Random

from onewindow.kernel.handbook.casetype import CaseType


def walk(entry: CaseType, seed: int, longest: int = 200) -> list[str]:
    """The states passed on one random walk; the last one ends unless `longest` was reached."""
    draw, state, passed = Random(seed), entry.first, [entry.first.code]
    while not state.ends and len(passed) < longest:
        moves = [step.arrow.target for step in entry.steps_from(state.code) if step.arrow.target]
        state = draw.choice(moves)
        passed.append(state.code)
    return passed
