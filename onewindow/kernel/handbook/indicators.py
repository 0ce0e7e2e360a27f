"""Indicators: a figure with its numerator, denominator and target."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.fields import Condition, Field
from onewindow.kernel.handbook.states import State


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share or a count of cases: those that `counts` out of those that `out_of`."""

    code: str
    title: str
    counts: State | Deadline | Field | str  # reached this state | met this deadline | was answered | named fact
    out_of: State | Field | str = "submitted"
    unit: str = "%"
    target: float | None = None
    note: str = ""
    where: Condition | None = None  # only cases with this answer
