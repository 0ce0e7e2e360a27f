"""Days of a life: anniversaries, ages, and the birthday inside an identity number."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any


def as_day(value: Any) -> date | None:
    """The day an answer names, ISO or already a date; None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def months_after(day: date, n: int) -> date:
    """The same day n months later or earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_after(day: date, n: int) -> date:
    """The same day n years later; 29 February becomes 28 February in a common year."""
    return months_after(day, 12 * n)


def age_on(birth: date, day: date) -> int:
    """Full years on that day.

    周岁 is reached on the day after the birthday in criminal law; for administrative matters, as
    here, on the birthday itself.
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born(number: Any) -> date | None:
    """The birthday in an identity number of 18 digits, or of 15 (the twentieth century); else None."""
    digits = str(number or "").strip()
    if len(digits) == 15:
        digits = digits[:6] + "19" + digits[6:]
    if len(digits) not in (17, 18) or not digits[6:14].isdigit():
        return None
    try:
        return date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None


def sex_of(number: Any) -> str:
    """男 or 女 by the seventeenth digit of an identity number; empty when it is none."""
    digits = str(number or "").strip()
    place = {18: 16, 15: 14}.get(len(digits))
    if place is None or not digits[place].isdigit():
        return ""
    return "男" if int(digits[place]) % 2 else "女"
