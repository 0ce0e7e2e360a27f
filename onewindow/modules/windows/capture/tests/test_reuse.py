"""60+ 免拍免交: who, which matter, which photo, how old."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.windows.capture.reuse import Photo, reusable
from onewindow.modules.windows.policy import PARAMETERS

VALUES = {one.code: one.default for one in PARAMETERS}
TODAY, OLD = date(2026, 3, 2), date(1966, 3, 2)
FRESH = Photo("travel", date(2024, 5, 1), resembles=True)


def said(*photos, born=OLD, item="passport.ordinary", values=VALUES):
    return reusable(photos, item=item, born=born, on=TODAY, values=values)


def test_from_the_sixtieth_birthday_on_a_photo_serves_again():
    assert said(FRESH).photo == FRESH
    assert said(FRESH, born=OLD + timedelta(days=1)).photo is None
    assert "60周岁" in said(FRESH, born=OLD + timedelta(days=1)).why[0]


@pytest.mark.parametrize("item", ["permit.hongkong", "permit.taiwan"])
def test_the_other_exit_entry_documents_know_the_rule(item):
    assert said(FRESH, item=item).photo == FRESH


@pytest.mark.parametrize("item", ["idcard.renew", "licence.renew", ""])
def test_other_matters_do_not(item):
    assert said(FRESH, item=item).photo is None


@pytest.mark.parametrize("kind", ["travel", "card"])
def test_five_years_are_counted_to_the_day(kind):
    assert said(Photo(kind, date(2021, 3, 2), True)).photo
    assert said(Photo(kind, date(2021, 3, 1), True)).photo is None


def test_each_kind_has_its_own_years():
    values = {**VALUES, "senior.card_photo_years": 10}
    card, travel = Photo("card", date(2018, 1, 1), True), Photo("travel", date(2018, 1, 1), True)
    assert said(card, values=values).photo == card
    assert said(travel, values=values).photo is None


def test_somebody_has_compared_it_and_the_face_has_not_changed():
    assert "核对" in said(Photo("travel", date(2024, 5, 1), resembles=False)).why[0]
    assert "变化" in said(Photo("travel", date(2024, 5, 1), resembles=True, changed=True)).why[0]


def test_the_newest_serves_and_of_one_day_the_exit_entry_photo():
    card = Photo("card", date(2025, 5, 1), True)
    assert said(FRESH, card).photo == card
    assert said(Photo("card", FRESH.made, True), FRESH).photo == FRESH


def test_a_photo_from_tomorrow_or_of_another_kind_is_not_taken():
    assert said(Photo("travel", TODAY + timedelta(days=1), True)).photo is None
    assert said(Photo("passport?", FRESH.made, True)).photo is None
    assert said().why == ("没有可以复用的照片",)


@given(
    made=st.dates(date(2000, 1, 1), date(2030, 1, 1)), born=st.dates(date(1920, 1, 1), date(2010, 1, 1)),
    kind=st.sampled_from(["travel", "card", "other"]), resembles=st.booleans(), changed=st.booleans(),
)  # fmt: skip
def test_there_is_always_a_photo_or_a_reason_and_never_both(made, born, kind, resembles, changed):
    verdict = said(Photo(kind, made, resembles, changed), born=born)
    assert (verdict.photo is None) == bool(verdict.why)
