"""Staff are warned in duty hours, once; and what was not told is found."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.notices.inboxes import inbox
from onewindow.kernel.notices.models import Message
from onewindow.kernel.notices.sending import send_waiting
from onewindow.kernel.notices.tests.conftest import told
from onewindow.kernel.notices.untold import tally, untold
from onewindow.kernel.notices.warnings import on_duty, warn_staff
from onewindow.kernel.testing.city import MONDAY, SHANGHAI, City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")
HOUR = timedelta(hours=1)


def accepted(city: City) -> tuple[Story, Case]:
    """Accepted on Monday 2 March; promised for Thursday 5 March."""
    story = Story(city).accepted()
    return story, Case.objects.get(id=story.id)


def test_what_falls_due_soon_is_said_to_the_unit_once(city: City) -> None:
    _, case = accepted(city)
    morning = case.warn_at.astimezone(SHANGHAI).replace(hour=9, minute=30) + timedelta(days=1)
    assert warn_staff(now=morning) == 1 and warn_staff(now=morning + HOUR) == 0
    newest = inbox(city.actor("wang"))[0]
    assert newest["title"] == "将到期 · 测试许可" and "“作出决定”3月5日（星期四）前要办结" in newest["words"]


def test_who_has_the_case_is_warned_and_not_the_whole_unit(city: City) -> None:
    story, case = accepted(city)
    story.then("wang", "claim")
    warn_staff(now=case.due_at.astimezone(SHANGHAI).replace(hour=9))
    assert inbox(city.actor("wang")) and not inbox(city.actor("sun"))


def test_overdue_is_said_to_who_has_it_and_to_the_unit(city: City) -> None:
    story, case = accepted(city)
    story.then("wang", "claim")
    morning = (case.due_at.astimezone(SHANGHAI) + timedelta(days=1)).replace(hour=9)
    assert warn_staff(now=morning) == 1 and warn_staff(now=morning) == 0
    assert inbox(city.actor("sun"))[0]["title"] == "已超期 · 测试许可" and inbox(city.actor("wang"))


@pytest.mark.parametrize(
    ("at", "duty"),
    [
        ("2026-03-05 08:59", False),
        ("2026-03-05 09:00", True),
        ("2026-03-05 17:00", False),
        ("2026-03-07 10:00", False),
        ("2026-02-28 10:00", True),
        ("2026-10-01 10:00", False),
        ("2027-03-06 10:00", True),
    ],
)
def test_warnings_keep_to_duty_hours(at: str, duty: bool) -> None:
    assert on_duty(datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)) is duty


def test_at_night_nobody_is_warned(city: City) -> None:
    _, case = accepted(city)
    assert warn_staff(now=case.due_at + HOUR) == 0


def test_an_ended_case_warns_nobody(city: City) -> None:
    story, case = accepted(city)
    story.then("chen", "issue")
    assert warn_staff(now=(case.due_at.astimezone(SHANGHAI) + timedelta(days=1)).replace(hour=9)) == 0


def test_when_everybody_was_told_the_list_is_empty(city: City) -> None:
    story = Story(city).issued()
    told()
    assert untold(now=story.now + HOUR) == []


def test_a_step_that_nobody_was_told_about_is_found(city: City) -> None:
    story = Story(city).accepted()
    told()
    Message.objects.filter(title__contains="受理").delete()
    found = untold(now=story.now + HOUR)
    assert [(one["act"], one["audience"], one["why"]) for one in found] == [("accept", "applicant", "no_message")]
    assert found[0]["number"] == story.row.number and found[0]["why_words"] == "没有生成消息"


def test_the_outbox_has_a_quarter_of_an_hour(city: City) -> None:
    story = Story(city).submitted()
    assert untold(now=story.now + timedelta(minutes=14)) == []
    assert len(untold(now=story.now + timedelta(minutes=16))) == 1


def test_who_could_not_be_reached_at_all_is_to_be_called(city: City) -> None:
    story = Story(city).submitted()
    told()
    Message.objects.filter(channel="inbox").update(state="refused")
    assert untold(now=story.now + HOUR) == []
    Message.objects.filter(channel="sms").update(state="given_up", terminal_at=story.now, next_at=None)
    assert [one["why"] for one in untold(now=story.now + HOUR)] == ["no_channel"]


def test_a_night_of_waiting_is_no_failure_and_two_are(city: City) -> None:
    story = Story(city, now=MONDAY.replace(hour=23)).submitted()
    told()
    Message.objects.filter(channel="inbox").update(state="refused")
    assert untold(now=story.now + 9 * HOUR) == []
    assert len(untold(now=story.now + 48 * HOUR)) == 1


def test_older_steps_are_left_out_by_the_window_and_found_when_asked_for(city: City) -> None:
    story = Story(city).submitted()
    later = story.now + timedelta(days=40)
    assert untold(now=later) == [] and len(untold(now=later, since=story.now)) == 1


def test_how_messages_ended_is_counted(city: City) -> None:
    story = Story(city).submitted()
    told()
    send_waiting(now=story.now)
    assert [(one["channel"], one["state"], one["n"]) for one in tally(now=story.now)] == [
        ("inbox", "delivered", 1),
        ("sms", "delivered", 1),
    ]
