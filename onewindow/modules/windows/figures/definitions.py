"""What each number of a hall means; the page shows these words beside the number."""

from __future__ import annotations

from onewindow.modules.windows.figures.figure import Definition

WAIT_MEAN = Definition("wait_mean", "平均等待", "分钟", "从取号到第一次叫号的分钟数之和", "叫到过的票数")
WAIT_P90 = Definition(
    "wait_p90", "等待的 90 分位", "分钟", "把叫到过的票按等待从短到长排，第 90% 位的等待", "叫到过的票"
)
SERVICE_MEAN = Definition(
    "service_mean", "平均办理", "分钟", "在窗口的分钟数之和（暂停、转窗口的各段相加，中间等候不算）", "办完的票数"
)
SERVICE_P90 = Definition("service_p90", "办理的 90 分位", "分钟", "把办完的票按办理时间排，第 90% 位的时间", "办完的票")
ABANDONED = Definition(
    "abandoned", "弃号率", "%", "没有坐到窗口就走了或过号作废的票数", "已经了结的票数（办完、走了、过号作废）"
)
NO_SHOW = Definition("no_show", "爽约率", "%", "没有来的预约数", "到时的预约数（来了的和没来的，取消的不算）", "个预约")
ON_THE_SPOT = Definition("on_the_spot", "当场办结率", "%", "当场拿到结果的事项数", "在窗口有结论的事项数", "个事项")
ONE_VISIT = Definition(
    "one_visit", "一次办成率", "%",
    "其中没有白跑的：本次没有因缺材料暂停，前 30 天内同一人同一事项也没有因缺材料回去过",
    "办成的事项数（当场办结和已受理）", "个事项",
)  # fmt: skip
UTILISATION = Definition(
    "utilisation",
    "窗口工时利用率",
    "%",
    "有人坐在窗口办理的小时数",
    "窗口排班小时数，扣除休息；今天只算到现在",
    "个班次",
)
PER_HOUR = Definition(
    "per_hour", "每窗口工时办完", "张", "办完的票数", "窗口排班小时数，扣除休息；今天只算到现在", "张票"
)
AFTER_HOURS = Definition(
    "after_hours", "延时和周末服务占比", "%", "延时服务的窗口排班小时数", "全部窗口排班小时数，扣除休息", "个班次"
)
AFTER_VISITS = Definition(
    "after_visits", "延时时段办理占比", "%", "在延时时段坐到窗口的次数", "坐到窗口的次数", "次办理"
)
ALL = (
    WAIT_MEAN, WAIT_P90, SERVICE_MEAN, SERVICE_P90, ABANDONED, NO_SHOW, ON_THE_SPOT, ONE_VISIT, UTILISATION, PER_HOUR,
    AFTER_HOURS, AFTER_VISITS,
)  # fmt: skip
