import pytest

from onewindow.kernel.ground.codes import case_docket, seal_code


class TestSealCodes:
    def test_a_new_code_is_thirteen_digits_and_an_old_one_is_read(self) -> None:
        assert seal_code.compose("320402", 17) == "3204020000017"
        assert seal_code.is_standard(seal_code.check("3204020000017"))
        assert not seal_code.is_standard(seal_code.check("320402001"))

    @pytest.mark.parametrize("typed", ["", "12", "1" * 20, "32040200000A7", "三二〇四"])
    def test_what_is_no_number_is_refused(self, typed: str) -> None:
        with pytest.raises(seal_code.WrongSealCode):
            seal_code.check(typed)

    @pytest.mark.parametrize(("area", "sequence"), [("3204", 1), ("32040A", 1), ("320402", 0), ("320402", 10**7)])
    def test_a_code_that_cannot_be_is_not_made(self, area: str, sequence: int) -> None:
        with pytest.raises(ValueError, match="no seal code"):
            seal_code.compose(area, sequence)


class TestDockets:
    @pytest.mark.parametrize("typed", [
        "（2024）苏0402民初123号", "(2024)苏0402民初123号", "〔2024〕苏0402 民初 123 号", "【2024】苏0402民初１２３号",
    ])  # fmt: skip
    def test_every_bracket_becomes_the_courts_own(self, typed: str) -> None:
        assert case_docket.check(typed) == "（2024）苏0402民初123号"
        assert case_docket.year(case_docket.check(typed)) == 2024

    @pytest.mark.parametrize("typed", ["（2021）最高法知民终1号", "（2023）苏民终45号", "（2019）兵0101刑初7号之一"])
    def test_high_courts_and_parts_are_known(self, typed: str) -> None:
        assert case_docket.check(typed) == typed

    @pytest.mark.parametrize(
        "typed", ["", "2024苏0402民初123号", "（24）苏0402民初123号", "（2024）苏0402民初号", "（2024）美0402民初1号"]
    )
    def test_what_no_court_wrote_is_refused_with_an_example(self, typed: str) -> None:
        with pytest.raises(case_docket.WrongDocket) as refused:
            case_docket.check(typed)
        assert "（2024）苏0402民初123号" in refused.value.sentence
