"""What a city may set for its revisits, each value with its source.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.parameters import Parameter

OWN = Law("本系统设计", "", Sure.OWN)
COMMON = Law("12345热线等回访通行做法", "", Sure.COMMON, "三次不同时间没有接通的，按未接通结束")


@dataclass(frozen=True, slots=True)
class Raised(Parameter):
    """Shares raised for single kinds or districts: `事项代码=比例；区划或单位代码前缀=比例`, nothing is lowered."""

    def fault(self, value: Any) -> str | None:
        """Why this text is not allowed, or None."""
        if not isinstance(value, str):
            return "应为文字"
        try:
            read(value)
        except ValueError as wrong:
            return f"写法不对：{wrong}。例：hazards.hazard=0.5；320402=0.2"
        return None


def read(text: str) -> dict[str, float]:
    """Shares by the code of a kind or the first digits of a unit's code; ValueError names the part that is wrong."""
    found: dict[str, float] = {}
    for part in text.replace(";", "；").split("；"):
        if not part.strip():
            continue
        code, sign, share = (one.strip() for one in part.partition("="))
        if not code or not sign or not _is_share(share):
            raise ValueError(part.strip())
        found[code] = float(share)
    return found


def _is_share(text: str) -> bool:
    try:
        return 0 < float(text) <= 1
    except ValueError:
        return False


def share(declared: float, raised: dict[str, float], case_type: str, unit_code: str) -> float:
    """The share in force: what the handbook says, or more where the city wants more."""
    units = [of for code, of in raised.items() if code.isdigit() and unit_code.startswith(code)]
    return max([declared, raised.get(case_type, 0.0), *units])


PARAMETERS = (
    Raised("share.raised", "加大抽样：事项或区划=比例", "", "事项代码或单位代码前缀=比例，用分号隔开", OWN),
    Parameter("tries.most", "几次没接通算未接通", 3, "次", COMMON, least=2, most=6),
    Parameter("tries.hours", "同一天两次之间至少隔几小时", 3, "小时", COMMON, least=1, most=12),
    Parameter("lock.minutes", "取走一件保留几分钟", 30, "分钟", OWN, least=5, most=120),
    Parameter("late.days", "到时间后几天没问算超期", 3, "日", OWN, least=1, most=30),
)
