"""The shelf: every edition of every case type that this city has installed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.acts import with_acts
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.module import Module
from onewindow.kernel.handbook.parameters import Policy
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.soundness import faults


class NoSuchMatter(Refusal):
    """The case type, edition or step is not in the handbook."""

    code = "no_such_matter"
    status = 404
    words = "没有这个事项（{code}）。请从办事目录里选择。"


class FaultyHandbook(Exception):
    """The handbook has faults; the site must not start."""


class Shelf:
    """Case types by code; the newest edition not retired is the one in force."""

    def __init__(self, modules: Iterable[Module], policies: Iterable[Policy] = ()) -> None:
        self.modules = tuple(modules)
        rooms = [module.policy for module in self.modules if module.parameters]
        self.policies = {one.code: one for one in (*policies, *rooms)}
        self.editions: dict[str, dict[str, CaseType]] = {}
        for module in self.modules:
            for entry in module.case_types:
                self.editions.setdefault(entry.code, {})[entry.edition] = with_acts(entry)
        self.current = {code: of[max(of)] for code, of in self.editions.items()}
        self.room = {entry.code: module.code for module in self.modules for entry in module.case_types}

    def check(self) -> None:
        """Raise FaultyHandbook with every fault in a sentence."""
        found = faults(self.complete())
        if found:
            raise FaultyHandbook("；".join(found))

    def complete(self) -> list[Module]:
        """The modules with the kernel acts added to their case types."""
        return [replace(m, case_types=tuple(with_acts(c) for c in m.case_types)) for m in self.modules]

    def entry(self, code: str, edition: str = "") -> CaseType:
        """The entry in force, or the named edition of it."""
        of = self.editions.get(code)
        if not of or (edition and edition not in of):
            raise NoSuchMatter(code=code, edition=edition)
        return of[edition] if edition else self.current[code]

    @property
    def holders(self) -> list[CaseType | Policy]:
        """Everything that has parameters: case types in force, the kernel's policies, the rooms'."""
        return [*self.current.values(), *self.policies.values()]

    def holder(self, code: str) -> CaseType | Policy:
        """The case type or policy with this code."""
        return self.policies[code] if code in self.policies else self.entry(code)

    @cached_property
    def seen_by(self) -> dict[Role, frozenset[str]]:
        """For each role with its reach, the case types it may see."""
        seen: dict[Role, set[str]] = {}
        for code, of in self.editions.items():
            for entry in of.values():
                for role in entry.roles:
                    seen.setdefault(role, set()).add(code)
        return {role: frozenset(codes) for role, codes in seen.items()}


_shelf: Shelf | None = None


def put(shelf: Shelf) -> None:
    """Put the city's shelf in place; the site does this once at start, tests for a while."""
    global _shelf
    _shelf = shelf


def shelf() -> Shelf:
    """The shelf in place."""
    if _shelf is None:
        raise FaultyHandbook("手册还没有放上书架")
    return _shelf
