"""Who hands over, what may be handed over by hand, and what a city may set.  Pure."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Parameter

ROLES = ("chief", "hub", "community")
KINDS = {
    "task": "交办的事",
    "evidence": "没有做完的物证",
    "seized": "扣押的物品",
    "vehicle": "车辆和装备",
    "other": "其他",
}
PARAMETERS = (Parameter("unsigned_minutes", "多久没有签收就提醒上一班", 30, "分钟", OWN, 5, 240),)
