"""The population register as a voucher: it knows names and numbers, not phones."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.codes.names import normalised
from onewindow.kernel.people.realname import Vouched
from onewindow.kernel.registers.protocol import Unavailable
from onewindow.kernel.registers.queries import ask


class Population:
    """Asks the register of the bureau; silence of the register shuts nobody out."""

    def check(self, *, name: str, id_no: str, phone: str, now: datetime) -> Vouched:
        """NAME when the register holds this number under this name, NO under another."""
        try:
            entry = ask("population", id_no, now=now)
        except Unavailable:
            return Vouched.UNKNOWN
        if entry is None:
            return Vouched.UNKNOWN
        names = [entry.get("name", ""), *(entry.get("former_names") or [])]
        return Vouched.NAME if name in {normalised(str(one)) for one in names} else Vouched.NO
