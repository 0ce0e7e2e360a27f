"""The closing loop: four facts in a row, another hand at the check, the same matter once, and reminders by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from onewindow.kernel.cases import actions, drafts, gate, queries, sameness
from onewindow.kernel.cases.attachments import see
from onewindow.kernel.cases.overdue import take_overdue_steps
from onewindow.kernel.files.actions import put as put_file
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.indicators.declared import reached, reckoned
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.people.units import above
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.kernel.testing.filing import picture
from onewindow.kernel.testing.loop import FOUND, LOOPING, TEST_LOOP
from onewindow.kernel.testing.matter import TESTING
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.django_db
MENDED = {"mended": "拆了重装"}
REASON = {"reason": "还看得见电线"}


@pytest.fixture
def town(city: City) -> Iterator[City]:
    """The city with a hub, a street office and two community officers, and the loop on the shelf."""
    before = shelf()
    put(Shelf((*before.modules, TESTING, LOOPING)))
    for name, role in (("hub", "hub"), ("jie", "street"), ("wu", "community"), ("gong", "community")):
        staff(city, name, role, "hongmei")
    for name in ("wu", "gong"):
        Grant.objects.filter(account=city.accounts[name]).update(places=[XINHUA_PLACE])
    yield city
    put(before)


class Loop:
    """One finding and the hands that move it."""

    def __init__(self, city: City, name: str = "wu", now: datetime = MONDAY, **answers: str) -> None:
        self.city, self.now = city, now
        actor = SYSTEM_ACTOR if name == "system" else city.actor(name)
        row = drafts.open_draft(TEST_LOOP.code, actor=actor, now=now, channel="window", answers={**FOUND, **answers})
        self.id = row.id
        actions.take("report", case_id=row.id, actor=actor, now=now, case_type=TEST_LOOP.code)

    def then(self, name: str, step: str, given: dict | None = None, after: timedelta = timedelta(hours=1)) -> Loop:
        self.now += after
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=self.id, actor=actor, now=self.now, given=given or {})
        return self

    def closed(self) -> Loop:
        self.then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
        return self.then("wu", "pass")

    @property
    def row(self):
        return queries.case(self.id, actor=self.city.actor("he"), now=self.now)


def test_the_loop_is_sound_and_every_walk_ends():
    assert faults([LOOPING]) == []
    assert all(TEST_LOOP.state[walk(TEST_LOOP, seed)[-1]].ends for seed in range(100))


def test_found_pushed_signed_rectified_and_checked_are_five_moments(town):
    loop = Loop(town).closed()
    assert [moment[0] for moment in loop.row.moments] == ["draft", "found", "pushed", "signed", "rectified", "closed"]
    assert {code for code, run in loop.row.dues.items() if run["met"]} == {"push", "sign", "rectify", "check"}


def test_who_rectified_does_not_check_and_who_checks_may_send_back(town):
    staff(town, "both", "street", "hongmei")
    Grant.objects.create(
        account=town.accounts["both"],
        role="community",
        unit=town.units["hongmei"],
        since=MONDAY.date(),
        reason="测试",
        places=[XINHUA_PLACE],
    )
    loop = Loop(town).then("hub", "push").then("both", "sign").then("both", "rectify", MENDED)
    with pytest.raises(gate.SameHand):
        loop.then("both", "pass")
    loop.then("gong", "send_back", REASON)
    assert loop.row.state == "signed" and loop.row.dues["rectify"]["met"] is None
    assert loop.then("jie", "rectify", MENDED).then("wu", "pass").row.state == "closed"


def test_the_same_matter_is_not_opened_twice_and_the_refusal_names_the_first(town):
    first = Loop(town)
    with pytest.raises(sameness.OpenAlready) as refused:
        Loop(town, "gong", house=" 1 幢 101 ")
    assert refused.value.facts["other"] == first.row.number
    assert Loop(town, "gong", item="堵塞通道").row.state == "found"


def test_what_was_dismissed_may_be_found_again_and_is_no_relapse(town):
    Loop(town).then("wu", "dismiss", REASON)
    assert "relapse_of" not in Loop(town).row.facts


def test_the_same_matter_again_within_ninety_days_is_a_relapse_and_later_is_not(town):
    first = Loop(town).closed()
    again = Loop(town, now=first.now + timedelta(days=80)).closed()
    assert again.row.facts["relapse_of"] == first.row.number
    assert "relapse_of" not in Loop(town, now=again.now + timedelta(days=120)).row.facts


def test_a_limit_that_is_missed_urges_once_and_later_tells_the_unit_above_once(town):
    loop = Loop(town)
    assert take_overdue_steps(now=MONDAY + timedelta(hours=23)) == 0
    late = MONDAY + timedelta(hours=25)
    assert take_overdue_steps(now=late) == 1 == take_overdue_steps(now=late) + 1
    later = MONDAY + timedelta(days=5)
    assert take_overdue_steps(now=later) == 1
    assert take_overdue_steps(now=later + timedelta(days=9)) == 0
    assert acts_of(loop)[-2:] == ["overdue_urge", "overdue_escalate"]
    assert loop.row.facts["escalated"] == 1 and loop.row.state == "found"


def test_the_next_limit_that_is_missed_is_reminded_of_anew(town):
    loop = Loop(town)
    take_overdue_steps(now=MONDAY + timedelta(hours=25))
    loop.then("hub", "push", after=timedelta(hours=26))
    assert take_overdue_steps(now=MONDAY + timedelta(days=3)) == 1
    assert acts_of(loop).count("overdue_urge") == 2


def test_nobody_but_the_system_takes_a_step_of_the_system(town):
    loop = Loop(town)
    for name in ("he", "sun", "hub", "wu"):
        with pytest.raises(gate.NotYours):
            loop.then(name, "overdue_urge")


def test_who_worked_on_the_matter_itself_does_not_sign_for_what_is_said_about_it(town):
    story = Story(town).accepted()
    Grant.objects.create(
        account=town.accounts["wang"], role="street", unit=town.units["hongmei"], since=MONDAY.date(), reason="测试"
    )
    loop = Loop(town, about=story.row.number).then("hub", "push")
    with pytest.raises(gate.HandsBefore):
        loop.then("wang", "sign")
    loop.then("jie", "sign")
    assert loop.row.parent_id == story.id


def test_a_number_of_no_case_is_refused_in_plain_words(town):
    with pytest.raises(gate.BadAnswers) as refused:
        Loop(town, about="3204002026030210009999X")
    assert "about" in refused.value.errors


def test_pushed_to_another_unit_it_is_that_unit_s(town):
    staff(town, "lin", "street", "tianning_street")
    loop = Loop(town).then("hub", "push", {"to_unit": "320402005000"})
    with pytest.raises(gate.NotFound):
        loop.then("jie", "sign")
    assert loop.then("lin", "sign").row.unit_path == town.units["tianning_street"].path


def test_a_resident_and_a_clerk_may_not_report_but_the_system_may(town):
    for name in ("li", "wang"):
        with pytest.raises(drafts.NotOpenToYou):
            Loop(town, name)
    assert Loop(town, "system").row.state == "found"
    assert [entry.code for entry in drafts.reportable(town.actor("hub")) if entry.code == TEST_LOOP.code]


def test_only_those_who_have_a_turn_claim_it_and_a_clerk_does_not_even_see_it(town):
    loop = Loop(town)
    with pytest.raises(gate.NotFound):
        loop.then("wang", "claim")
    loop.then("jie", "claim").then("sun", "note", {"note": "看过"})


def test_what_a_step_keeps_stays_with_the_case_and_its_picture_is_held_by_it(town):
    image = put_file(picture(), name="改好了.png", actor_id=town.accounts["jie"].id, now=MONDAY).id
    other = put_file(picture("red"), name="别人的.png", actor_id=town.accounts["wu"].id, now=MONDAY).id
    loop = Loop(town).then("hub", "push").then("jie", "sign")
    with pytest.raises(gate.BadAnswers) as refused:
        loop.then("jie", "rectify", {**MENDED, "after": other})
    assert "after" in refused.value.errors
    loop.then("jie", "rectify", {**MENDED, "after": image})
    assert loop.row.answers["mended"] == "拆了重装" and TEST_LOOP.kept.keys() == {"mended", "after"}
    assert see(loop.row.number, image, actor=town.actor("wu"), now=loop.now).content


def test_opened_again_it_is_a_level_higher_and_its_clock_is_that_of_the_level(town):
    loop = Loop(town).closed()
    assert loop.row.answers["level"] == "low"
    loop.then("system", "reopen", REASON)
    assert loop.row.answers["level"] == "high"
    assert datetime.fromisoformat(loop.row.dues["rectify"]["legal"]) - loop.now < timedelta(days=2)


def test_the_indicators_count_what_the_moments_say(town):
    Loop(town).closed()
    Loop(town, item="堵塞通道").then("hub", "push").then("jie", "sign")
    Loop(town, item="无灭火器").then("wu", "dismiss", REASON)
    cut = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=1)}
    figures = {one.of.code: one for one in reckoned(TEST_LOOP, actor=town.actor("sun"), **cut)}
    assert (figures["pushed"].numerator, figures["pushed"].denominator) == (2, 3)
    assert (figures["signed"].numerator, figures["signed"].denominator) == (2, 2)
    assert (figures["closed"].numerator, figures["closed"].denominator) == (1, 3)
    assert figures["relapsed"].value == 0
    ever = {state.code: (n, now) for state, n, now in reached(TEST_LOOP, actor=town.actor("sun"), **cut)}
    assert ever["signed"] == (2, 1) and ever["closed"] == (1, 1)
    assert reckoned(TEST_LOOP, actor=town.actor("qian"), **cut)[0].denominator == 0


def acts_of(loop: Loop) -> list[str]:
    found = rows("select act from journal_line where about = 'case' and subject_id = %s order by version", (loop.id,))
    return [line["act"] for line in found]


def test_a_message_goes_to_the_unit_above_when_it_is_escalated(town):
    assert above(town.units["hongmei"].path) == town.units["tianning"].path
    assert above(town.units["bureau"].path) == town.units["bureau"].path
