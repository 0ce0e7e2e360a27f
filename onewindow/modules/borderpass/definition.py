"""边境管理区通行证: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.borderpass.pass_1999 import PASS_1999
from onewindow.modules.borderpass.pass_2026 import PASS_2026

MODULE = Module(
    "onewindow.modules.borderpass",
    "边境管理区通行证",
    case_types=(PASS_1999, PASS_2026),
    asks_registers=("population",),
)
