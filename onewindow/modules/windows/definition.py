"""办事大厅与窗口: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.windows.policy import PARAMETERS

MODULE = Module(
    "onewindow.modules.windows",
    "办事大厅",
    pages="onewindow.modules.windows.urls",
    parameters=PARAMETERS,
    menu=(),
)
