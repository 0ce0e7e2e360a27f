"""办不成事反映窗口: the chapter."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.policy import PARAMETERS
from onewindow.modules.unsolved.report import REPORT

HEADS = ("hall_chief", "chief", "reviewer", "supervisor")
MODULE = Module(
    "onewindow.modules.unsolved",
    "办不成事反映窗口",
    case_types=(REPORT, DEFECT),
    parameters=PARAMETERS,
    pages="onewindow.modules.unsolved.urls",
    menu=(
        Way("办不成事反映", "unsolved-phone", "hall", "没给办、多跑了、办超期了，在这里说", "flag"),
        Way("办不成事和规则缺陷", "unsolved-home", "desk", "同一类到了件数就要改规则，改用了几天", "flag", HEADS),
    ),
)
