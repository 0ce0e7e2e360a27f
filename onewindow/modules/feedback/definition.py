"""好差评: the chapter."""

from onewindow.kernel.handbook import Module, Way
from onewindow.modules.feedback.bad_rating import BAD_RATING
from onewindow.modules.feedback.definitions import DEFINITIONS
from onewindow.modules.feedback.policy import PARAMETERS

MODULE = Module(
    "onewindow.modules.feedback",
    "好差评",
    case_types=(BAD_RATING,),
    parameters=PARAMETERS,
    pages="onewindow.modules.feedback.urls",
    says=(DEFINITIONS,),
    menu=(
        Way(
            "好差评",
            "feedback-home",
            "desk",
            "主动评价率、好评率、差评率、按期整改率，写明样本和区间",
            "chart",
            ("hall_chief", "chief", "supervisor"),
        ),
    ),
)
