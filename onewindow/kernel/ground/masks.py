"""Personal data as a list may show it; the plain value takes a purpose and leaves a line."""

import re

_NUMBERED = re.compile(r"[0-9０-９]|[零〇一二三四五六七八九十百]+(?=号|弄|幢|栋|座|楼|层|单元|室|组|队)")
_PLACE = re.compile(r".*(?:小区|新村|花园|公寓|大厦|广场|路|街|道|巷|弄|里|村|苑|园|庄|镇|乡|区|县|市)")
STAR = "*"


def mask_name(name: str) -> str:
    """张*三, 张*, 欧**海; Latin names keep the first letter of each word."""
    if name.isascii():
        return " ".join(word[0] + STAR * (len(word) - 1) for word in name.split())
    if len(name) <= 2:
        return name[:1] + STAR * (len(name) - 1)
    return name[0] + STAR * (len(name) - 2) + name[-1]


def mask_citizen_id(number: str) -> str:
    """First six and last four: 320402********1234; all of anything too short for that."""
    return _middle(number, 6, 4)


def mask_phone(number: str) -> str:
    """138****5678 and 0519-****5678."""
    if "-" in number:
        area, rest = number.split("-", 1)
        return f"{area}-{_middle(rest, 0, 4)}"
    return _middle(number, 3, 4)


def mask_bank_card(number: str) -> str:
    """The last four alone."""
    return _middle(number, 0, 4)


def mask_address(address: str) -> str:
    """Down to the road or the estate, nothing from the first number on: 天宁区花园路***."""
    number = _NUMBERED.search(address)
    before = address[: number.start()] if number else address
    place = _PLACE.match(before)
    return (place.group() if place else "") + STAR * 3 if address else ""


def _middle(text: str, head: int, tail: int) -> str:
    """Stars between `head` and `tail` characters; only stars when fewer than three would hide."""
    hidden = len(text) - head - tail
    if hidden < 3:
        return STAR * len(text)
    return text[:head] + STAR * hidden + text[len(text) - tail :]
