"""一日清单: the chapter.  It has no matters of its own; every duty belongs to some other room."""

from onewindow.kernel.handbook import Module
from onewindow.modules.rounds.policy import PARAMETERS

MODULE = Module("onewindow.modules.rounds", "一日清单", parameters=PARAMETERS)
