from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.codes import case_number, certificate_id
from onewindow.kernel.ground.codes.iso7064 import ALPHABET, mod_11_10, mod_37_36
from onewindow.kernel.ground.refusal import Refusal

TYPE = "11100000000013338W011"
REAL_CERTIFICATES = [
    f"1.2.156.3005.2.{TYPE}.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
]


class TestCaseNumbers:
    def test_a_number_says_where_when_how_and_which(self) -> None:
        number = case_number.compose("320402", date(2026, 11, 21), "W", 42)
        assert number[:-1] == "32040220261121W0000042"
        assert case_number.check(f" {number.lower()} ") == number
        assert case_number.parts(number) == ("320402", date(2026, 11, 21), "W", 42)

    def test_the_ten_millionth_case_has_a_number_too(self) -> None:
        number = case_number.compose("320402", date(2026, 11, 21), "1", 12_345_678)
        assert case_number.parts(case_number.check(number)).sequence == 12_345_678

    @given(st.integers(0, 10**9), st.sampled_from("0123456789MPW"), st.integers(0, 30), st.sampled_from(ALPHABET))
    def test_no_single_misheard_character_finds_anothers_case(
        self, sequence: int, channel: str, place: int, other: str
    ) -> None:
        number = case_number.compose("320402", date(2026, 11, 21), channel, sequence)
        place %= len(number)
        wrong = number[:place] + other + number[place + 1 :]
        if wrong != number:
            with pytest.raises(Refusal):
                case_number.check(wrong)

    def test_a_day_that_never_was_is_no_number(self) -> None:
        body = "32040220261321W0000042"
        with pytest.raises(case_number.WrongShape):
            case_number.check(body + mod_37_36(body))

    @pytest.mark.parametrize(("area", "channel", "sequence"), [
        ("3204", "W", 1), ("320402", "w", 1), ("320402", "WW", 1), ("320402", "W", -1), ("320402", "W", 10**40),
    ])  # fmt: skip
    def test_parts_that_do_not_fit_make_no_number(self, area: str, channel: str, sequence: int) -> None:
        with pytest.raises(ValueError, match=r"no case number|characters|substring"):
            case_number.compose(area, date(2026, 11, 21), channel, sequence)


class TestCertificateIds:
    @pytest.mark.parametrize("ident", REAL_CERTIFICATES)
    def test_three_real_identifiers_are_sound_and_can_be_made_again(self, ident: str) -> None:
        assert certificate_id.check(ident) == ident
        assert certificate_id.compose(*certificate_id.parts(ident)) == ident

    def test_the_false_sample_is_found_by_its_check(self) -> None:
        false = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"
        with pytest.raises(certificate_id.WrongCheck):
            certificate_id.check(false)

    def test_a_later_version_has_another_check(self) -> None:
        assert certificate_id.compose(TYPE, "11430000006122244L", "20230000403", 2)[-5:-2] == "002"

    def test_an_issuer_that_does_not_exist_is_named(self) -> None:
        with pytest.raises(certificate_id.WrongIssuer) as refused:
            certificate_id.check(certificate_id.compose(TYPE, "11430000006122244M", "1"))
        assert "11430000006122244M" in refused.value.sentence

    @pytest.mark.parametrize(
        "typed", ["", "1.2.156", REAL_CERTIFICATES[0].replace("3005", "3006"), REAL_CERTIFICATES[0] + ".1"]
    )
    def test_another_shape_is_refused(self, typed: str) -> None:
        with pytest.raises(certificate_id.WrongShape):
            certificate_id.check(typed)

    def test_parts_that_do_not_fit_make_no_identifier(self) -> None:
        with pytest.raises(ValueError, match="no certificate id"):
            certificate_id.compose("X", "11430000006122244L", "1")


class TestCheckCharacters:
    def test_the_example_of_the_standard(self) -> None:
        assert mod_11_10("0794") == "5"

    @given(st.text(ALPHABET, min_size=1, max_size=30), st.integers(0, 29), st.sampled_from(ALPHABET))
    def test_every_single_substitution_changes_the_check(self, body: str, place: int, other: str) -> None:
        place %= len(body)
        wrong = body[:place] + other + body[place + 1 :]
        assert (mod_37_36(wrong) == mod_37_36(body)) is (wrong == body)

    @pytest.mark.parametrize("body", ["a", "-", "1 2"])
    def test_other_characters_have_no_check(self, body: str) -> None:
        with pytest.raises(ValueError):
            mod_37_36(body)

    def test_a_letter_has_no_place_among_digits(self) -> None:
        with pytest.raises(ValueError, match="10 characters"):
            mod_11_10("12A")
