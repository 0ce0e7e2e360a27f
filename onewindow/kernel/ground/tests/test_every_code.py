import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.codes import case_docket, case_number, certificate_id, names, phone, plate, seal_code
from onewindow.kernel.ground.refusal import Refusal

CHECKS = [names.check, phone.check, plate.check, seal_code.check, case_docket.check, case_number.check,
          certificate_id.check]  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
@given(st.text(max_size=60))
def test_anything_at_all_gets_a_sentence_or_a_settled_spelling(check, typed: str) -> None:  # type: ignore[no-untyped-def]
    try:
        found = check(typed)
    except Refusal as refusal:
        assert refusal.sentence
    else:
        assert check(found) == found
