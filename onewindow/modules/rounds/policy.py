"""What a city may set about the daily list: all of it design values of ours, none of it law."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Parameter

PARAMETERS = (
    Parameter("rounds.cap_minutes", "一天最多排多少分钟", 480, "分钟", OWN, least=60, most=720),
    Parameter("rounds.walk_metres", "步行速度", 70, "米/分钟", OWN, least=30, most=300),
    Parameter("rounds.minutes_first", "一处第一件事要多久", 12, "分钟", OWN, least=1, most=120),
    Parameter("rounds.minutes_more", "同一处每多一件加多久", 5, "分钟", OWN, least=0, most=60),
    Parameter("rounds.opens", "几点以后可以上门", "08:30", "时刻", OWN),
    Parameter("rounds.closes", "几点以后不上门", "19:30", "时刻", OWN),
    Parameter("rounds.most_stops", "一天最多走几处", 40, "处", OWN, least=1, most=60),
)
