"""Asking an outside register: one key, one entry or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from onewindow.kernel.registers.catalogue import REGISTERS, STAND_IN
from onewindow.kernel.registers.models import Standing
from onewindow.kernel.registers.protocol import Answer, NoSuchRegister, Register
from onewindow.kernel.registers.stand_in import StandIn


def adapter(register: str) -> Register:
    """The adapter of a register: the city's own from the settings, else the local stand-in."""
    if register not in REGISTERS:
        raise NoSuchRegister(register=register)
    own = getattr(settings, "REGISTERS", {}).get(register)
    return import_string(own)() if own else StandIn(register)


def ask(register: str, key: str, *, now: datetime) -> Answer | None:
    """The entry under this key, or None; Unavailable when the register does not answer.

    Hand on no more of an answer than the step needs: a verdict, where the desk must not see more.
    """
    return adapter(register).ask(key, now=now)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a register is shown on the administrator's page and under every answer."""

    code: str
    title: str
    by: str
    synthetic: bool
    synced_at: datetime | None
    down_since: datetime | None
    why: str


def shown() -> list[Shown]:
    """Every register and how it stands."""
    standing = {one.register: one for one in Standing.objects.all()}
    found = []
    for code, outside in REGISTERS.items():
        one, here = adapter(code), standing.get(code)
        found.append(
            Shown(
                code,
                outside.title,
                named(code),
                one.stand_in,
                one.last_synced(),
                here.down_since if here else None,
                here.why if here else "",
            )
        )
    return found


def named(register: str) -> str:
    """The name under which pages show where an answer comes from; a stand-in says that it is one."""
    title = REGISTERS[register].title if register in REGISTERS else register
    return f"{title}：{STAND_IN}" if adapter(register).stand_in else title
