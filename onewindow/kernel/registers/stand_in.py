"""合成数据登记库（本地替身）: a register of invented entries in one sealed table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from onewindow.kernel.registers.catalogue import REGISTERS
from onewindow.kernel.registers.models import Standing
from onewindow.kernel.registers.protocol import Answer, Unavailable
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import search_hash, unseal_json


def normal(key: str) -> str:
    """A key as it is hashed: without spaces, letters large."""
    return "".join(key.split()).upper()


def hashed(register: str, key: str) -> str:
    """The search hash of a key in a register; the same key in another register hashes differently."""
    return search_hash(f"register:{register}", normal(key))


def bound(register: str, key_hash: str) -> str:
    """What the body of an entry is sealed to."""
    return f"register:{register}:{key_hash}"


ASK = """
select (select body from ow_registers_entry where register = %s and key_hash = %s) as body,
       (select why from ow_registers_standing where register = %s and down_since <= %s) as down
"""


@dataclass(frozen=True, slots=True)
class StandIn:
    """One register, answered from the local table."""

    stand_in: ClassVar[bool] = True
    register: str

    def ask(self, key: str, *, now: datetime) -> Answer | None:
        """The entry under this key; Unavailable while the register is rehearsed as down."""
        key_hash = hashed(self.register, key)
        found = one(ASK, (self.register, key_hash, self.register, now))
        if found and found["down"] is not None:
            raise Unavailable(register=REGISTERS[self.register].title, why=found["down"])
        body = found["body"] if found else None
        return None if body is None else unseal_json(body, bound(self.register, key_hash))

    def last_synced(self) -> datetime | None:
        """When it was last loaded."""
        return Standing.objects.filter(pk=self.register).values_list("synced_at", flat=True).first()
