"""A portrait of a visit: taken, marked, kept in the right size; or an old one used again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from onewindow.kernel.files.queries import open_file
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.modules.windows.capture import portraits, queries
from onewindow.modules.windows.capture.bundles import NoSuchPiece
from onewindow.modules.windows.capture.portrait import Marks
from onewindow.modules.windows.capture.simulated import Holder, SimulatedReader, as_jpeg, drawn_portrait
from onewindow.modules.windows.models import Ticket

MARKS = Marks(crown=217, left=333, right=667, eyes=367, chin=550)  # thousandths of the drawn head


def taken(zone):
    return portraits.add_portrait(person_id=zone.person, data=as_jpeg(drawn_portrait()), device="测试相机", **zone.by())


def test_a_picture_is_no_portrait_until_it_is_marked(zone):
    piece = taken(zone)
    assert not piece.good and queries.portrait(zone.ticket.id, zone.person) == ""
    made = portraits.mark(piece_id=piece.id, marks=MARKS, **zone.by())
    assert made.good, made.quality
    content = open_file(queries.portrait(zone.ticket.id, zone.person), may=True).content
    assert Image.open(io.BytesIO(content)).size == (358, 441)


def test_bad_marks_are_told_and_a_second_try_marks_the_first_picture(zone):
    piece = taken(zone)
    with pytest.raises(BadAnswers):
        portraits.mark(piece_id=piece.id, marks=replace(MARKS, eyes=100), **zone.by())
    poor = portraits.mark(piece_id=piece.id, marks=replace(MARKS, crown=5), **zone.by())
    assert not poor.good and poor.quality["around"]["ok"] is False
    assert queries.portrait_source(zone.ticket.id, zone.person) == piece.id
    assert portraits.mark(piece_id=piece.id, marks=MARKS, **zone.by()).good
    with pytest.raises(NoSuchPiece):
        portraits.mark(piece_id=poor.id, marks=MARKS, **zone.by())


def test_a_picture_of_which_a_newer_was_taken_is_not_marked(zone):
    old = taken(zone)
    taken(zone)
    with pytest.raises(NoSuchPiece):
        portraits.mark(piece_id=old.id, marks=MARKS, **zone.by())


def test_somebody_of_seventy_brings_the_photo_of_an_earlier_document(zone, city):
    zhou = city.accounts["zhou"].person_id
    Ticket.objects.filter(id=zone.ticket.id).update(person_id=zhou)
    told = {"kind": "travel", "made": date(2023, 5, 1), "resembles": True, "changed": False}
    with pytest.raises(portraits.NoBirthday):
        portraits.use_again(person_id=zhou, **told, **zone.by())
    zone.confirmed(zone.card())
    piece = portraits.use_again(person_id=zhou, **told, **zone.by())
    assert piece.good and piece.file_id == "" and "出入境证件照片" in piece.device
    assert "照片" not in queries.missing(Ticket.objects.get(id=zone.ticket.id), zhou)
    with pytest.raises(portraits.NoReuse) as refusal:
        portraits.use_again(person_id=zhou, **(told | {"made": date(2020, 5, 1)}), **zone.by())
    assert "超过5年" in refusal.value.sentence


def test_somebody_of_thirty_six_is_photographed(zone):
    zone.confirmed(zone.card())
    with pytest.raises(portraits.NoReuse):
        portraits.use_again(
            person_id=zone.person, kind="travel", made=date(2024, 1, 1), resembles=True, changed=False, **zone.by()
        )


def test_the_simulated_card_of_an_old_person_is_valid_for_ever():
    today = date(2026, 3, 2)
    old = SimulatedReader(Holder("周合成", "320402195501011237", ""), today).read()
    assert old.values()["valid_until"] == "长期"
