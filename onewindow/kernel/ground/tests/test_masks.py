import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.masks import mask_address, mask_bank_card, mask_citizen_id, mask_name, mask_phone


@pytest.mark.parametrize(("name", "shown"), [
    ("张三丰", "张*丰"), ("张三", "张*"), ("欧阳娜娜", "欧**娜"), ("张", "张"), ("", ""), ("JOHN SMITH", "J*** S****"),
])  # fmt: skip
def test_a_list_shows_little_of_a_name(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(("number", "shown"), [
    ("320402199003071234", "320402********1234"), ("32040219900307X", "320402*****307X"), ("E1234567", "********"),
    ("", ""),
])  # fmt: skip
def test_the_birthday_in_a_number_is_hidden(number: str, shown: str) -> None:
    assert mask_citizen_id(number) == shown


@pytest.mark.parametrize(("number", "shown"), [
    ("13812345678", "138****5678"), ("0519-88881234", "0519-****1234"), ("12345", "*****"), ("", ""),
])  # fmt: skip
def test_a_phone_keeps_its_ends(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


def test_a_bank_card_keeps_its_last_four() -> None:
    assert mask_bank_card("6222021234567890123") == "***************0123"


@pytest.mark.parametrize(("address", "shown"), [
    ("常州市天宁区花园路12号3幢501室", "常州市天宁区花园路***"),
    ("花园路 12 号 3 幢 501 室", "花园路***"),
    ("阳光花园小区三幢二单元", "阳光花园小区***"),
    ("五一路八号", "五一路***"),
    ("湖塘镇马家巷村张三家东隔壁", "湖塘镇马家巷村***"),
    ("花园路１２号", "花园路***"),
    ("张三家", "***"),
    ("312室", "***"),
    ("", ""),
])  # fmt: skip
def test_an_address_ends_at_the_road_or_the_estate(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text("0123456789X", max_size=30))
def test_a_mask_never_shows_ten_places_more_than_it_hides(number: str) -> None:
    shown = mask_citizen_id(number)
    assert len(shown) == len(number)
    assert not number or shown.count("*") >= min(3, len(number))


@given(st.text(max_size=40))
def test_no_digit_of_a_house_survives(address: str) -> None:
    assert not any("0" <= c <= "9" for c in mask_address(address))
