"""The cast of the demo: invented people with a name, a role and a password shown on the sign-in page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Player:
    """One member of the cast; residents sign in with their phone, staff with a password."""

    name: str
    role: str
    username: str
    what: str
    password: str = ""
    phone: str = ""
    unit: str = ""
    grant: str = ""
    birth: str = ""


HONGMEI, TIANNING_STATION, TIANNING, BUREAU = "320402004000", "320402005000", "320402000000", "320400000000"
CAST = (
    Player(
        "李晓禾", "居民", "li", "在手机上申请、看进度、评价、看谁看过我的数据", phone="13900000001", birth="19900101"
    ),
    Player("周福生", "老年居民", "zhou", "用长辈版", phone="13900000002", birth="19530607"),
    Player(
        "钱立诚", "企业经办人", "qian", "替“常州示例印章有限公司”办公章刻制许可", phone="13900000003", birth="19850312"
    ),
    Player(
        "王敏",
        "综窗受理员 · 红梅所",
        "wang",
        "窗口收件、一次性告知、受理",
        "demo-wang-2026",
        unit=HONGMEI,
        grant="clerk",
    ),
    Player(
        "刘洋",
        "综窗受理员 · 红梅所",
        "liu",
        "另一个窗口：户政和出入境，车驾管授权已到期",
        "demo-liu-2026",
        unit=HONGMEI,
        grant="clerk",
    ),
    Player(
        "韩冰",
        "指挥室值班员 · 天宁分局",
        "han",
        "登记警情，审核、下达、核查指令",
        "demo-han-2026",
        unit=TIANNING,
        grant="hub",
    ),
    Player(
        "郭芳",
        "镇街经办人 · 红梅街道",
        "guo",
        "签收隐患和交办，整改后申请复查",
        "demo-guo-2026",
        unit=HONGMEI,
        grant="street",
    ),
    Player("宋佳", "回访员 · 天宁分局", "song", "办结后回访", "demo-song-2026", unit=TIANNING, grant="revisitor"),
    Player("沈悦", "引导员 · 红梅所", "shen", "取号、预审、引导", "demo-shen-2026", unit=HONGMEI, grant="guide"),
    Player(
        "马宁",
        "窗口长 · 红梅所",
        "maning",
        "排班、看现场、抽查、仿真",
        "demo-ma-2026",
        unit=HONGMEI,
        grant="hall_chief",
    ),
    Player(
        "赵军",
        "综窗受理员 · 天宁所（邻所）",
        "zhao",
        "隔壁所：看不到红梅所的件",
        "demo-zhao-2026",
        unit=TIANNING_STATION,
        grant="clerk",
    ),
    Player(
        "陈雪",
        "审批民警 · 天宁分局",
        "chen",
        "审查、批准、退回、延期",
        "demo-chen-2026",
        unit=TIANNING,
        grant="reviewer",
    ),
    Player("吴磊", "社区民警 · 红梅所", "wu", "看责任区里的件", "demo-wuu-2026", unit=HONGMEI, grant="community"),
    Player("孙涛", "所长 · 红梅所", "sun", "看本所看板、交办、催办", "demo-sun-2026", unit=HONGMEI, grant="chief"),
    Player("何建国", "局长 · 市局", "he", "看全市看板", "demo-hee-2026", unit=BUREAU, grant="chief"),
    Player("徐岚", "督察 · 市局", "xu", "只看不办，能催办", "demo-xuu-2026", unit=BUREAU, grant="supervisor"),
    Player(
        "系统管理员",
        "系统管理员",
        "admin",
        "管账号和授权，看不到办件内容",
        "demo-admin-2026",
        unit=BUREAU,
        grant="administrator",
    ),
)


def listed() -> list[dict[str, Any]]:
    """The cast as the sign-in page and the console show it."""
    return [asdict(player) for player in CAST]
