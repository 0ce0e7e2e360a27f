"""A line chart as coordinates for a static SVG, and its table.  Pure; the template draws it without any style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 680, 300
MANY = 8
"""More labels than this do not fit on a phone: three of four are spared there."""
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 14, 40


@dataclass(frozen=True, slots=True)
class Series:
    """One line: values over the x's, each with half of its interval (0 when there is none)."""

    title: str
    values: Sequence[float]
    halves: Sequence[float] = ()


def chart(
    name: str, title: str, *, xs: Sequence[str], x_title: str, y_title: str, series: Sequence[Series], most: float
) -> dict[str, Any]:
    """Lines over evenly spaced x's; what is above `most` is drawn at the edge, and the table says the value."""
    top = nice(min(most, max((value for one in series for value in one.values), default=1)))
    across = [round(LEFT + (WIDTH - LEFT - RIGHT) * (nth + 0.5) / len(xs), 1) for nth in range(len(xs))]

    def up(value: float) -> float:
        share = min(max(value, 0.0), top) / top
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    return {
        "id": name,
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "foot": HEIGHT - BOTTOM,
        "x_title": x_title,
        "y_title": y_title,
        "ticks": [{"y": up(top * part / 4), "words": f"{top * part / 4:g}"} for part in range(5)],
        "xs": [
            {"x": x, "words": words, "spare": len(xs) > MANY and nth % 4 > 0}
            for nth, (x, words) in enumerate(zip(across, xs, strict=True))
        ],
        "lines": [_line(nth + 1, one, across, up, top) for nth, one in enumerate(series)],
        "rows": [
            {"title": words, "cells": [shown(one, nth) for one in series]} for nth, words in enumerate(xs)
        ],
    }  # fmt: skip


def _line(nth: int, one: Series, across: Sequence[float], up: Any, top: float) -> dict[str, Any]:
    halves = one.halves or [0.0] * len(one.values)
    points = list(zip(across, one.values, halves, strict=True))
    within = [x for x, value, _ in points if value <= top]
    beyond = [x for x, value, _ in points if value > top]
    return {
        "nth": nth,
        "title": one.title,
        "points": " ".join(f"{x},{up(value)}" for x, value, _ in points),
        "marks": [{"x": x, "y": up(value)} for x, value, _ in points if x in within],
        "beyond": [{"x": x, "y": up(top)} for x in beyond],
        "bars": [
            {"x": x, "low": up(value - half), "high": up(value + half)}
            for x, value, half in points if half and x in within
        ],
    }  # fmt: skip


def shown(one: Series, nth: int) -> str:
    """A value with its interval, as words."""
    half = one.halves[nth] if one.halves else 0.0
    return f"{one.values[nth]:.1f} ± {half:.1f}" if half else f"{one.values[nth]:.1f}"


def nice(value: float) -> float:
    """A round number not below the value, that divides by four."""
    for size in (1, 2, 4, 8, 12, 20, 40, 60, 80, 120, 200, 400, 800):
        if value <= size:
            return float(size)
    return float(value)
