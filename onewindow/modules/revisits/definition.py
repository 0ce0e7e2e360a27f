"""办结回访: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.kernel.handbook.module import Way
from onewindow.modules.revisits import words
from onewindow.modules.revisits.policy import PARAMETERS

READERS = ("revisitor", "hub", "chief", "supervisor")
MODULE = Module(
    "onewindow.modules.revisits",
    "办结回访",
    pages="onewindow.modules.revisits.urls",
    parameters=PARAMETERS,
    says=(words.HOW, words.LEVELS, words.STATES, words.YES_NO, (words.PURPOSE, "手机号")),
    menu=(
        Way("回访台", "revisits-desk", "desk", "办结后打电话问一问，由没有经手的人来问", "phone", ("revisitor",)),
        Way("回访结果", "revisits-results", "desk", "满意率写明样本和区间，能核对抽样", "chart", READERS),
    ),
)
