"""Telling what is no step of a case: once, to the inbox and the phone, with a way on."""

from __future__ import annotations

import pytest

from onewindow.kernel.notices.inboxes import inbox
from onewindow.kernel.notices.models import Message
from onewindow.kernel.notices.saying import say
from onewindow.kernel.testing.city import MONDAY, City

LATE = MONDAY.replace(hour=22, minute=30)


def told(city: City, now=MONDAY, **more) -> None:
    person = city.actor("li").person_id
    say(
        "booking:7:made",
        title="预约成功",
        words="请于3月5日9:00到红梅所。",
        now=now,
        person_id=person,
        link="/halls/",
        **more,
    )


def test_it_stands_in_the_inbox_with_the_way_on(city: City) -> None:
    told(city)
    [one] = inbox(city.actor("li"))
    assert (one["title"], one["link"], one["number"], one["case_id"]) == ("预约成功", "/halls/", None, None)
    assert inbox(city.actor("qian")) == []


def test_said_twice_it_is_told_once(city: City) -> None:
    told(city)
    told(city)
    assert Message.objects.count() == 2  # inbox and phone


def test_at_night_the_phone_stays_still_and_the_inbox_does_not(city: City) -> None:
    told(city, LATE)
    waiting = Message.objects.get(state="waiting")
    assert waiting.next_at > LATE and waiting.next_at.astimezone(MONDAY.tzinfo).hour == 8
    assert Message.objects.get(channel="inbox").state == "delivered"


def test_what_cannot_wait_rings_at_night(city: City) -> None:
    told(city, LATE, urgent=True)
    assert Message.objects.get(state="waiting").next_at == LATE


def test_inside_only_rings_no_phone(city: City) -> None:
    told(city, outside=False)
    assert [one.channel for one in Message.objects.all()] == ["inbox"]


def test_a_message_to_nobody_is_refused_and_counted(city: City) -> None:
    say("nobody:1", title="无人", words="无人", now=MONDAY)
    assert Message.objects.get().state == "refused"


@pytest.mark.django_db
def test_the_hall_shows_it_with_its_own_link(city: City, client) -> None:
    told(city)
    client.force_login(city.accounts["li"])
    page = client.get("/inbox/").content.decode()
    assert "预约成功" in page and 'href="/halls/"' in page
