"""A case type: one entry of the handbook, from which everything else is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onewindow.kernel.ground.spans import Span
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.fields import Field, Group
from onewindow.kernel.handbook.indicators import Indicator
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.handbook.papers import Paper
from onewindow.kernel.handbook.parameters import Parameter
from onewindow.kernel.handbook.revisits import Revisit
from onewindow.kernel.handbook.roles import SUPERVISOR, Role
from onewindow.kernel.handbook.rules import Rule
from onewindow.kernel.handbook.states import State
from onewindow.kernel.handbook.steps import Step


@dataclass(frozen=True)
class CaseType:
    """One matter, as the handbook states it.  Authors write lists; they are frozen here."""

    code: str
    title: str
    law: Law
    edition: str
    states: Sequence[State]
    steps: Sequence[Step]
    asks: Sequence[Group]
    papers: Sequence[Paper] = ()
    deadlines: Sequence[Deadline] = ()
    indicators: Sequence[Indicator] = ()
    parameters: Sequence[Parameter] = ()
    conditions: Sequence[Rule] = ()  # told on the guide page, held at the steps that need them
    seen_by: Sequence[Role] = (SUPERVISOR,)
    unseals: Sequence[Role] = ()  # who may see identity numbers, with a purpose
    audience: str = "person"  # person | organisation | both
    fee: str = "不收费"
    result: str = ""
    remedy: str = ""
    summary: str = ""
    also: Sequence[str] = ()  # everyday words people search by
    channels: Sequence[str] = ("phone", "window")
    handled_at: str = "home"  # home (station of the place) | district | bureau | about (unit of that case) | own
    place_field: str = ""  # the answer that says which station handles it
    opened_by: str = "applicant"  # applicant | staff (whoever may take the first step) | system
    retired_on: str = ""  # an edition under which no new case is opened
    title_of: str = ""  # the answer that makes a title tell one case from another
    bases: Sequence[Law] = field(default_factory=tuple)
    loop: bool = False  # drawn by `loop.closing_loop`: has a page of its own figures
    worked_by: Sequence[Role] = ()  # who may claim, note and so on; empty is every worker of the unit
    same_when: Sequence[str] = ()  # the answers that make two cases the same matter: no second one while one is open
    relapse_within: Span | None = None  # the same matter again within so long is a relapse
    about_case: str = ""  # the answer that names the case this one is about
    revisit: Revisit | None = None

    def __post_init__(self) -> None:
        for name in (
            "states",
            "steps",
            "asks",
            "papers",
            "deadlines",
            "indicators",
            "parameters",
            "conditions",
            "seen_by",
            "unseals",
            "also",
            "channels",
            "bases",
            "worked_by",
            "same_when",
        ):
            value = getattr(self, name)
            if not isinstance(value, tuple):
                object.__setattr__(self, name, tuple(value))

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every question of the form by its code."""
        return {one.code: one for group in self.asks for one in group.fields}

    @cached_property
    def kept(self) -> dict[str, Field]:
        """Questions of steps whose answers stay with the case, beside those of the form."""
        asked = [one for step in self.steps for one in step.asks if one.code in step.keeps]
        return {one.code: one for one in asked if one.code not in self.fields}

    @cached_property
    def step(self) -> dict[str, Step]:
        """Every step by its code."""
        return {one.code: one for one in self.steps}

    @cached_property
    def state(self) -> dict[str, State]:
        """Every state by its code."""
        return {one.code: one for one in self.states}

    @cached_property
    def first(self) -> State:
        """The state in which a case is born."""
        return self.states[0]

    @cached_property
    def sealed(self) -> frozenset[str]:
        """Codes of the answers that are encrypted at rest, those of steps included."""
        every = list(self.fields.values()) + [one for step in self.steps for one in step.asks]
        return frozenset(one.code for one in every if one.sealed)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Every role that may act on a case or see one."""
        acting = {role for step in self.steps for role in step.by}
        return frozenset(acting | set(self.seen_by))

    def steps_from(self, state: str) -> list[Step]:
        """The steps that leave this state, in the order of the entry."""
        return [one for one in self.steps if one.arrow.starts_in(state)]
