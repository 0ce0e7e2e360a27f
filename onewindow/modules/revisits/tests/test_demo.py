"""The demo: the seed's 99.5 % with its numerator and denominator, once however often it is planted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.loop import FOUND
from onewindow.modules.revisits import demo, results
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.tests.conftest import CALLED

pytestmark = pytest.mark.django_db


def history(n: int) -> None:
    past = [Moment("found", MONDAY, "report"), Moment("closed", MONDAY + timedelta(days=2), "pass")]
    filings = [Filing(CALLED.code, {**FOUND, "item": f"隐患{nth}"}, past=past) for nth in range(n)]
    assert not file_many(filings, actor=SYSTEM_ACTOR, now=MONDAY, reason="测试历史", act="bring_in").refused


def test_of_two_hundred_revisits_one_is_not_satisfied_and_the_draw_can_be_reckoned(town: City) -> None:
    history(215)
    now = MONDAY + timedelta(days=60)
    demo.plant(now)
    demo.plant(now)
    span = {"since": MONDAY, "until": now}
    [line] = results.by_kind_and_unit(actor=town.actor("xu"), **span)
    assert line.first_satisfied == (199, 200) and results.Share(*line.first_satisfied).value == 99.5
    assert (line.planned, line.synthetic, line.answered) == (215, 215, (200, 215))
    assert [one.wrong for one in results.audits(actor=town.actor("xu"), now=now)] == [0]


def test_too_few_ends_tell_no_rate(town: City) -> None:
    history(30)
    demo.plant(MONDAY + timedelta(days=60))
    assert not Revisit.objects.exists()
