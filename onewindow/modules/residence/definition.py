"""居住证: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.residence.endorsement import ENDORSEMENT
from onewindow.modules.residence.permit import PERMIT

MODULE = Module(
    "onewindow.modules.residence",
    "居住证",
    case_types=(PERMIT, ENDORSEMENT),
    asks_registers=("population", "residence_registration"),
)
