"""Values the city may set; all are of this design."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Parameter

PARAMETERS = (
    Parameter("known.days", "核过多少天内不再推", 90, "日", OWN, 1, 730),
    Parameter("bundle.most", "一条任务最多含多少推送", 40, "条", OWN, 1, 100),
    Parameter("copied.days", "多少天内的反馈要比照抄", 30, "日", OWN, 1, 365),
)
