"""无犯罪记录证明: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.modules.records.certificate import CERTIFICATE
from onewindow.modules.records.recheck import RECHECK

MODULE = Module(
    "onewindow.modules.records",
    "犯罪记录查询",
    case_types=(CERTIFICATE, RECHECK),
    asks_registers=("criminal_records",),
)
