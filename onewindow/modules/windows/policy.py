"""What a city may set for its halls, each value with its source."""

from __future__ import annotations

from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.parameters import Parameter

COMMON = Law("各地政务大厅通行做法", "", Sure.COMMON)
OWN = Law("本系统设计", "", Sure.OWN)
SENIOR = Law("常州日报 2021 年报道（种子 004）", "", Sure.SECOND, "“5年内”修饰哪一种照片有歧义，身份证照片单列一项")

PARAMETERS = (
    Parameter("book.days_ahead", "最多提前几天预约", 7, "日", OWN, least=1, most=60),
    Parameter("book.slot_minutes", "一个预约时段几分钟", 30, "分钟", OWN, least=10, most=120),
    Parameter("book.share", "预约最多占受理能力的比例", 0.5, "比例", OWN, least=0, most=0.9),
    Parameter("book.open_per_item", "同一人同一事项未履约的预约数", 1, "个", COMMON, least=1, most=5),
    Parameter("book.cancel_hours", "最迟提前几小时取消", 24, "小时", Law("部分省预约规则", "", Sure.SECOND), 0, 72),
    Parameter("book.noshow_limit", "爽约几次暂停预约", 3, "次", COMMON, least=1, most=10),
    Parameter("book.freeze_days", "暂停预约几天", 30, "日", COMMON, least=1, most=180),
    Parameter("book.grace_minutes", "预约到号后等几分钟", 15, "分钟", OWN, least=0, most=60),
    Parameter("queue.recall", "叫号最多几次", 3, "次", COMMON, least=1, most=5),
    Parameter("queue.recall_seconds", "两次叫号至少隔几秒", 20, "秒", OWN, least=5, most=120),
    Parameter("queue.return_after", "过号后隔几个号重排一次", 3, "个", COMMON, least=1, most=10),
    Parameter("queue.privileged_share", "优先和预约最多占连续叫号的比例", 0.5, "比例", OWN, least=0.1, most=0.8),
    Parameter("queue.share_of", "按最近几次叫号计算比例", 10, "次", OWN, least=4, most=50),
    Parameter("senior.priority_age", "老年人优先的年龄", 70, "周岁", COMMON, least=60, most=80),
    Parameter("senior.age", "照片可以复用的年龄", 60, "周岁", SENIOR, least=60, most=80),
    Parameter("senior.travel_photo_years", "出入境证件照片几年内可复用", 5, "年", SENIOR, least=1, most=10),
    Parameter("senior.card_photo_years", "身份证照片几年内可复用", 5, "年", SENIOR, least=1, most=10),
    Parameter("parcel.remind_days", "几天没领提醒一次", 7, "日", OWN, least=1, most=60),
    Parameter("parcel.unclaimed_days", "几天没领转保管", 60, "日", OWN, least=7, most=365),
    Parameter("check.rectify_days", "抽查没做到的几天内改好", 7, "日", OWN, least=1, most=30),
    Parameter("study.minutes", "每周学习至少几分钟", 60, "分钟", OWN, least=0, most=600),
    Parameter("test.pass_mark", "季度测试合格分", 80, "分", OWN, least=60, most=100),
)
