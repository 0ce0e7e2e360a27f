"""The plan: once an end, on a working day, dropped when the case goes on, and only where it could be opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onewindow.kernel.cases import blind
from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.kernel.handbook import Module, days
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.journal.listeners import listeners
from onewindow.kernel.parameters.actions import set_value
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.revisits import lot, planning
from onewindow.modules.revisits.models import Revisit, Seed
from onewindow.modules.revisits.tests.conftest import CALLED, Found

pytestmark = pytest.mark.django_db


def sampled(share: float) -> None:
    entry = replace(CALLED, revisit=replace(CALLED.revisit, share=share))
    others = [module for module in shelf().modules if module.package != "onewindow.modules.called"]
    put(Shelf((*others, Module("onewindow.modules.called", "测试", (entry,)))))


def test_an_end_plans_a_turn_for_each_span(finding: Found) -> None:
    one, two = finding.turns()
    assert [one.nth, two.nth] == [1, 2] and one.state == two.state == "open"
    assert local_date(one.due_at) == date(2026, 3, 9) and local_date(two.due_at) == date(2026, 4, 1)
    assert one.first and not two.first and one.number == finding.number
    seed = Seed.objects.get(month="2026-03").seed
    assert one.draw == lot.number(seed, finding.number, 1) and one.share == 1.0


def test_told_again_it_plans_nothing_new(finding: Found) -> None:
    before = [(one.pk, one.draw, one.state) for one in finding.turns()]
    finding.told().told()
    assert [(one.pk, one.draw, one.state) for one in finding.turns()] == before


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ("2026-02-08T10:00", date(2026, 2, 24)),  # the fifteenth is the first of nine days of Spring Festival
        ("2026-02-07T10:00", date(2026, 2, 14)),  # a Saturday that is worked
        ("2026-09-24T10:00", date(2026, 10, 8)),  # the first of October
        ("2026-03-02T23:59", date(2026, 3, 9)),
    ],
)
def test_the_day_to_ask_is_a_working_day(ended: str, due: date) -> None:
    at = planning.due_at(days(7), datetime.fromisoformat(ended).replace(tzinfo=SHANGHAI))
    assert at is not None and local_date(at) == due


def test_a_year_without_a_calendar_is_not_guessed_and_is_reckoned_later(
    finding: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert planning.due_at(days(7), datetime(2040, 1, 1, tzinfo=SHANGHAI)) is None
    Revisit.objects.update(due_at=None)
    assert planning.reckon_missing(now=MONDAY) == 2 and planning.reckon_missing(now=MONDAY) == 0
    assert local_date(finding.turns()[0].due_at) == date(2026, 3, 9)


def test_opened_again_what_was_to_come_is_dropped_and_the_next_end_plans_anew(finding: Found) -> None:
    finding.then("system", "reopen", {"reason": "又发现电线"}).told()
    assert [one.state for one in finding.turns()] == ["dropped", "dropped"]
    finding.closed_again().told()
    assert [one.state for one in finding.turns()] == ["dropped", "dropped", "open", "open"]
    assert not any(one.first for one in finding.turns()[2:])


def test_an_end_that_cannot_be_opened_again_is_not_asked_about(town: City) -> None:
    found = Found(town).then("gong", "dismiss", {"reason": "现场没有电线"}).told()
    assert found.state == "dismissed" and found.turns() == []


def test_history_brought_in_is_not_called_about(finding: Found) -> None:
    Revisit.objects.all().delete()
    for line in finding.lines():
        planning.keep_plan(replace(line, act="bring_in"))
    assert finding.turns() == []


def test_without_a_phone_it_is_drawn_and_nobody_is_called(town: City) -> None:
    assert [one.state for one in Found(town, tel="").closed().told().turns()] == ["nobody", "nobody"]


def test_a_share_draws_by_the_number_and_keeps_both(town: City) -> None:
    sampled(0.5)
    found = [Found(town, f"隐患{n}").closed().told() for n in range(6)]
    turns = [turn for one in found for turn in one.turns()]
    assert len(turns) == 12 and {turn.share for turn in turns} == {0.5}
    assert all((turn.state == "open") is lot.drawn(turn.draw, 0.5) for turn in turns)


def test_the_city_may_raise_a_share_and_a_case_opened_by_a_revisit_is_always_asked_again(town: City) -> None:
    sampled(1e-9)
    found = Found(town).closed().told()
    assert [one.state for one in found.turns()] == ["passed", "passed"]
    set_value(case_type="revisits", code="share.raised", value="320402=1", ground="测试文件第1号", set_by="何局长", now=MONDAY)  # fmt: skip
    other = Found(town, "堵塞通道").closed().told()
    assert [one.state for one in other.turns()] == ["open", "open"]
    Revisit.objects.filter(case_id=found.id, nth=1).update(reopened=True)
    set_value(case_type="revisits", code="share.raised", value="", ground="测试文件第2号", set_by="何局长", now=MONDAY)
    found.then("system", "reopen", {"reason": "本人说没有解决"}).closed_again().told()
    assert [one.state for one in found.turns()[2:]] == ["open", "open"]


def test_the_house_tells_the_plan_of_every_end() -> None:
    assert [one.call for one in listeners() if one.name == "revisits"] == [planning.keep_plan]


def test_a_matter_without_a_revisit_plans_nothing(finding: Found) -> None:
    brief = blind.briefs([finding.id])[finding.id]
    assert planning.plan("x", replace(brief, edition="2026"), "dismissed", MONDAY, now=MONDAY) == []
