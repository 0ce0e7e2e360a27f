"""一日清单: the chapter.  It has no matters of its own; every duty belongs to some other room."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.rounds.order import WHY
from onewindow.modules.rounds.policy import PARAMETERS

MODULE = Module(
    "onewindow.modules.rounds",
    "一日清单",
    parameters=PARAMETERS,
    pages="onewindow.modules.rounds.urls",
    menu=(
        Way("一日清单", "rounds-day", "desk", "今天要走的地方，按地址并好、排好", "walk", ("community",)),
        Way(
            "合并走访省了多少",
            "rounds-saved",
            "desk",
            "合成的一个月，两种走法比一比",
            "chart",
            ("chief", "hub", "supervisor"),
        ),
    ),
    says=tuple(WHY.values()),
)
