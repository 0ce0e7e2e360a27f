"""Where the limits of complaints come from, and what a city may set about them."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Law, Parameter, Sure

HOTLINE = Law("潍坊市12345政务服务便民热线条例", "第二十条", Sure.SECOND, "五个工作日；外地条例，江苏和常州口径待核")
LETTERS = Law("信访工作条例", "第三十四条")
COMMON = Law("各地热线工单通行做法", "", Sure.COMMON)
LINKED = Law(
    "国务院办公厅关于推动12345政务服务便民热线与110报警服务台高效对接联动的意见", "国办发〔2022〕12号", Sure.SECOND
)

PARAMETERS = (
    Parameter("second_days", "办结后几天内再投诉算二次投诉", 30, "日", OWN, least=1, most=365),
    Parameter("near_days", "和几天内的投诉比对是否同一件", 30, "日", OWN, least=1, most=365),
    Parameter("near_share", "内容相近到几成提示可能是同一件", 0.5, "比例", OWN, least=0.2, most=1.0),
)
