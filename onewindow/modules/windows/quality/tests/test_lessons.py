"""Weekly study and quarterly tests: what is missing is named, nobody is ranked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.models import Grant
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import QuarterTest, Study
from onewindow.modules.windows.quality import lessons, queries
from onewindow.modules.windows.staffing.reach import NoSuchHall

TODAY = MONDAY.date()


@pytest.fixture
def learn(city, hall):
    def made(*there, day=TODAY, minutes=60, by="meng", subject="一次性告知怎样写"):
        ids = [city.accounts[name].id for name in there or ("wang", "lin")]
        return lessons.study(
            hall=hall, day=day, subject=subject, minutes=minutes, there=ids, actor=city.actor(by), now=MONDAY
        )

    return made


@pytest.fixture
def sit(city, hall):
    def made(name="wang", score=85, day=TODAY, by="meng"):
        account = city.accounts[name].id if name in city.accounts else 0
        return lessons.quarter_test(
            hall=hall, account_id=account, day=day, score=score, actor=city.actor(by), now=MONDAY
        )

    return made


def weeks(hall):
    return queries.weeks_of(hall, MONDAY, 60)


def refused(act, *args, **more):
    with pytest.raises(BadAnswers) as said:
        act(*args, **more)
    return set(said.value.errors)


def test_a_week_adds_up_and_names_who_was_at_nothing(learn, hall):
    learn("wang", minutes=30)
    assert weeks(hall)[0].state == "short"
    learn("lin", minutes=30)
    week = weeks(hall)[0]
    assert (week.state, week.minutes) == ("done", 60)
    assert set(week.absent) == {"fang", "meng"}


def test_weeks_without_a_lesson_are_named_and_a_week_of_holidays_is_not_missing(hall, learn):
    learn(day=TODAY - timedelta(days=7))
    states = {one.monday: one.state for one in weeks(hall)}
    assert states[TODAY] == "running"
    assert states[TODAY - timedelta(days=7)] == "done"
    assert states[date(2026, 2, 16)] == "closed"  # the Spring Festival of 2026, 15 to 23 February
    assert states[date(2026, 2, 9)] == "missing"
    assert len(states) == queries.WEEKS


def test_a_lesson_keeps_the_names_of_its_day(learn, city):
    made = learn("wang")
    assert Study.objects.get().there == {str(city.accounts["wang"].id): "王窗口"}
    assert queries.own_lessons(city.accounts["wang"].id) == [made]
    assert queries.own_lessons(city.accounts["lin"].id) == []


def test_a_lesson_that_cannot_be_is_refused_at_its_field(learn, city, hall):
    assert refused(learn, day=TODAY + timedelta(days=1)) == {"day"}
    assert refused(learn, day=TODAY - timedelta(days=32)) == {"day"}
    assert refused(learn, day=None) == {"day"}
    assert refused(learn, minutes=0, subject=" ") == {"minutes", "subject"}
    assert refused(learn, "zhao") == {"there"}  # works next door
    assert not Study.objects.exists()


def test_every_try_is_kept_and_the_best_counts(sit, city, hall):
    assert not sit(score=79).passed
    assert sit(score=80).passed
    assert not sit(score=10).passed
    wang = next(one for one in queries.tests_of(hall, "2026Q1", TODAY) if one.officer.name == "王窗口")
    assert [one.score for one in wang.tries] == [79, 80, 10] and wang.best.score == 80
    assert len(queries.own_tests(city.accounts["wang"].id)) == 3


def test_who_has_no_test_is_named_and_the_order_is_of_badges(sit, hall):
    sit("lin", score=100)
    found = queries.tests_of(hall, "2026Q1", TODAY)
    badges = [one.officer.badge for one in found]
    assert badges == sorted(badges)
    assert {one.officer.name for one in found if one.best is None} == {"王窗口", "fang", "meng"}


def test_who_has_left_since_stays_in_the_record(sit, city, hall):
    sit("lin")
    Grant.objects.filter(account=city.accounts["lin"]).update(until=TODAY - timedelta(days=1))
    assert queries.tests_of(hall, "2026Q1", TODAY)[-1].officer.name == "lin"


def test_a_test_that_cannot_be_is_refused_at_its_field(sit):
    assert refused(sit, score=101) == {"score"}
    assert refused(sit, score=None) == {"score"}
    assert refused(sit, "zhao") == {"account"}
    assert refused(sit, "meng") == {"account"}  # one's own
    assert refused(sit, day=None) == {"day"}
    assert not QuarterTest.objects.exists()


def test_the_supervisor_looks_but_does_not_keep_the_hall_s_books(learn, sit):
    for act in (learn, sit):
        with pytest.raises(NoSuchHall):
            act(by="xu")


@given(some.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_a_quarter_ends_on_its_last_day(day):
    quarter = lessons.quarter_of(day)
    end = queries.last_day(quarter)
    assert day <= end and lessons.quarter_of(end) == quarter
    assert lessons.quarter_of(end + timedelta(days=1)) != quarter


def test_the_quarters_offered_go_back_a_year():
    assert queries.quarters(date(2026, 3, 2)) == ["2026Q1", "2025Q4", "2025Q3", "2025Q2", "2025Q1"]
