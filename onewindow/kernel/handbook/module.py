"""A module: one chapter of the handbook, one room of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.parameters import Parameter, Policy


@dataclass(frozen=True, slots=True)
class Event:
    """Something a chapter tells the others: a name and the plain values it carries."""

    code: str
    carries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a room's own pages: where it hangs (hall | desk | board | console), and for which roles."""

    title: str
    address: str  # the name of the address
    face: str
    note: str = ""
    icon: str = "list"
    roles: tuple[str, ...] = ()  # codes of roles; none is everybody who stands before that face


@dataclass(frozen=True)
class Module:
    """What a chapter brings: case types, events told and heard, registers it asks, pages of its own."""

    package: str
    title: str
    case_types: tuple[CaseType, ...] = ()
    events: tuple[Event, ...] = ()
    listens_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asks_registers: tuple[str, ...] = ()
    menu: tuple[Way, ...] = ()
    pages: str = ""  # the module with its `urlpatterns`, for what the kernel cannot draw
    parameters: tuple[Parameter, ...] = ()
    says: tuple[Any, ...] = ()  # declarations of its own whose Chinese is shown: walked for the catalogue

    @property
    def app(self) -> str:
        """The Django app of the chapter."""
        return self.package

    @property
    def policy(self) -> Policy:
        """The parameters of the room itself."""
        return Policy(self.code, self.title, self.parameters)

    @property
    def code(self) -> str:
        """The last word of the package: the room's name."""
        return self.package.rsplit(".", 1)[-1]
