"""律师查询: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.lawyers.inquiry import INQUIRY

MODULE = Module(
    "onewindow.modules.lawyers",
    "律师查询",
    case_types=(INQUIRY,),
    asks_registers=("population", "residence_registration"),
)
