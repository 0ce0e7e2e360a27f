"""What a device of the capture zone has to be; those of the demo are stand-ins and say so by their name.

A city puts its own in `CARD_READER` of the room's wiring at the counter: the maker's reader behind this Protocol.
The camera and the scanner are the browser's own (a picture arrives as a file), so they need no adapter here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from onewindow.kernel.ground.refusal import Refusal

BROWSER_CAMERA = "浏览器相机或选择的文件"
TYPED_SIGNATURE = "键入姓名代替签字"
DRAWN_SIGNATURE = "浏览器手写板"
ELSEWHERE = "指纹设备（本系统以外）"


class NoCard(Refusal):
    """Nothing on the reader, or it cannot be read."""

    code = "no_card"
    status = 409
    words = "读卡器没有读到身份证：{why}。请重新放卡；卡坏了的，改用拍照识别或手工填写。"


@dataclass(frozen=True, slots=True)
class Card:
    """What the chip of an identity card says (GA 467): texts as printed, days as days."""

    name: str
    sex: str
    nation: str
    birth: date
    address: str
    id_no: str
    issuer: str
    valid_from: date
    valid_until: date | None  # None is 长期

    def values(self) -> dict[str, str]:
        """The fields as they are kept."""
        return {
            "name": self.name,
            "sex": self.sex,
            "nation": self.nation,
            "birth": self.birth.isoformat(),
            "address": self.address,
            "id_no": self.id_no,
            "issuer": self.issuer,
            "valid_until": self.valid_until.isoformat() if self.valid_until else "长期",
        }


class CardReader(Protocol):
    """A reader of identity cards.  `read` returns the card that lies on it, or raises NoCard."""

    name: ClassVar[str]
    stand_in: ClassVar[bool]

    def read(self) -> Card:
        """The card on the reader."""
