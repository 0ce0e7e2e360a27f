"""The working calendar of the State Council's yearly notices, read once per process."""

import csv
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from onewindow.kernel.ground.workdays import WorkCalendar

HOLIDAYS = Path(__file__).parent / "data" / "holidays.csv"
# A year counts as published when its notice is in the file, from the first festival to the
# last: a notice also touches the days around New Year of its neighbours.
FIRST, NEVER_AT_NEW_YEAR, LAST = "元旦", "春节", "国庆节"


@lru_cache(maxsize=1)
def calendar() -> WorkCalendar:
    """Every published year; `edition` changes with any byte of the file."""
    return read(HOLIDAYS.read_bytes())


def read(content: bytes) -> WorkCalendar:
    """The calendar in a CSV of date,name,is_off_day,paper; ValueError for a malformed one."""
    off: set[date] = set()
    on: set[date] = set()
    names: dict[date, str] = {}
    papers: dict[int, str] = {}
    festivals: dict[int, str] = {}
    for row in csv.DictReader(content.decode("utf-8").splitlines()):
        day = date.fromisoformat(row["date"])
        if day in names:
            raise ValueError(f"{day} is listed twice")
        names[day] = row["name"]
        (off if _flag(row["is_off_day"]) else on).add(day)
        festivals[day.year] = festivals.get(day.year, "") + row["name"]
        if NEVER_AT_NEW_YEAR in row["name"]:
            papers[day.year] = row["paper"]
    years = frozenset(year for year, named in festivals.items() if FIRST in named and LAST in named)
    edition = sha256(content).hexdigest()[:12]
    sources = {year: papers.get(year, "") for year in sorted(years)}
    return WorkCalendar(edition, years, frozenset(off), frozenset(on), sources, names)


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"is_off_day is 0 or 1, not {text!r}")
    return text == "1"
