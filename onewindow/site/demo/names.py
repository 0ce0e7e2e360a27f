"""Invented names and identity numbers: valid by check digit, from an area code that is never issued.

320400 is the city itself; numbers are issued by its districts and counties, so no person holds one.
"""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = "晓文明丽华强伟芳娜敏静秀娟英霞平刚勇艳杰涛波辉健超玲燕鹏飞鑫宇浩然梓轩雨桐思远子涵欣怡佳慧志远建国国庆海燕春梅"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
AREA = "320400"


def full_name(draw: Random) -> str:
    """Surname and one or two given characters."""
    return draw.choice(SURNAMES) + "".join(draw.choice(GIVEN) for _ in range(draw.choice((1, 2, 2))))


def identity_number(birth: str, order: int) -> str:
    """The number of a synthetic person born on this day, the nth of it."""
    first = f"{AREA}{birth}{order:03d}"
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


def birth_day(draw: Random, youngest: int = 18, oldest: int = 85, year: int = 2026) -> str:
    """A birthday that makes an adult."""
    return f"{year - draw.randint(youngest + 1, oldest)}{draw.randint(1, 12):02d}{draw.randint(1, 28):02d}"
