import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.codes.text import ForbiddenCharacter, TooLong, clean, compact
from onewindow.kernel.ground.refusal import Refusal


@pytest.mark.parametrize(("typed", "kept"), [
    ("  花园路12号  ", "花园路12号"),
    ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
    ("\ufeff常\u200b州", "常州"),
    ("cafe\u0301", "caf\u00e9"),
    ("a\tb", "a\tb"),
    ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ("", ""),
])  # fmt: skip
def test_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean(typed, 50) == kept


@pytest.mark.parametrize(
    "bad", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\udfff", "\uffff", "\ufdd0", "\u202e", "\u2066"]
)
def test_what_cannot_be_stored_or_reads_otherwise_is_refused(bad: str) -> None:
    with pytest.raises(ForbiddenCharacter) as refused:
        clean(f"常州{bad}市", 50)
    assert refused.value.facts == {"code_point": f"U+{ord(bad):04X}", "position": 3}
    assert refused.value.sentence.isprintable()


def test_a_control_character_hidden_in_ascii_is_found() -> None:
    with pytest.raises(ForbiddenCharacter):
        clean("abc\x00def", 50)


def test_length_is_counted_after_tidying() -> None:
    assert clean(" " * 10 + "x" * 5 + " " * 10, 5) == "xxxxx"
    with pytest.raises(TooLong) as refused:
        clean("x" * 6, 5)
    assert "最多5个字，现在有6个字" in refused.value.sentence


def test_a_giant_is_refused_by_its_size() -> None:
    with pytest.raises(TooLong):
        clean(" " * 10_000_000, 5)


@given(st.text(max_size=80), st.integers(0, 60))
def test_cleaning_twice_changes_nothing_and_always_fits(typed: str, most: int) -> None:
    try:
        once = clean(typed, most)
    except Refusal:
        return
    assert len(once) <= most
    assert clean(once, most) == once
    once.encode()


@pytest.mark.parametrize("typed", ["ＡＢ－１２ 3", "ab 12-3", " Ab—12\u20113 "])
def test_a_code_is_read_through_its_gaps(typed: str) -> None:
    assert compact(typed) == "AB123"
