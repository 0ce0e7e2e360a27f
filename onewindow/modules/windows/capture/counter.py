"""The devices of this counter.  Stand-ins exist in a demo alone, and stand for synthetic persons alone."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import unseal_text
from onewindow.modules.windows.capture.simulated import (
    Holder,
    SimulatedReader,
    as_jpeg,
    drawn_card,
    drawn_portrait,
    stranger,
)

CAMERA, SCANNER = "模拟相机", "模拟扫描仪"


class NoSuchDevice(Refusal):
    """No reader is connected, and stand-ins are for demos."""

    code = "no_such_device"
    status = 409
    words = "这个柜台没有接读卡器，模拟设备只在演示系统里用。请用相机拍照识别，或者手工填写。"


def stand_ins() -> bool:
    """Whether simulated devices may be used here."""
    return bool(getattr(settings, "DEMO", False))


def card_reader(ticket_id: int, person_id: int | None, *, today: date) -> SimulatedReader:
    """The reader of the counter.  A city's own adapter goes in here; see `devices.CardReader`."""
    if not stand_ins():
        raise NoSuchDevice()
    return SimulatedReader(_holder(ticket_id, person_id), today)


def simulated_picture(kind: str, ticket_id: int, person_id: int | None, *, today: date) -> tuple[bytes, str]:
    """A drawn picture and the device it is said to come from: the portrait, or the card for any paper."""
    reader = card_reader(ticket_id, person_id, today=today)
    if kind == "portrait":
        return as_jpeg(drawn_portrait()), CAMERA
    return as_jpeg(drawn_card(reader.read())), SCANNER


def _holder(ticket_id: int, person_id: int | None) -> Holder | None:
    """The synthetic person of the visit, or an invented one when nobody is known; a real person has none."""
    if person_id is None:
        return stranger(ticket_id)
    found = one(
        "select name, id_sealed, address_sealed from people_person where id = %s and synthetic and id_sealed is not null",
        (person_id,),
    )
    if found is None:
        return None
    about = f"person:{person_id}"
    number = unseal_text(found["id_sealed"], f"{about}:id")
    return Holder(found["name"], number, unseal_text(found["address_sealed"], f"{about}:address"))
