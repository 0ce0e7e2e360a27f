"""矛盾纠纷: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.disputes.dispute import DISPUTE

MODULE = Module("onewindow.modules.disputes", "矛盾纠纷", case_types=(DISPUTE,))
