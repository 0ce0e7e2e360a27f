"""办事大厅与窗口: the chapter."""

from onewindow.kernel.handbook import Module
from onewindow.kernel.handbook.module import Way
from onewindow.modules.windows.items import DEPARTMENTS, ITEMS
from onewindow.modules.windows.line.lanes import LANES, REASONS
from onewindow.modules.windows.policy import PARAMETERS

MODULE = Module(
    "onewindow.modules.windows",
    "办事大厅",
    pages="onewindow.modules.windows.urls",
    parameters=PARAMETERS,
    says=(ITEMS, DEPARTMENTS, LANES, REASONS),
    menu=(
        Way("去大厅办：预约、取号", "windows-halls", "hall", "看要带什么，取号或者预约", "clock"),
        Way("窗口叫号", "windows-desk", "desk", "叫号、办理、分到各警种", "bell", ("clerk",)),
        Way("引导台", "windows-guide", "desk", "帮人取号、预约报到", "flag", ("guide", "hall_chief")),
        Way("大厅现场", "windows-live", "desk", "队伍和窗口现在怎样", "window", ("hall_chief", "chief", "supervisor")),
        Way("出件", "windows-parcels", "desk", "凭取件码或身份证发件，一次发完", "inbox", ("clerk", "hall_chief")),
        Way(
            "排队仿真",
            "windows-simulation",
            "desk",
            "合窗、授权、午休怎样改，等候会怎样",
            "chart",
            ("hall_chief", "chief", "supervisor"),
        ),
        Way(
            "排班和授权",
            "windows-staffing",
            "desk",
            "一周排班、谁能办什么、证书到期",
            "calendar",
            ("hall_chief", "chief"),
        ),
        Way(
            "服务质量",
            "windows-quality",
            "desk",
            "抽查、每周学习、季度测试、评价",
            "check",
            ("hall_chief", "chief", "supervisor"),
        ),
        Way(
            "大厅指标",
            "windows-figures",
            "desk",
            "等待、办理、当场办结，写明分子分母",
            "chart",
            ("hall_chief", "chief", "supervisor"),
        ),
        Way("我的抽查和学习", "windows-quality-mine", "desk", "看对自己的检查，写说明", "list", ("clerk",)),
        Way(
            "大厅怎么管",
            "windows-managers",
            "desk",
            "第一天准备什么、每天看什么、出了问题怎么办",
            "help",
            ("hall_chief", "chief"),
        ),
    ),
)
