"""Rating a finished case: once, once more, never by staff; and what is counted of it, by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import drafts, ratings
from onewindow.kernel.cases.models import Case, Rating
from onewindow.kernel.cases.rated import rated
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.matter import TEST_MATTER
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def finished(city: City) -> Story:
    return Story(city).issued()


def given(story: Story, city: City, level: int, after: timedelta = LATER, **more) -> None:
    ratings.rate(story.id, level=level, actor=city.actor("li"), now=story.now + after, **more)


def counted(city: City, name: str = "he"):
    return rated(
        actor=city.actor(name), since=MONDAY - timedelta(days=1), until=MONDAY + timedelta(days=30), too_soon=10,
        same_device=1, struck_by=TEST_MATTER.code,
    )  # fmt: skip


def test_a_second_rating_is_the_follow_up_and_a_third_is_refused(city: City, matter: str):
    story = finished(city)
    given(story, city, 5)
    given(story, city, 2, LATER * 2)
    with pytest.raises(ratings.RatedAlready):
        given(story, city, 1, LATER * 3)
    told = ratings.rating_of(story.id)
    assert told["level"] == 5 and told["again"]["level"] == 2 and Rating.objects.count() == 2


def test_staff_do_not_rate_for_anybody(city: City, matter: str):
    story = finished(city)
    for name in ("wang", "chen", "sun"):
        with pytest.raises(ratings.NotRateable):
            ratings.rate(story.id, level=1, actor=city.actor(name), now=story.now + LATER)


def test_the_event_says_the_level_whether_signed_and_whether_it_follows_up(city: City, matter: str):
    story = finished(city)
    given(story, city, 5, signed=False)
    given(story, city, 1, LATER * 2)
    found = rows("select facts->>'level' as l, facts->>'signed' as s, facts->>'follow_up' as f from journal_line "
                 "where about = 'rating' order by version")  # fmt: skip
    assert [tuple(one.values()) for one in found] == [("5", "false", "false"), ("1", "true", "true")]


def test_counts_by_hand_with_the_unrated_nowhere_among_the_satisfied(city: City, matter: str):
    stories = [finished(city) for _ in range(5)]
    given(stories[0], city, 1)
    given(stories[0], city, 5, LATER * 2)  # a follow-up changes no share
    given(stories[1], city, 4)
    given(stories[2], city, 2, timedelta(seconds=3))  # sooner than anybody reads
    given(stories[3], city, 5)
    struck = Story(city)
    Case.objects.filter(id=struck.id).update(parent_id=stories[3].id, state="dismissed")
    (unit,) = counted(city)
    assert (unit.ended, unit.rated, unit.good, unit.bad, unit.flagged, unit.struck) == (5, 4, 1, 1, 1, 1)
    assert unit.follow_ups == 1 and unit.n == 2
    assert counted(city, "qian") == []


def test_many_people_on_one_device_are_flagged_and_one_is_not(city: City, matter: str):
    one, two = finished(city), finished(city)
    given(one, city, 1, device="d1")
    assert counted(city)[0].flagged == 0
    given(two, city, 1, device="d1")
    Rating.objects.filter(case_id=two.id).update(by=999)
    assert counted(city)[0].flagged == 2


def test_the_system_opens_for_a_person_and_a_resident_only_for_oneself(city: City, matter: str):
    li, zhou = city.accounts["li"].person_id, city.accounts["zhou"].person_id
    assert drafts.open_draft(matter, actor=city.actor("li"), now=MONDAY, person_id=zhou).person_id == li
    with pytest.raises(drafts.NotOpenToYou):
        drafts.open_draft(matter, actor=SYSTEM_ACTOR, now=MONDAY, person_id=zhou)
