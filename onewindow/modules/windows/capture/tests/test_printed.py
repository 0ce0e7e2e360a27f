"""Lines of print become fields; numbers prove themselves by their check digit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.testing.city import valid_id
from onewindow.modules.windows.capture.ocr import Line
from onewindow.modules.windows.capture.printed import fields_of, rule_of, vin_holds

TODAY = date(2026, 3, 2)
NUMBER = valid_id("32040219900101123")
VIN = "LSVAA4182E2184847"


def lines(*rows):
    """Rows of texts, each a line at its height, side by side."""
    return [
        Line(text, 0.98, (0.1 + 0.2 * across, 0.1 * down, 0.25 + 0.2 * across, 0.1 * down + 0.06))
        for down, row in enumerate(rows)
        for across, text in enumerate(row)
    ]


CARD = lines(
    ["姓名", "张合成"], ["性別", "女", "民族汉"], ["出生", "1990年1月1日"], ["住址", "常州市天宁区样本路"], ["6号"],
    ["公民身份号码", NUMBER],
)  # fmt: skip


def by_field(paper, found):
    return {one.field: one.value for one in fields_of(paper, found, today=TODAY)}


def test_a_card_tells_its_fields_with_its_address_over_two_lines():
    assert by_field("id_card", CARD) == {
        "name": "张合成", "sex": "女", "nation": "汉", "birth": "1990-01-01", "address": "常州市天宁区样本路6号",
        "id_no": NUMBER,
    }  # fmt: skip


def test_the_back_of_a_card_tells_issuer_and_validity():
    back = lines(["签发机关常州市公安局"], ["有效期限2016.05.01-2036.05.01"])
    assert by_field("id_card", back) == {"issuer": "常州市公安局", "valid_until": "2036-05-01"}
    assert by_field("id_card", lines(["有效期限2016.05.01-长期"])) == {"valid_until": "长期"}


def test_a_vehicle_licence_tells_plate_owner_and_number():
    found = fields_of(
        "vehicle_licence", lines(["号牌号码", "苏D12345"], ["所有人", "张合成"], ["车辆识别代号", VIN]), today=TODAY
    )
    assert {one.field: one.value for one in found} == {"plate": "苏D12345", "owner": "张合成", "vin": VIN}


def test_only_a_number_whose_check_digit_holds_is_marked():
    good = next(one for one in fields_of("id_card", CARD, today=TODAY) if one.field == "id_no")
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    assert good.checked == "校验位相符"
    assert rule_of("id_no", wrong, today=TODAY) == ""
    assert rule_of("name", "张合成", today=TODAY) == ""


def test_how_sure_a_value_is_comes_from_its_weakest_line():
    weak = [Line("姓名", 0.99, (0.1, 0.1, 0.2, 0.2)), Line("张合成", 0.6, (0.3, 0.1, 0.4, 0.2))]
    assert fields_of("id_card", weak, today=TODAY)[0].sure == 0.6


def test_a_guardians_card_and_an_unknown_paper_say_nothing_about_the_visitor():
    assert fields_of("guardian", CARD, today=TODAY) == []
    assert fields_of("nothing", CARD, today=TODAY) == []


def test_an_impossible_birthday_is_left_out():
    assert "birth" not in by_field("id_card", lines(["出生", "1990年13月41日"]))


@pytest.mark.parametrize(("vin", "holds"), [("1M8GDM9AXKP042788", True), ("1M8GDM9A1KP042788", False), ("IOQ", False)])
def test_a_vehicles_number_has_a_check_digit(vin, holds):
    assert vin_holds(vin) is holds


@given(st.lists(st.text(max_size=30), max_size=8), st.sampled_from(["id_card", "vehicle_licence", "driving_licence"]))
def test_no_print_breaks_it(texts, paper):
    for one in fields_of(paper, lines(*[[text] for text in texts]), today=TODAY):
        assert one.value
