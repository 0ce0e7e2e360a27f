"""The demo city shows the rates of the report, each with its numerator and denominator; planted once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.store.statements import one
from onewindow.modules.directives import demo, figures
from onewindow.modules.directives.intake import filtering
from onewindow.modules.directives.models import Batch

pytestmark = pytest.mark.django_db


def test_the_rates_of_the_report_come_out_with_what_was_counted(town):
    now = timezone.now()
    demo.plant(now)
    before = one("select count(*) as n from cases_case")
    demo.plant(now)
    assert one("select count(*) as n from cases_case") == before
    cut = {"actor": town.actor("han", now), "since": now - timedelta(days=90), "until": now, "now": now}
    found = {one.of.code: one for one in figures.reckoned(**cut)}
    told = {code: (found[code].numerator, found[code].denominator, round(found[code].value or 0, 1)) for code in
            ("verified", "fed_back", "done")}  # fmt: skip
    assert told == {"verified": (89, 90, 98.9), "fed_back": (332, 333, 99.7), "done": (332, 333, 99.7)}
    assert found["done_in_time"].numerator < found["done_ever"].numerator
    wrong, pushed = figures.false_pushes(**cut)
    assert 0 < wrong < pushed == 540
    assert verify().faults == []


def test_the_pushes_of_the_demo_meet_every_fate(town):
    town.accounts["he"].refresh_from_db()
    now = timezone.now()
    demo.plant(now)
    batch = Batch.objects.get()
    counts = filtering.counted(batch.id)
    assert {"issued", "merged", "again", "no_basis", "beyond_duty", "no_such_place", "expired"} <= set(counts)
    assert sum(counts.values()) + batch.bad == demo.PUSHES and batch.bad > 0
