"""Papers a matter needs, and which of them nobody has to bring."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook.fields import Condition
from onewindow.kernel.handbook.law import Law


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper.  `held_by` names the register that already has it: then it is not asked for.

    Source of the rule: 国务院关于在线政务服务的若干规定（国令第716号）第七条.
    """

    code: str
    title: str
    why: str = ""
    held_by: str = ""
    when: Condition | None = None
    required: bool = True
    reusable: bool = True  # once given, another matter of the same person may use it
    law: Law | None = None
