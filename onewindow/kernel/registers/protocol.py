"""What an adapter to an outside register has to be, and the refusals it may raise."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Protocol

from onewindow.kernel.ground.refusal import Refusal

Answer = dict[str, Any]


class Unavailable(Refusal):
    """A register does not answer.  Facts: `register` (its title), `why`."""

    code = "register_unavailable"
    status = 503
    words = (
        "“{register}”现在连不上（{why}），这一步先不能办。您的件没有丢，办理时限照常计算；"
        "请过几分钟再点一次，还不行就先请群众留下联系电话。"
    )


class NoSuchRegister(Refusal):
    """Nobody has declared this register."""

    code = "no_such_register"
    status = 500
    words = "系统里没有“{register}”这个外部登记库，请联系系统管理员核对配置。"


class Register(Protocol):
    """One outside register.  `ask` returns one entry, None when there is none, or raises Unavailable.

    An adapter normalises the key as its register wants it, keeps its own time-out (seconds, not
    minutes: a person is waiting) and never caches an answer past the call.
    """

    stand_in: ClassVar[bool]

    def ask(self, key: str, *, now: datetime) -> Answer | None:
        """The entry under this key."""

    def last_synced(self) -> datetime | None:
        """When what it answers from was last brought up to date."""
