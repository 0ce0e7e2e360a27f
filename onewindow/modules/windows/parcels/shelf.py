"""The shelf of a hall: which slots there are, and the next one that is free."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onewindow.kernel.ground.refusal import Refusal

ROWS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I, no O
PLACES = 40


class ShelfFull(Refusal):
    """Every slot is taken."""

    code = "shelf_full"
    status = 409
    words = "柜格已经用完。请把逾期未领的件转保管，或者改为邮寄，再放新的件。"


class NoSuchSlot(Refusal):
    """A slot that the shelf has not, or that holds another parcel."""

    code = "no_such_slot"
    status = 409
    words = "柜格 {slot} 不存在或者已经放了别的件。请换一格，或者留空由系统分配。"


def slots() -> Iterator[str]:
    """Every slot in order: A-01, A-02 …"""
    return (f"{row}-{place:02d}" for row in ROWS for place in range(1, PLACES + 1))


def next_free(taken: Collection[str]) -> str:
    """The first slot that nothing stands in."""
    for slot in slots():
        if slot not in taken:
            return slot
    raise ShelfFull()


def checked(slot: str, taken: Collection[str]) -> str:
    """The slot a clerk has named, if it is there and free."""
    wanted = slot.strip().upper()
    if wanted in taken or wanted not in set(slots()):
        raise NoSuchSlot(slot=wanted)
    return wanted
