"""办事大厅与窗口: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.windows.items import DEPARTMENTS, ITEMS
from onewindow.modules.windows.line.lanes import LANES, REASONS
from onewindow.modules.windows.policy import PARAMETERS

MODULE = Module(
    "onewindow.modules.windows",
    "办事大厅",
    pages="onewindow.modules.windows.urls",
    parameters=PARAMETERS,
    says=(ITEMS, DEPARTMENTS, LANES, REASONS),
    menu=(),
)
