"""Classes of calls, how calls relate to each other, and what a minor fact of a class becomes.  Pure data.

Four code levels are in use (警情类别, 类型, 细类, 子类).  Only names of the top level are published in texts that
could be read; below it nothing is invented: a city loads its own code list, and writes its code into `local_code`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onewindow.kernel.handbook import OWN, Law, Sure

LINK_12345 = Law(
    "国务院办公厅关于推动12345政务服务便民热线与110报警服务台高效对接联动的意见",
    "国办发〔2022〕12号",
    Sure.SECOND,
    "只读到转载的摘录，条目待核",
)
SCHEME = Law("警情类别", "", Sure.SECOND, "公开材料里见到的分类名称；各地代码不一，以本地代码表为准")
CUSTOM = Law("通行做法", "", Sure.COMMON, "接处警常用的时限，没有找到公开条文")
LEVELS = ("警情类别", "警情类型", "警情细类", "警情子类")


@dataclass(frozen=True, slots=True)
class Class:
    """A class of calls at the first of four levels; `below` are the next level where a city declares one."""

    code: str
    title: str
    law: Law = SCHEME
    below: tuple[Class, ...] = ()


CLASSES = (
    Class("criminal", "刑事类"),
    Class("public_order", "行政（治安）类"),
    Class("traffic", "道路交通类"),
    Class("dispute", "纠纷"),
    Class("urgent_help", "群众紧急求助"),
    Class("consult", "咨询"),
    Class("report", "举报"),
    Class("linkage", "社会联动"),
    Class("complaint", "投诉监督"),
    Class("gathering", "聚集上访"),
    Class("mass", "群体性事件"),
    Class("hazard", "安全隐患", OWN),
    Class("other", "其他"),
)
TITLES = {one.code: one.title for one in CLASSES}
RELATIONS = {
    "none": "没有关联",
    "repeat": "重复报警",
    "urge": "催办",
    "feedback": "民警反馈",
    "nuisance": "骚扰",
}
SOURCES = {
    "phone_110": "110 电话",
    "phone_122": "122 电话",
    "sms": "12110 短信",
    "hotline": "12345 转来",
    "online": "网络",
    "found": "民警自接",
}
VOID = {
    "nuisance": "骚扰",
    "misdial": "误拨",
    "silent": "无声，已经回拨核实",
    "child": "儿童玩电话，已经核实",
    "test": "线路测试",
}
DISPUTE_TYPES = {
    "family": "婚姻家庭邻里",
    "building": "建筑质量、物业",
    "economy": "经济活动",
    "labour": "劳资",
    "environment": "环境",
    "village": "村（社区）事务",
    "medical": "医患",
    "other": "其他",
}
"""Types a call tells apart; the codes are those of the room of disputes."""
HAZARD_ITEMS = {
    "ebike.inside": "电动自行车在室内、楼道停放或充电",
    "escape.passage_blocked": "疏散通道、楼梯被堵",
    "electric.wild_wires": "私拉乱接电线",
    "gas.bottle_inside": "住人的房间里用瓶装液化气",
    "layout.lane_blocked": "消防车道被占",
    "structure.dangerous": "房屋危险仍在出租",
    "living.crowded": "一间住太多人",
}
"""class.item of the room of hazards: the few that calls are about."""
SITES = {"house": "租赁住房", "public": "公共部位或单位"}


@dataclass(frozen=True, slots=True)
class Follow:
    """What a call of a class becomes: a case of another room, its answers taken from those of the call.

    `copied` is answer there: answer here; `fixed` are values; `told` is the answer that says where it comes from;
    `split` names an answer here that holds "kind.item" and fills `kind` and `item_<kind>` there.
    """

    case_type: str
    copied: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    told: str = ""
    split: str = ""

    def answers(self, call: Mapping[str, object], number: str) -> dict[str, object]:
        """The answers of the case to be opened."""
        found = {there: call[here] for there, here in self.copied.items() if call.get(here) not in (None, "", [])}
        found |= dict(self.fixed)
        if self.told:
            found[self.told] = f"由警情（{number}）转来：{call.get('done') or call.get('content') or ''}"[:500]
        if self.split and "." in str(call.get(self.split, "")):
            kind, item = str(call[self.split]).split(".", 1)
            found |= {"kind": kind, f"item_{kind}": item}
        return found


PLACE = {"where": "where", "where_detail": "where_detail"}
FOLLOWS: Mapping[str, Follow] = {
    "dispute": Follow(
        "disputes.dispute",
        {**PLACE, "type": "dispute_type", "parties": "parties", "people": "people", "scale": "scale"},
        {"source": "call", "grade": "blue"},
        told="matter",
    ),
    "hazard": Follow(
        "hazards.hazard",
        {**PLACE, "site": "site"},
        {"source": "handed", "level": "general"},
        told="seen",
        split="hazard_item",
    ),
}
"""A new dispute begins blue and is graded by whoever takes it on; a new hazard begins general."""
SAYS = (LEVELS, CLASSES)
