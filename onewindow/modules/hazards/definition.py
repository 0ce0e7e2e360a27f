"""租赁住房和公共隐患: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.hazards.dictionary import KINDS
from onewindow.modules.hazards.hazard import HAZARD

MODULE = Module("onewindow.modules.hazards", "租赁住房和公共隐患", case_types=(HAZARD,), says=(KINDS,))
