"""The demo's hazards: the published rates with their numerator and denominator, and work at every stage in the beat."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.indicators.declared import reckoned
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City
from onewindow.modules.hazards.demo import AGAIN, BEAT, PLAN, plant
from onewindow.modules.hazards.hazard import HAZARD

pytestmark = pytest.mark.django_db


def figures(city: City, who: str = "he"):
    cut = {"since": MONDAY - timedelta(days=364), "until": MONDAY + timedelta(days=1)}
    return {one.of.code: one for one in reckoned(HAZARD, actor=city.actor(who), **cut)}


def test_the_published_rates_come_out_with_what_was_counted(town: City):
    plant(MONDAY)
    found = figures(town)
    assert (found["rectified"].numerator, found["rectified"].denominator) == (310, 360)
    assert round(found["rectified"].value, 1) == 86.1
    assert (found["security"].numerator, found["security"].denominator) == (169, 171)
    assert round(found["security"].value, 2) == 98.83
    assert (found["pushed"].numerator, found["pushed"].denominator) == (358, 360)
    assert found["relapsed"].numerator == AGAIN
    assert 80 < found["rectified_in_time"].value < 100 and found["pushed_in_time"].value > 95


def test_planting_twice_is_planting_once(town: City):
    plant(MONDAY)
    plant(MONDAY + timedelta(days=1))
    assert (
        Case.objects.filter(case_type="hazards.hazard").count()
        == sum(a + b for _, a, b in PLAN) + len(BEAT) + AGAIN
        == 360
    )


def test_in_the_beat_some_stand_at_every_stage_and_several_at_one_door(town: City):
    plant(MONDAY)
    live = Case.objects.filter(case_type="hazards.hazard", place=XINHUA_PLACE, ended_at=None)
    assert {"found", "pushed", "signed", "rectified"} <= set(live.values_list("state", flat=True))
    doors = Counter(word for row in live for word in row.grams if word.startswith("addr:"))
    assert doors.most_common(1)[0][1] >= 4


def test_an_officer_of_the_beat_may_check_what_the_street_says_it_mended(town: City):
    plant(MONDAY)
    waiting = Case.objects.filter(case_type="hazards.hazard", state="rectified", hands__report=town.accounts["han"].id)
    assert waiting.count() == sum(state == "rectified" for state, *_ in BEAT)
