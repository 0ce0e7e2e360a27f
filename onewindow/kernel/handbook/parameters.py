"""Local values: what a city may set, inside what the law allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onewindow.kernel.handbook.law import Law


@dataclass(frozen=True, slots=True)
class Parameter:
    """A bounded local value with its source; one that is not verified is shown as such."""

    code: str
    title: str
    default: Any
    unit: str
    law: Law
    least: float | None = None
    most: float | None = None

    def fault(self, value: Any) -> str | None:
        """Why this value is not allowed, or None."""
        if not isinstance(value, type(self.default)):
            return f"应为{type(self.default).__name__}"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if self.least is not None and value < self.least:
                return f"不得小于 {self.least}"
            if self.most is not None and value > self.most:
                return f"不得大于 {self.most}"
        return None


@dataclass(frozen=True)
class Policy:
    """Parameters that belong to no case type: a room's, or the kernel's own; set and read like those of one."""

    code: str
    title: str
    parameters: tuple[Parameter, ...]
