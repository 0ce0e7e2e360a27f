"""What counts as a hazard: ten classes, their items with a source each, and the bodies that lead.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.handbook import Field, Law, Sure
from onewindow.kernel.handbook.fields import Choice

RENTAL = Law("住房租赁条例", "第七条", Sure.SECOND, "国务院令第812号，2025-09-15起施行；只及国有土地上的城镇住房")
ORDER_24 = Law("租赁房屋治安管理规定", "第七条", Sure.SECOND, "公安部令第24号")
GUIDE = Law("江苏省“群租房”消防安全整治导则", "", Sure.SECOND, "转载文本，未核原件")
SUZHOU = Law("苏州市出租房屋居住安全管理条例", "", Sure.SECOND, "邻市标准，作样例用；本市另有规定的改用本市")
CITY = Law("常州市租赁住房安全管理条例", "", Sure.SECOND, "只读到摘要，条号待核")
PRACTICE = Law("通行做法", "", Sure.COMMON, "行业经验，没有找到条文")


@dataclass(frozen=True, slots=True)
class Item:
    """One hazard that can be ticked, with where it is written."""

    code: str
    title: str
    law: Law


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of hazards; `leads` are the bodies that may lead, the usual one first."""

    code: str
    title: str
    leads: tuple[str, ...]
    items: tuple[Item, ...]


LEADS = {
    "police": "公安",
    "fire": "消防救援",
    "housing": "住建",
    "power": "供电",
    "gas": "燃气管理",
    "land": "资源规划",
    "city": "城管",
    "market": "市场监管",
    "street": "镇（街道）",
}


def _of(law: Law, **titles: str) -> tuple[Item, ...]:
    return tuple(Item(code, title, law) for code, title in titles.items())


KINDS = (
    Kind(
        "security",
        "治安",
        ("police",),
        (
            *_of(
                ORDER_24,
                unregistered="承租人没有登记",
                no_bond="没有签治安责任书",
                no_papers="租给没有有效身份证件的人",
                unreported="发现违法不报告",
            ),
            *_of(RENTAL, overcrowded="超员居住"),
            *_of(PRACTICE, no_gate="出入口没人管、没有门禁"),
        ),
    ),
    Kind(
        "layout",
        "消防：平面布置",
        ("fire", "street"),
        _of(
            GUIDE,
            unfit_place="在地下室、木结构或危险化学品场所住人",
            mixed_use="与生产经营同楼，没有实体分隔或独立楼梯",
            split_room="把一间分隔成几间住人",
            thin_wall="隔墙可燃，或没有砌到楼板底",
            lane_blocked="消防车道被占",
        ),
    ),
    Kind(
        "escape",
        "消防：疏散",
        ("fire",),
        (
            *_of(
                GUIDE,
                one_exit="没有第二个出口",
                passage_blocked="疏散通道、楼梯被堵",
                no_light="没有应急照明和指示标志",
            ),
            *_of(PRACTICE, barred_window="防盗窗没有逃生口"),
            *_of(SUZHOU, no_ladder="二楼以上没有软梯或逃生绳"),
        ),
    ),
    Kind(
        "equipment",
        "消防：设施器材",
        ("fire",),
        (
            *_of(GUIDE, no_smoke_alarm="没有独立式感烟报警器", broken="消防设施损坏或停用"),
            *_of(SUZHOU, few_extinguishers="灭火器不够", no_mask="没有防烟面罩、手电、报警哨"),
        ),
    ),
    Kind(
        "electric",
        "电气",
        ("housing", "power"),
        _of(
            GUIDE,
            wild_wires="私拉乱接电线",
            no_breaker="没有短路、过载、漏电保护",
            wire_fuse="用铜丝、铁丝代替保险丝",
            bare_wires="电线没有穿管",
            one_socket="大功率电器共用一个插座",
        ),
    ),
    Kind(
        "gas",
        "燃气和明火",
        ("gas", "fire"),
        _of(
            GUIDE,
            bottle_inside="住人的房间里用瓶装液化气、酒精炉、煤油炉",
            open_kitchen="厨房没有实体墙和防火门隔开",
            no_gas_alarm="没有可燃气体报警器",
            old_hose="燃气胶管老化",
            no_cutoff="灶具没有熄火保护",
        ),
    ),
    Kind(
        "ebike",
        "电动自行车",
        ("fire", "street"),
        (
            *_of(PRACTICE, inside="在室内、楼道停放或充电"),
            *_of(GUIDE, open_shed="集中停放点没有隔墙和防火门"),
        ),
    ),
    Kind(
        "structure",
        "房屋结构",
        ("housing", "land"),
        _of(
            CITY,
            illegal="违法建筑出租",
            dangerous="鉴定为危房仍出租",
            bearing_wall="改动承重结构",
            more_load="增加楼面荷载",
            unexamined="自建房没有做安全鉴定",
        ),
    ),
    Kind(
        "living",
        "居住条件",
        ("housing",),
        (
            *_of(RENTAL, not_a_room="厨房、卫生间、阳台、过道、储藏室、车库住人", crowded="人均面积不够或单间超员"),
            *_of(PRACTICE, no_window="住人的房间没有外窗"),
        ),
    ),
    Kind(
        "management",
        "日常管理",
        ("street", "police"),
        _of(
            GUIDE,
            nobody="没有明确安全责任人",
            no_fire_manager="住三十人以上没有消防管理员",
            no_ledger="没有检查记录",
        ),
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
ITEMS = {item.code: item for kind in KINDS for item in kind.items}
LAWS = tuple(dict.fromkeys(item.law for kind in KINDS for item in kind.items if item.law is not PRACTICE))

KIND = Field(
    "choice",
    "kind",
    "哪一类",
    choices=tuple(
        Choice(kind.code, kind.title, f"牵头：{'、'.join(LEADS[one] for one in kind.leads)}") for kind in KINDS
    ),
)


def item_field(kind: Kind) -> Field:
    """The question what exactly it is, asked for this class alone."""
    listed = tuple(Choice(item.code, item.title, _source(item.law)) for item in kind.items)
    return Field("choice", f"item_{kind.code}", f"什么隐患（{kind.title}）", choices=listed, when=KIND.is_(kind.code))


def _source(law: Law) -> str:
    if law is PRACTICE:
        return law.sure.value
    return law.cited if law.verified else f"{law.cited}，{law.sure.value}"


def item_of(answers: dict[str, object]) -> Item | None:
    """The hazard these answers are about."""
    return ITEMS.get(str(answers.get(f"item_{answers.get('kind')}", "")))
