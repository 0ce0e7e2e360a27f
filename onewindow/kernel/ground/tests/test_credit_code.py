import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.codes import credit_code
from onewindow.kernel.ground.codes.credit_code import ALPHABET, Grade
from onewindow.kernel.ground.refusal import Refusal

REAL = ["11511300008778693M", "113205000141492526"]
OTHERS = ["11430000006122244L", "11220000013544541J", "11330105002500287C", "112109000011707065", "11370800MB28559184"]


@pytest.mark.parametrize("code", REAL + OTHERS)
def test_codes_in_public_use_are_sound(code: str) -> None:
    assert credit_code.check(code) == code


@pytest.mark.parametrize(
    "typed", ["11511300008778693m", "1151 1300 0087 7869 3M", "１１５１１３００００８７７８６９３Ｍ"]
)
def test_lower_case_gaps_and_full_width_are_put_right(typed: str) -> None:
    assert credit_code.check(typed) == "11511300008778693M"
    assert credit_code.grade(typed).grade is Grade.REPAIRABLE


@pytest.mark.parametrize(("typed", "refusal", "said"), [
    ("", credit_code.WrongLength, "0位"),
    ("2222222222222", credit_code.WrongLength, "13位"),
    ("91310000MA1FL8TQ32", credit_code.WrongCheckDigit, "校验位"),
    ("91310000MA1FL8TQ3I", credit_code.WrongCharacters, "“I”"),
    ("91310000MA1FL8TQ3二", credit_code.WrongCharacters, "“二”"),
    ("083372204", credit_code.OrganisationOnly, "9位的组织机构代码"),
    ("083372205", credit_code.WrongLength, "9位"),
])  # fmt: skip
def test_each_fault_has_its_own_reason(typed: str, refusal: type[Refusal], said: str) -> None:
    with pytest.raises(refusal) as refused:
        credit_code.check(typed)
    assert said in refused.value.sentence


def test_the_dropped_place_of_a_real_dirty_code_is_found() -> None:
    with pytest.raises(credit_code.OneMissing) as refused:
        credit_code.check("1151130000877869M")
    assert refused.value.facts["suggestion"] == "11511300008778693M"
    assert "请与证照核对" in refused.value.sentence


def test_seventeen_hopeless_places_get_advice_without_a_guess() -> None:
    with pytest.raises(credit_code.OneMissing) as refused:
        credit_code.check("A" * 17)
    assert refused.value.facts["suggestion"] == ""
    assert "对照证照补全" in refused.value.sentence


@pytest.mark.parametrize(("typed", "grade", "code"), [
    ("11511300008778693M", Grade.SOUND, "11511300008778693M"),
    ("11511300008778693m", Grade.REPAIRABLE, "11511300008778693M"),
    ("1151130000877869M", Grade.REPAIRABLE, "11511300008778693M"),
    ("083372204", Grade.ORGANISATION_ONLY, "083372204"),
    ("2222222222222", Grade.WORTHLESS, ""),
    ("\x00", Grade.WORTHLESS, ""),
])  # fmt: skip
def test_an_import_has_four_drawers(typed: str, grade: Grade, code: str) -> None:
    graded = credit_code.grade(typed)
    assert (graded.grade, graded.code) == (grade, code)
    assert bool(graded.reason) is (grade is not Grade.SOUND)


made = st.builds(
    lambda head, area, body: head + area + body + credit_code.check_digit(head + area + body),
    st.text("159NY", min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@given(made, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_wrong_place_gets_through(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(credit_code.WrongCheckDigit):
            credit_code.check(wrong)


@given(st.text("159NY", min_size=2, max_size=2), st.text("0123456789", min_size=14, max_size=14), st.integers(0, 17))
def test_a_dropped_place_is_always_among_the_repairs(head: str, digits: str, place: int) -> None:
    body = head + digits + credit_code.organisation_check_digit(digits[6:])
    if not set(body) <= set(ALPHABET):
        return
    code = body + credit_code.check_digit(body)
    assert code in credit_code.repairs(code[:place] + code[place + 1 :])


@given(st.text(max_size=40))
def test_anything_at_all_can_be_graded(typed: str) -> None:
    assert credit_code.grade(typed).grade in Grade
