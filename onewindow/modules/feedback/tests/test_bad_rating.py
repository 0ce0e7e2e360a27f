"""Bad ratings: opened once by themselves, kept from who was rated, counted so that silence is no praise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from onewindow.kernel.cases import actions, gate, queries, ratings
from onewindow.kernel.cases.models import Case, Rating
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.kernel.testing.story import Story
from onewindow.modules.feedback import demo
from onewindow.modules.feedback.bad_rating import BAD_RATING
from onewindow.modules.feedback.definition import MODULE
from onewindow.modules.feedback.source import open_bad_rating

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def town(city: City, matter: str) -> Iterator[City]:
    staff(city, "ma", "hall_chief", "hongmei")
    staff(city, "qin", "chief", "tianning")
    yield city


def rated(city: City, level: int, *, story: Story | None = None, **more) -> Story:
    story = story or Story(city).issued()
    story.now += HOUR
    ratings.rate(story.id, level=level, actor=city.actor("li"), now=story.now, **more)
    tell()
    return story


def tell(now: datetime = MONDAY + timedelta(days=9)) -> None:
    """Every rating there is, told again, as the pump would after a fall."""
    for line in rows("select * from journal_line where about = 'rating' order by id"):
        facts = queries.loaded(line["facts"])
        open_bad_rating(
            Told(f"e{line['id']}", line["id"], line["event"], line["at"], line["about"], line["subject_id"],
                 line["version"], line["kind"], line["act"], "", "", line["actor_id"], line["unit_path"], facts, now)
        )  # fmt: skip


def loops() -> list[Case]:
    return list(Case.objects.filter(case_type=BAD_RATING.code, submitted_at__isnull=False).order_by("id"))


def take(city: City, name: str, step: str, case_id: int, now: datetime = MONDAY + timedelta(days=10), **given):
    actor = SYSTEM_ACTOR if name == "system" else city.actor(name)
    return actions.take(step, case_id=case_id, actor=actor, now=now, given=given)


def mended(city: City, case_id: int, contact: str = "called") -> None:
    take(city, "ma", "push", case_id)
    take(city, "ma", "sign", case_id, contact=contact)
    take(city, "ma", "rectify", case_id, finding="real", mending="at_once", mended="当面道歉，改了告知单")


def test_the_chapter_is_sound_and_every_walk_ends():
    Shelf([MODULE]).check()
    assert all(BAD_RATING.state[walk(BAD_RATING, seed)[-1]].ends for seed in range(100))


@pytest.mark.parametrize(("level", "opened"), [(1, 0), (3, 0), (4, 1), (5, 1)])
def test_four_and_five_open_a_loop_and_better_ones_none(town, level, opened):
    rated(town, level)
    assert len(loops()) == opened


def test_told_twice_it_is_opened_once(town):
    story = rated(town, 5, words="等太久")
    tell()
    (loop,) = loops()
    assert (
        loop.parent_id == story.id and loop.answers["said"] == "等太久" and loop.unit_path == town.units["hongmei"].path
    )


def test_a_bad_follow_up_of_an_open_one_lies_with_it_and_after_a_good_one_opens(town):
    story = rated(town, 4)
    rated(town, 5, story=story)
    assert len(loops()) == 1
    other = rated(town, 1)
    rated(town, 5, story=other)
    assert [loop.parent_id for loop in loops()] == [story.id, other.id]


def test_how_the_loop_itself_is_rated_opens_nothing(town):
    rated(town, 5)
    (loop,) = loops()
    mended(town, loop.id)
    take(town, "sun", "pass", loop.id)
    ratings.rate(loop.id, level=5, actor=town.actor("li"), now=MONDAY + timedelta(days=11))
    tell()
    assert len(loops()) == 1


def test_a_signed_rating_carries_the_person_and_an_anonymous_one_nobody(town):
    rated(town, 5)
    rated(town, 5, signed=False)
    signed, anonymous = loops()
    assert signed.person_id and not anonymous.person_id and not anonymous.applicant_name
    assert "李" not in str(signed.answers) and "138" not in str(signed.answers)


def test_the_anonymous_are_not_called_and_the_signed_are(town):
    rated(town, 5, signed=False)
    rated(town, 5)
    anonymous, signed = loops()
    for loop, wrong in ((anonymous, "called"), (signed, "anonymous")):
        take(town, "ma", "push", loop.id)
        with pytest.raises(gate.NotMet, match="匿名"):
            take(town, "ma", "sign", loop.id, contact=wrong)
    take(town, "ma", "sign", anonymous.id, contact="anonymous")


def test_who_was_rated_does_not_see_it(town):
    rated(town, 5)
    (loop,) = loops()
    for name in ("wang", "chen"):
        with pytest.raises(gate.NotFound):
            queries.case(loop.id, actor=town.actor(name), now=MONDAY)


def test_who_worked_on_the_rated_case_neither_signs_nor_mends_nor_judges(town):
    for role in ("hall_chief", "chief"):
        Grant.objects.create(
            account=town.accounts["wang"], role=role, unit=town.units["hongmei"], since=MONDAY.date(), reason="测试"
        )
    rated(town, 5)
    (loop,) = loops()
    take(town, "ma", "push", loop.id)
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "sign", loop.id, contact="called")
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "dismiss", loop.id, ground="mistaken", reason="我认为是误评，请核实")
    take(town, "ma", "sign", loop.id, contact="called")
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "rectify", loop.id, finding="by_rule", mending="explained", mended="没有问题")


def test_an_objection_is_judged_by_another_and_what_is_struck_stays_on_record(town):
    story = rated(town, 5, words="点错了")
    (loop,) = loops()
    take(town, "ma", "object", loop.id, objection="评价人当场说点错了等级")
    take(town, "sun", "dismiss", loop.id, ground="mistaken", reason="评价人确认是误评")
    kept = Rating.objects.get(case_id=story.id)
    assert (kept.level, kept.words) == (5, "点错了")
    assert Case.objects.get(id=loop.id).answers["ground"] == "mistaken"


def test_figures_by_hand(town, client, monkeypatch):
    for level in (1, 2, 3, 4):
        rated(town, level)
    struck = rated(town, 5)
    Story(town).issued()  # nobody rates this one
    loop = next(one for one in loops() if one.parent_id == struck.id)
    take(town, "sun", "dismiss", loop.id, ground="malicious", reason="经核查没有这回事")
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + timedelta(days=12))
    client.force_login(town.accounts["sun"])
    html = client.get("/desk/feedback/").content.decode()
    for words in ("5 / 6", "3 / 4", "1 / 4", "样本少", "1 / 2"):
        assert words in html, words
    assert "王窗口" not in html and "陈审批" not in html


def test_the_page_is_for_those_who_answer_for_the_window(town, client):
    for name, status in (("wang", 403), ("li", 403), ("ma", 200), ("xu", 200)):
        client.force_login(town.accounts[name])
        assert client.get("/desk/feedback/").status_code == status


def test_the_demo_is_planted_once_and_its_events_open_nothing_more(town):
    for _ in range(4):
        Story(town).issued()
    demo.plant(MONDAY + timedelta(days=40))
    demo.plant(MONDAY + timedelta(days=41))
    before = len(loops())
    tell(MONDAY + timedelta(days=41))
    assert len(loops()) == before == 4
    assert [loop.state for loop in loops()] == ["closed", "signed", "dismissed", "closed"]


def test_the_hall_s_chief_finds_it_in_the_list_that_the_page_links_to(town, client):
    rated(town, 5)
    (loop,) = loops()
    client.force_login(town.accounts["ma"])
    assert loop.number in client.get(f"/desk/?list=todo&type={BAD_RATING.code}").content.decode()
    assert client.get(f"/desk/case/{loop.number}").status_code == 200
    assert "待办" in client.get("/desk/feedback/").content.decode()


def visited(city: City, level: int, flagged: str = "", ticket: int = 81) -> None:
    facts = {"level": level, "flagged": flagged, "ticket": "A012", "hands": [city.accounts["wang"].id]}
    open_bad_rating(
        Told(f"v{ticket}", 1, "windows.rated", MONDAY, "visit", ticket, 3, "windows", "rate", "", "", None,
             city.units["hongmei"].path, facts, MONDAY)
    )  # fmt: skip


def test_a_bad_rating_of_a_visit_opens_once_for_the_station_and_nobody_is_called(town):
    visited(town, 5)
    visited(town, 5)
    visited(town, 2, ticket=82)
    visited(town, 5, "too_soon", ticket=83)
    (loop,) = loops()
    assert loop.state == "found" and loop.unit_path == town.units["hongmei"].path and loop.person_id is None
    Grant.objects.create(
        account=town.accounts["wang"], role="hall_chief", unit=town.units["hongmei"], since=MONDAY.date(), reason="测试"
    )
    take(town, "ma", "push", loop.id)
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "sign", loop.id, contact="anonymous")
    take(town, "ma", "sign", loop.id, contact="anonymous")
