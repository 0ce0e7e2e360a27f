"""Days and values as a Chinese document writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.people.places import community

LONG_RUN = re.compile(r"[0-9A-Za-z]{25,}")
DIGITS = "〇一二三四五六七八九"
NOT_PRINTED = frozenset({"tick", "photo", "file", "signature_typed", "ref"})


def formal_day(day: date) -> str:
    """二〇二六年三月二日."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_under_hundred(day.month)}月{_under_hundred(day.day)}日"


def _under_hundred(n: int) -> str:
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def plain_day(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime) -> str:
    """2026年3月2日 9:05."""
    here = local(at)
    return f"{plain_day(here.date())} {here.hour}:{here.minute:02d}"


def value_words(field: Field, value: Any) -> str:
    """An answer in words: the title of a choice, a day as a day, a community by its name."""
    if field.kind in ("choice", "choices"):
        titles = {one.code: one.title for one in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return "、".join(titles.get(one, str(one)) for one in chosen)
    if field.kind == "day":
        return day_words(value)
    if field.kind == "place":
        return place_words(str(value))
    return str(value)


def place_words(code: str) -> str:
    """A community as an address begins: district, street, community, no name said twice."""
    found = community(code)
    if found is None:
        return code
    street = found["street_name"]
    return f"{found['district_name']}{street}{found['name'].removeprefix(street)}"


def breakable(text: str) -> str:
    """Long runs of letters and digits (a digest) may be broken at the end of a line."""
    return LONG_RUN.sub(lambda run: "\u200b".join(("", *run[0])), text)


def day_words(value: Any) -> str:
    """A stored day (ISO text) as 2026年3月2日; anything else as it is."""
    day = as_day(value)
    return plain_day(day) if day else str(value)


def answered(fields: Iterable[Field], answers: dict[str, Any], *kinds: str) -> list[list[str]]:
    """Title and words of the questions answered, of these kinds (all that are printed when none is named)."""
    found = []
    for field in fields:
        value = answers.get(field.code)
        if value in (None, "", []) or field.kind in NOT_PRINTED or (kinds and field.kind not in kinds):
            continue
        found.append([field.title, value_words(field, value)])
    return found
