"""Where the window for what could not be got done comes from, and what a city may set about it."""

from __future__ import annotations

from onewindow.kernel.handbook import Law, Parameter, Sure

PROVINCE = Law(
    "江苏省政务服务“办不成事”反映窗口建设运行工作规范（试行）", "", Sure.SECOND, "2023 年 4 月 10 日起实施，据转载"
)
COMMON = Law("各地“办不成事”反映窗口通行做法", "", Sure.COMMON)
REPEAT_DAYS = 30

PARAMETERS = (Parameter("same_kind_a_month", "一个月几件同类算规则有问题", 3, "件", COMMON, least=2, most=50),)
