"""Ratings: by the visitor alone, once, and apart when they may not be theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.people.actor import NOBODY
from onewindow.modules.windows.models import Ticket, VisitRating
from onewindow.modules.windows.sittings import actions
from onewindow.modules.windows.sittings.rating import (
    TOO_SOON,
    Device,
    NotByStaff,
    NotYet,
    RatedOnce,
    counted,
    flags,
    rate,
)

PHONE = Device()


@pytest.fixture
def done(counter):
    ticket = counter.served("idcard.renew")
    return actions.finish(ticket.id, **counter.by())


def given(counter, ticket, level=1, device=PHONE, seconds=60, channel="phone", actor=NOBODY):
    return rate(
        ticket.token,
        level=level,
        actor=actor,
        now=counter.now + timedelta(seconds=seconds),
        device=device,
        channel=channel,
    )


def test_the_visitor_says_it_once_without_signing_in(counter, done):
    rated = given(counter, done, level=2)
    assert (rated.level, rated.flagged, rated.by_account, rated.seconds_after) == (2, "", None, 60)
    with pytest.raises(RatedOnce):
        given(counter, done, level=5)


def test_no_member_of_staff_rates_and_nobody_rates_what_is_not_over(counter, done):
    with pytest.raises(NotByStaff):
        given(counter, done, actor=counter.actor("wang"))
    Ticket.objects.filter(id=done.id).update(state="serving")
    with pytest.raises(NotYet):
        given(counter, done)


def test_a_rating_within_seconds_of_the_end_is_kept_and_counted_apart(counter, done):
    assert given(counter, done, seconds=TOO_SOON - 1).flagged == "too_soon"
    told = counted(counter.hall.id, counter.now - timedelta(hours=1), counter.now + timedelta(hours=1))
    assert told.by_level[1] == 0 and told.flagged[1] == 1 and told.visits == 1
    assert told.good == (0, 0)


def test_good_is_satisfied_at_least_basically_of_those_that_count(counter, done):
    given(counter, done, level=3)
    told = counted(counter.hall.id, counter.now - timedelta(hours=1), counter.now + timedelta(hours=1))
    assert told.good == (1, 1)


@pytest.mark.parametrize(
    ("seconds", "channel", "device", "expected"),
    [
        (TOO_SOON, "phone", PHONE, []),
        (TOO_SOON - 1, "window_pad", PHONE, ["too_soon"]),
        (90, "phone", Device(of_window=True), ["window_device"]),
        (90, "phone", Device(others_today=1), ["same_phone"]),
        (90, "kiosk", Device(others_today=9), []),
        (0, "phone", Device(True, 2), ["too_soon", "window_device", "same_phone"]),
    ],
)
def test_why_it_may_not_be_the_visitors_own(seconds, channel, device, expected):
    assert flags(seconds, channel, device) == expected


def test_the_page_asks_thanks_and_remembers_the_phone(today, done):
    Ticket.objects.filter(id=done.id).update(ended_at=today.now - timedelta(days=1))
    phone, page = Client(), f"/halls/ticket/{done.token}/rate/"
    asked = phone.get(page).content.decode()
    assert "非常满意" in asked and "非常不满意" in asked
    assert phone.post(page, {"rating": "9"}).status_code == 422
    thanks = phone.post(page, {"rating": "4", "words": "等得久"}, follow=True).content.decode()
    assert "不满意" in thanks and "办不成事" in thanks
    assert VisitRating.objects.get().words == "等得久"
    assert phone.post(page, {"rating": "1"}, follow=True).status_code == 200
    assert VisitRating.objects.get().level == 4, "the second time changes nothing"


def test_a_rating_on_the_windows_own_computer_is_told_apart(today, done):
    computer = Client()
    computer.force_login(today.city.accounts["wang"])
    assert computer.get("/desk/window/").status_code == 200
    assert computer.get(f"/halls/ticket/{done.token}/rate/").status_code == 403
    mark = computer.cookies["ow_window"]
    computer.logout()
    computer.cookies["ow_window"] = mark.value
    Ticket.objects.filter(id=done.id).update(ended_at=today.now - timedelta(days=1))
    computer.post(f"/halls/ticket/{done.token}/rate/", {"rating": "1"})
    assert VisitRating.objects.get().flagged == "window_device"


def test_the_elder_edition_has_the_page_too(today, done):
    phone = Client()
    phone.cookies["elder"] = "1"
    assert "data-elder" in phone.get(f"/halls/ticket/{done.token}/rate/").content.decode()
