"""What a city may set about ratings, each value with its source."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Law, Parameter, Sure

STATE_COUNCIL = Law("国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见", "国办发〔2019〕51号", Sure.SECOND)
GRADES = Law("GB/T 39735-2020 政务服务评价工作指南", "", Sure.SECOND, "五个等级，代码 1 是非常满意；后两级是差评")
LOCAL = Law("各地“好差评”通行做法", "", Sure.COMMON, "江苏口径没有查到：首次联系 1 个工作日、整改 15 个工作日是通行值")
SOON = Law("各地“好差评”通行做法", "", Sure.COMMON, "办结后 10 秒内连评要查")

PARAMETERS = (
    Parameter("too_soon_seconds", "办结后几秒内的评价要标出", 10, "秒", SOON, least=0, most=300),
    Parameter("same_device_people", "同一设备一天内几个人评价以内不标", 1, "人", OWN, least=1, most=50),
    Parameter("few", "少于几个评价只给区间、不给比率", 30, "个", OWN, least=5, most=200),
)
