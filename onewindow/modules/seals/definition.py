"""公章刻制业许可: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.seals.aftercheck import AFTERCHECK
from onewindow.modules.seals.licence import LICENCE

MODULE = Module(
    "onewindow.modules.seals",
    "公章刻制业许可",
    case_types=(LICENCE, AFTERCHECK),
    asks_registers=("business", "credit"),
)
