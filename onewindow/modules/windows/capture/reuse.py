"""May a photo on file be used again, so that an old person is not photographed: 60+ 免拍免交.  Pure.

Source: 常州日报 2021 (seed 004): from 60 on, for ordinary passports and permits to 港澳 and 台湾, a photo of an
exit-entry document or of the identity card made within five years.  The sentence leaves open whether the five
years bind the card's photo too, so each kind has its own parameter (`senior.*` in the room's policy).
The report's face-matching score is a person's look here: the clerk says that the photo resembles who stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.ground.ages import age_on, years_after

ITEMS = frozenset({"passport.ordinary", "permit.hongkong", "permit.taiwan"})
KINDS = {"travel": "出入境证件照片", "card": "居民身份证照片"}
YEARS = {"travel": "senior.travel_photo_years", "card": "senior.card_photo_years"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo on file: its kind, the day it was taken or its document issued, and what the clerk says of it."""

    kind: str  # travel | card
    made: date
    resembles: bool  # the clerk compared it with the person
    changed: bool = False  # the face has visibly changed since


@dataclass(frozen=True, slots=True)
class Verdict:
    """The photo to use, or the reasons why none."""

    photo: Photo | None
    why: tuple[str, ...] = ()


def reusable(photos: Iterable[Photo], *, item: str, born: date, on: date, values: Mapping[str, Any]) -> Verdict:
    """The newest photo that may be used again; of two of one day the exit-entry one, whose format fits."""
    if item not in ITEMS:
        return Verdict(None, ("只有普通护照、往来港澳通行证、往来台湾通行证可以复用照片",))
    if age_on(born, on) < values["senior.age"]:
        return Verdict(None, (f"未满{values['senior.age']}周岁，要现场拍照",))
    why: list[str] = []
    fit: list[Photo] = []
    for photo in photos:
        fault = _fault(photo, on, values)
        if fault:
            why.append(fault)
        else:
            fit.append(photo)
    if not fit:
        return Verdict(None, tuple(why) or ("没有可以复用的照片",))
    return Verdict(max(fit, key=lambda one: (one.made, one.kind == "travel")))


def _fault(photo: Photo, on: date, values: Mapping[str, Any]) -> str:
    if photo.kind not in KINDS:
        return "只能复用出入境证件照片或居民身份证照片"
    title, years = KINDS[photo.kind], int(values[YEARS[photo.kind]])
    if photo.made > on:
        return f"{title}的日期还没有到，请核对"
    if years_after(photo.made, years) < on:
        return f"{title}超过{years}年"
    if photo.changed:
        return f"{title}之后面容有明显变化"
    return "" if photo.resembles else f"{title}还没有核对是不是本人"
