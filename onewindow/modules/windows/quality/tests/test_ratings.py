"""The table of ratings: what nobody rated is nobody's praise, what is flagged stands apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import Sitting, Ticket, VisitRating
from onewindow.modules.windows.quality import rated
from onewindow.modules.windows.quality.ratings import Row, ratings_of
from onewindow.modules.windows.staffing.tests.small_hall import small_hall, window

TODAY = MONDAY.date()


@pytest.fixture
def visit(hall):
    """A visit that ended at a window, rated or not."""

    def made(*numbers, level=None, flagged="", days=0, state="done", words="", at=hall):
        ended = MONDAY + timedelta(days=days)
        nth = Ticket.objects.count()
        ticket = Ticket.objects.create(
            hall=at, day=ended.date(), number=f"A{nth:03d}", token=str(nth), lane="ordinary", items=[], source="kiosk",
            state=state, rank=ended, taken_at=ended, ended_at=ended,
        )  # fmt: skip
        for hours, number in enumerate(numbers or (1,)):
            started = ended + timedelta(hours=hours)
            Sitting.objects.create(
                ticket=ticket, window=window(at, number), account_id=1, account_name="", called_at=started,
                started_at=started, ended_at=started,
            )  # fmt: skip
        if level:
            VisitRating.objects.create(
                ticket=ticket, level=level, flagged=flagged, words=words, channel="phone", seconds_after=60, at=ended
            )

    return made


def test_rated_flagged_and_unrated_are_three_things(visit, hall):
    for level in (1, 3, 4, None, None):
        visit(level=level)
    visit(level=1, flagged="too_soon,same_phone")
    whole = ratings_of(hall, TODAY, TODAY).whole
    assert (whole.visits, whole.n, whole.good, whole.flagged.total(), whole.unrated) == (6, 3, 2, 1, 2)


def test_a_row_is_one_window_on_one_day_and_the_last_window_counts(visit, hall):
    visit(1, level=1)
    visit(1, 2, level=2)
    visit(2, days=1, level=5)
    found = ratings_of(hall, TODAY, TODAY + timedelta(days=1))
    assert [(one.day.day, one.number, one.n) for one in found.rows] == [(3, 2, 1), (2, 1, 1), (2, 2, 1)]
    assert [(one.number, one.visits) for one in found.windows] == [(1, 1), (2, 2)]


def test_only_visits_that_ended_here_on_these_days_are_in_it(visit, hall, city):
    visit(level=1, days=1)
    visit(level=1, state="left")
    visit(level=1, at=small_hall(city, "sanjing", "sj"))
    assert ratings_of(hall, TODAY, TODAY).whole.visits == 0


def test_few_ratings_have_no_share(visit, hall):
    for _ in range(29):
        visit(level=1)
    assert rated.table(ratings_of(hall, TODAY, TODAY))["whole"]["share"] == ""
    visit(level=5)
    assert rated.table(ratings_of(hall, TODAY, TODAY))["whole"]["share"] == "96.7%"


def test_why_they_are_flagged_and_what_the_dissatisfied_say(visit, hall):
    visit(level=5, words="等太久")
    visit(level=4, flagged="too_soon", words="")
    visit(level=1, flagged="too_soon,window_device")
    table = rated.table(ratings_of(hall, TODAY, TODAY))
    assert [one["n"] for one in table["reasons"]] == [2, 1, 0]
    assert {(one["level"], one["words"], bool(one["flagged"])) for one in table["bad"]} == {
        ("非常不满意", "等太久", False),
        ("不满意", "", True),
    }


def test_a_long_list_of_words_says_how_long_it_is(visit, hall, monkeypatch):
    monkeypatch.setattr(rated, "MOST", 1)
    visit(level=5, words="早上")
    visit(level=4, words="第二天", days=1)
    table = rated.table(ratings_of(hall, TODAY, TODAY + timedelta(days=1)))
    assert table["dissatisfied"] == 2 and [one["words"] for one in table["bad"]] == ["第二天"]


levels = some.dictionaries(some.integers(1, 5), some.integers(0, 40))


@given(levels, levels, some.integers(0, 50))
def test_what_is_added_up_is_all_of_it(counted, flagged, unrated):
    one = Row(None, 1)
    one.levels.update(counted)
    one.flagged.update(flagged)
    one.visits = sum(counted.values()) + sum(flagged.values()) + unrated
    whole = Row(None, None)
    whole.take(one)
    whole.take(one)
    assert (whole.unrated, whole.n) == (2 * unrated, 2 * one.n)
    assert whole.share is None or 0 <= whole.share <= 100
