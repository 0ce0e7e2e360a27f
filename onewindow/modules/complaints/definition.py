"""窗口投诉: the chapter."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.imports.columns import COLUMNS
from onewindow.modules.complaints.policy import PARAMETERS

DESK = ("hub", "chief")
READERS = ("hub", "chief", "hall_chief", "supervisor")
MODULE = Module(
    "onewindow.modules.complaints",
    "窗口投诉",
    case_types=(COMPLAINT,),
    parameters=PARAMETERS,
    pages="onewindow.modules.complaints.urls",
    says=(COLUMNS,),
    menu=(
        Way(
            "导入投诉",
            "complaints-imports",
            "desk",
            "110、12345、信访来件的表，坏行留下来改",
            "inbox",
            (*DESK, "clerk"),
        ),
        Way("可能是同一件", "complaints-pairs", "desk", "几处来的投诉，看过再并案", "list", DESK),
        Way("投诉周通报", "complaints-weekly", "desk", "每周通报、每起复盘、逐一回访", "chart", READERS),
    ),
)
