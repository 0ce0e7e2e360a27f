"""Chinese texts of the handbook on the shelf, walked as the dataclasses they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from onewindow.kernel.ground.spans import Span
from onewindow.kernel.handbook.deadlines import Dated
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.site.translating.entry import Found

HAN = re.compile(r"[\u3400-\u9fff]")
UNSPOKEN = {"also", "prefill", "register", "held_by"}


def texts(shelf: Shelf) -> Iterator[Found]:
    """Every Chinese string of every chapter and edition, roles and spans included."""
    seen: set[int] = set()
    for module in shelf.complete():
        yield from _walk(module, module.code, seen)
    for role in ROLES:
        yield from _walk(role, "roles", seen)


def _walk(value: Any, place: str, seen: set[int]) -> Iterator[Found]:
    if isinstance(value, str):
        if HAN.search(value):
            yield Found(value, place)
    elif isinstance(value, Span):
        yield Found(str(value), place)
    elif isinstance(value, Enum):
        yield from _walk(value.value, place, seen)
    elif isinstance(value, Dated):
        yield from _walk([span for _, span in value.since], place, seen)
    elif isinstance(value, Mapping):
        yield from _walk(list(value.values()), place, seen)
    elif is_dataclass(value):
        if id(value) not in seen:
            seen.add(id(value))
            here = getattr(value, "code", "") if hasattr(value, "edition") else ""
            for one in fields(value):
                if one.name not in UNSPOKEN:
                    yield from _walk(getattr(value, one.name), here or place, seen)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from _walk(one, place, seen)
