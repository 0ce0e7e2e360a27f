"""指令中心: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.kernel.handbook.module import Way
from onewindow.modules.directives.directive import DIRECTIVE, SECRET
from onewindow.modules.directives.intake.reasons import ALLOWED_WORDS, COLUMNS, OUTCOMES, REASONS
from onewindow.modules.directives.policy import PARAMETERS

SENDERS = ("hub", "chief")
MENU = (
    Way("指令中心", "directives-desk", "desk", "拟办、审核、分发、核查，推送过滤", "flag", SENDERS),
    Way(
        "指令指标",
        "directives-figures",
        "desk",
        "核查率、反馈率、完成率，写明分子分母",
        "chart",
        (*SENDERS, "supervisor"),
    ),
)
MODULE = Module(
    "onewindow.modules.directives",
    "指令",
    case_types=(DIRECTIVE, SECRET),
    pages="onewindow.modules.directives.urls",
    parameters=PARAMETERS,
    says=(REASONS, OUTCOMES, ALLOWED_WORDS, COLUMNS),
    menu=MENU,
)
