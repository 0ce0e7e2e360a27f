"""值班交接: the chapter.  Cases belong to their own rooms; a shift has no case type of its own."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.handover.policy import KINDS, PARAMETERS, ROLES

MODULE = Module(
    "onewindow.modules.handover",
    "值班交接",
    parameters=PARAMETERS,
    pages="onewindow.modules.handover.urls",
    says=tuple(KINDS.values()),
    menu=(Way("值班交接", "handover-desk", "desk", "没办完的一件件交给下一班，双方签名", "list", ROLES),),
)
