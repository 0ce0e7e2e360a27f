import pytest

from onewindow.kernel.ground.codes import phone, plate


class TestPhones:
    @pytest.mark.parametrize(("typed", "number"), [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0519-88888888", "0519-88888888"),
        ("(0519)8888 8888", "0519-88888888"),
        ("01088888888", "010-88888888"),
        ("0519-6666666", "0519-6666666"),
        ("400-820-8820", "4008208820"),
    ])  # fmt: skip
    def test_mobiles_and_landlines_settle_in_one_form(self, typed: str, number: str) -> None:
        assert phone.check(typed) == number

    @pytest.mark.parametrize(
        "typed", ["", "12812345678", "1381234567", "138123456789", "88888888", "0519-1234567", "电话"]
    )
    def test_what_cannot_be_called_is_refused(self, typed: str) -> None:
        with pytest.raises(phone.WrongNumber):
            phone.check(typed)

    @pytest.mark.parametrize(
        "typed", ["13812345678,13912345678", "13812345678、0519-88888888", "13812345678/13912345678"]
    )
    def test_one_field_holds_one_number_and_an_import_can_split_it(self, typed: str) -> None:
        with pytest.raises(phone.SeveralNumbers) as refused:
            phone.check(typed)
        assert refused.value.facts["count"] == 2
        assert len([phone.check(part) for part in phone.split(typed)]) == 2

    def test_a_landline_gets_no_message(self) -> None:
        assert phone.check_mobile("138 1234 5678") == "13812345678"
        with pytest.raises(phone.WrongMobile):
            phone.check_mobile("0519-88888888")


class TestPlates:
    @pytest.mark.parametrize(("typed", "settled", "kind"), [
        ("苏D12345", "苏D12345", plate.Kind.ORDINARY),
        ("苏d·a1b2c", "苏DA1B2C", plate.Kind.ORDINARY),
        ("苏 D-12345", "苏D12345", plate.Kind.ORDINARY),
        ("苏Ｄ１２３４５", "苏D12345", plate.Kind.ORDINARY),
        ("苏DD12345", "苏DD12345", plate.Kind.NEW_ENERGY),
        ("苏DAB1234", "苏DAB1234", plate.Kind.NEW_ENERGY),
        ("苏D12345F", "苏D12345F", plate.Kind.NEW_ENERGY),
        ("苏D1234挂", "苏D1234挂", plate.Kind.TRAILER),
        ("苏D1234学", "苏D1234学", plate.Kind.LEARNER),
        ("苏D1234警", "苏D1234警", plate.Kind.POLICE),
        ("粤ZA123港", "粤ZA123港", plate.Kind.CROSS_BORDER),
        ("使224001", "使224001", plate.Kind.EMBASSY),
        ("沪A0023领", "沪A0023领", plate.Kind.CONSULATE),
    ])  # fmt: skip
    def test_plates_of_every_kind(self, typed: str, settled: str, kind: plate.Kind) -> None:
        assert plate.check(typed) == settled
        assert plate.kind(settled) is kind

    @pytest.mark.parametrize(
        "typed", ["", "苏D1234", "苏D123456", "D12345", "美D12345", "苏112345", "苏DL12345", "电动车"]
    )
    def test_what_is_on_no_metal_is_refused(self, typed: str) -> None:
        with pytest.raises(plate.WrongPlate):
            plate.check(typed)

    @pytest.mark.parametrize(("typed", "said"), [("苏D1234O", "数字0"), ("苏DI2345", "数字1")])
    def test_i_and_o_are_taken_for_the_digits_they_are(self, typed: str, said: str) -> None:
        with pytest.raises(plate.LetterIOrO) as refused:
            plate.check(typed)
        assert said in refused.value.sentence

    def test_the_dot_is_for_reading(self) -> None:
        assert plate.shown("苏D12345") == "苏D·12345"
        assert plate.check(plate.shown("苏D12345")) == "苏D12345"
        assert plate.shown("使224001") == "使224001"
