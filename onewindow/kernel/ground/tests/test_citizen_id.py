from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.codes import citizen_id
from onewindow.kernel.ground.codes.citizen_id import Kind
from onewindow.kernel.ground.codes.text import ForbiddenCharacter
from onewindow.kernel.ground.refusal import Refusal

TODAY = date(2026, 11, 21)
STANDARD = "11010519491231002X"  # the sample printed in GB 11643-1999


def number(area: str = "320402", born: str = "19900307", order: str = "123") -> str:
    return area + born + order + citizen_id.check_digit(area + born + order)


def check(text: str) -> str:
    return citizen_id.check(text, TODAY)


@pytest.mark.parametrize(
    "typed",
    [STANDARD, STANDARD.lower(), "110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ", f" {STANDARD}\n"],
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert check(typed) == STANDARD


def test_what_the_standard_number_says() -> None:
    assert citizen_id.birth_date(STANDARD) == date(1949, 12, 31)
    assert citizen_id.sex(STANDARD) == "女"
    assert citizen_id.sex(number(order="123")) == "男"
    assert citizen_id.age_on(STANDARD, date(2026, 12, 30)) == 76
    assert citizen_id.age_on(STANDARD, date(2026, 12, 31)) == 77


@pytest.mark.parametrize(("typed", "refusal", "said"), [
    ("", citizen_id.WrongLength, "0位"),
    (STANDARD[:-1], citizen_id.WrongLength, "17位"),
    (STANDARD + "1", citizen_id.WrongLength, "19位"),
    ("1101051949123100AX", citizen_id.WrongCharacters, "只能是数字"),
    ("X10105194912310021", citizen_id.WrongCharacters, "最后一位"),
    ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", citizen_id.WrongCharacters, "只能是数字"),
    ("990105194912310021", citizen_id.ForeignersNumber, "外国人永久居留身份证"),
    ("000105194912310021", citizen_id.WrongArea, "000105"[:2]),
    (number(born="19900230"), citizen_id.ImpossibleDate, "19900230"),
    (number(born="19901301"), citizen_id.ImpossibleDate, "19901301"),
    (number(born="00000101"), citizen_id.ImpossibleDate, "00000101"),
    (number(born="20261122"), citizen_id.FutureDate, "20261122"),
    (number(born="18951120"), citizen_id.TooOld, "130年"),
    ("110105194912310021", citizen_id.WrongCheckDigit, "逐位核对"),
])  # fmt: skip
def test_each_fault_has_its_own_reason(typed: str, refusal: type[Refusal], said: str) -> None:
    with pytest.raises(refusal) as refused:
        check(typed)
    assert said in refused.value.sentence


def test_somebody_born_today_or_130_years_ago_is_welcome() -> None:
    assert check(number(born="20261121"))
    assert check(number(born="18961121"))
    assert check(number(born="18951122"))


def test_a_wrong_check_digit_does_not_give_the_right_one_away() -> None:
    with pytest.raises(citizen_id.WrongCheckDigit) as refused:
        check("110105194912310021")
    assert refused.value.facts == {}


def test_an_old_number_is_answered_with_the_new_one() -> None:
    with pytest.raises(citizen_id.OldNumber) as refused:
        check("110105491231002")
    assert refused.value.facts["converted"] == STANDARD
    assert STANDARD in refused.value.sentence


def test_an_old_number_with_an_impossible_date_is_told_so() -> None:
    with pytest.raises(citizen_id.ImpossibleDate):
        check("110105491331002")


def test_a_county_long_abolished_is_no_reason_to_refuse() -> None:
    assert check(number(area="320405")), "戚墅堰区, dissolved in 2015"


@pytest.mark.parametrize(
    ("area", "kind"),
    [("810000", Kind.HONG_KONG), ("820000", Kind.MACAO), ("830000", Kind.TAIWAN), ("320402", Kind.CITIZEN)],
)
def test_a_residence_permit_is_told_from_a_citizens_number(area: str, kind: Kind) -> None:
    assert citizen_id.kind(check(number(area=area))) is kind


def test_a_foreigners_permit_is_checked_in_its_own_place() -> None:
    foreign = number(area="911840")
    assert citizen_id.check_foreigner(foreign, TODAY) == foreign
    assert citizen_id.kind(foreign) is Kind.FOREIGNER
    with pytest.raises(citizen_id.NotAForeignersNumber):
        citizen_id.check_foreigner(STANDARD, TODAY)
    with pytest.raises(citizen_id.FutureDate):
        citizen_id.check_foreigner(number(area="911840", born="20990101"), TODAY)


def test_a_nul_is_refused_before_anything_else() -> None:
    with pytest.raises(ForbiddenCharacter):
        check(STANDARD[:9] + "\x00" + STANDARD[9:])


born_days = st.dates(TODAY - timedelta(365 * 120), TODAY)
sound = st.builds(lambda day, order: number(born=f"{day:%Y%m%d}", order=f"{order:03d}"), born_days, st.integers(0, 999))


@given(sound, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_gets_through(right: str, place: int, shift: int) -> None:
    digit = str((int(right[place]) + shift) % 10)
    with pytest.raises(Refusal):
        check(right[:place] + digit + right[place + 1 :])


@given(sound, st.integers(0, 15))
def test_no_two_neighbours_change_places_unseen(right: str, place: int) -> None:
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    if swapped != right:
        with pytest.raises(Refusal):
            check(swapped)


@given(st.text(max_size=40))
def test_anything_at_all_gets_a_sentence_or_a_number(typed: str) -> None:
    try:
        assert len(check(typed)) == 18
    except Refusal as refusal:
        assert refusal.sentence
        assert "{" not in refusal.sentence
