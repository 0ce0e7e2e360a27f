"""How near two texts are: the same both ways, between nothing and all, and all for the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.complaints.pairs.likeness import near

WORDS = st.text(alphabet="窗口办证慢态度差身份110 a", max_size=40)


@given(WORDS, WORDS)
def test_it_is_the_same_both_ways_and_never_more_than_all(a, b):
    assert near(a, b) == near(b, a) and 0 <= near(a, b) <= 1


@given(WORDS)
def test_a_text_is_as_near_to_itself_as_can_be(a):
    assert near(a, a) == (1 if a.strip() else 0)


@given(WORDS, WORDS)
def test_what_is_added_brings_it_no_nearer_to_what_it_was(a, more):
    assert near(a, f"{a} {more}") <= near(a, a)
