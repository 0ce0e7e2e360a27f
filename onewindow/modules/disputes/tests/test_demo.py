"""The demo's disputes: the published rate with its numerator and denominator, and work at every stage in the beat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.indicators.declared import reckoned
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City
from onewindow.modules.disputes.demo import BEAT, PLAN, plant
from onewindow.modules.disputes.dispute import DISPUTE

pytestmark = pytest.mark.django_db


def test_the_published_rate_comes_out_with_what_was_counted(town: City):
    plant(MONDAY)
    cut = {"since": MONDAY - timedelta(days=364), "until": MONDAY + timedelta(days=1)}
    found = {one.of.code: one for one in reckoned(DISPUTE, actor=town.actor("he"), **cut)}
    assert (found["rectified"].numerator, found["rectified"].denominator) == (242, 258)
    assert round(found["rectified"].value, 1) == 93.8 and found["rectified"].of.title == "化解率"
    assert found["agreed"].numerator == 152 and found["settled_in_time"].value > 80


def test_planting_twice_is_planting_once_and_every_case_says_it_is_invented(town: City):
    plant(MONDAY)
    plant(MONDAY + timedelta(days=1))
    cases = Case.objects.filter(case_type="disputes.dispute")
    assert cases.count() == sum(count for _, count in PLAN) + len(BEAT) == 258
    assert all("合成" in row["matter"] for row in cases.values_list("answers", flat=True))


def test_in_the_beat_some_stand_at_every_stage_and_wait_for_another_hand(town: City):
    plant(MONDAY)
    live = Case.objects.filter(case_type="disputes.dispute", place=XINHUA_PLACE, ended_at=None)
    states = set(live.values_list("state", flat=True))
    assert {"found", "pushed", "signed", "agreed", "performing", "rectified"} <= states
    assert live.filter(state="rectified", hands__rectify=town.accounts["guo"].id).exists()
