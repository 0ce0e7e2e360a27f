"""警情: the chapter."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.incidents.call import CALL
from onewindow.modules.incidents.dictionary import SAYS
from onewindow.modules.incidents.figures import DEFINITIONS, LEGS

MODULE = Module(
    "onewindow.modules.incidents",
    "警情",
    case_types=(CALL,),
    pages="onewindow.modules.incidents.urls",
    says=(SAYS, DEFINITIONS, tuple(title for title, _, _ in LEGS)),
    menu=(
        Way(
            "警情统计", "incidents-figures", "desk", "有效警情、改了分类的、反应时间，写明怎么算的", "chart",
            ("hub", "chief", "supervisor"),
        ),
    ),
)  # fmt: skip
