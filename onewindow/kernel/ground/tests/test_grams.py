import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.grams import grams, query_grams


@pytest.mark.parametrize(("text", "found"), [
    ("居住证申领", ["住证", "居住", "申领", "证申"]),
    ("苏A012345 张三", ["a012345", "张三", "苏"]),
    ("甲,乙", ["乙", "甲"]),
    ("Ab-cD ab", ["ab", "cd"]),
    ("\u212a１ é", []),
    ("", []),
    ("𠮷田", ["田"]),
    ("常州常州", ["州常", "常州"]),
])  # fmt: skip
def test_terms_are_pairs_and_words(text: str, found: list[str]) -> None:
    assert grams(text) == found


HAN = "[^\u3400-\u4dbf\u4e00-\u9fff]+"


def by_the_sql(text: str) -> set[str]:
    """A transcription of `zh_grams`, clause by clause."""
    runs = [run for run in re.split(HAN, text) if run]
    pairs = {run[i - 1 : i + 1] for run in runs for i in range(1, max(len(run) - 1, 1) + 1)}
    return pairs | {word.lower() for word in re.findall("([A-Za-z0-9]+)", text)}


@given(st.text(st.sampled_from("常州市居住证aB1 -，\u3400\u9fff\ua000é"), max_size=30) | st.text(max_size=30))
def test_python_and_sql_cut_alike(text: str) -> None:
    assert grams(text) == sorted(by_the_sql(text))


def test_a_lone_character_is_left_to_the_plain_filter() -> None:
    assert query_grams("张") == []
    assert query_grams("张 三丰 A") == ["a", "三丰"]


@given(st.text("常州市居住 ", max_size=20), st.data())
def test_a_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    piece = text[first : data.draw(st.integers(first, len(text)))]
    assert set(query_grams(piece)) <= set(grams(text))
