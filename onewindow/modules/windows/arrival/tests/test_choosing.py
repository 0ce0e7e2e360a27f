"""Items by everyday words, and one list of papers for all of them.  Pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.windows.arrival import choosing
from onewindow.modules.windows.items import BY_CODE, ITEMS


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我要换驾照", "licence.renew"),
        ("身份证到期了怎么办", "idcard.renew"),
        ("迁户口", "household.move"),
        ("护照", "passport.ordinary"),
        ("港澳通行证", "permit.hongkong"),
        ("暂住证", "residence.permit"),
        ("刻章", "seals.licence"),
        ("办不成", "unsolved"),
    ],
)
def test_an_everyday_word_finds_the_item_first(said: str, meant: str) -> None:
    assert choosing.found(said)[0].code == meant


def test_words_about_nothing_find_nothing() -> None:
    assert choosing.found("买火车票") == [] and choosing.found("") == [] and choosing.found("？？？") == []


@given(st.text(max_size=80))
def test_whatever_is_typed_is_answered(said: str) -> None:
    found = choosing.found(said)
    assert len({item.code for item in found}) == len(found)


@given(st.lists(st.sampled_from([*BY_CODE, "nothing.such", ""]), max_size=40))
def test_what_was_chosen_is_known_each_once_and_not_too_much(codes: list[str]) -> None:
    chosen = [item.code for item in choosing.chosen(codes)]
    assert len(set(chosen)) == len(chosen) <= choosing.MOST
    assert set(chosen) <= set(codes) & set(BY_CODE)


@given(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=6, unique_by=lambda one: one.code))
def test_no_paper_is_asked_for_twice_or_when_we_hold_it(items: list) -> None:
    told = choosing.papers(items)
    assert len({one["title"] for one in told}) == len(told)
    held = {one["title"] for one in told if one.get("held")}
    assert held == {paper.title for item in items for paper in item.papers if paper.held}
    assert all(one["held_from"] for one in told if one.get("held")), "who holds it is said"


def test_two_matters_want_one_card() -> None:
    told = choosing.papers([BY_CODE["licence.renew"], BY_CODE["passport.ordinary"]])
    assert [one["title"] for one in told].count("居民身份证") == 1


def test_every_item_stands_in_one_group_and_the_picked_are_ticked() -> None:
    groups = choosing.groups(ITEMS, ["idcard.renew"])
    drawn = [item for group in groups for item in group["items"]]
    assert sorted(item["code"] for item in drawn) == sorted(BY_CODE)
    assert [item["code"] for item in drawn if item["chosen"]] == ["idcard.renew"]


def test_nobody_is_taken_for_old_unless_they_say_so() -> None:
    assert [one["code"] for one in choosing.reasons() if one["chosen"]] == [""]
    assert [one["code"] for one in choosing.reasons("pregnant") if one["chosen"]] == ["pregnant"]
