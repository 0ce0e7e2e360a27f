"""A module: one chapter of the handbook, one room of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onewindow.kernel.handbook.casetype import CaseType


@dataclass(frozen=True, slots=True)
class Event:
    """Something a chapter tells the others: a name and the plain values it carries."""

    code: str
    carries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """What a chapter brings: case types, events told, events heard, registers it asks."""

    package: str
    title: str
    case_types: tuple[CaseType, ...] = ()
    events: tuple[Event, ...] = ()
    listens_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asks_registers: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()

    @property
    def app(self) -> str:
        """The Django app of the chapter."""
        return self.package

    @property
    def code(self) -> str:
        """The last word of the package: the room's name."""
        return self.package.rsplit(".", 1)[-1]
