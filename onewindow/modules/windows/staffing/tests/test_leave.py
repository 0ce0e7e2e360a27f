"""Leave to handle items and certificates: both in force, or nothing may be handled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import Authorisation
from onewindow.modules.windows.staffing import actions, queries
from onewindow.modules.windows.staffing.hours import at, is_regular, joined, open_spans
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, clock, may, small_hall

TODAY = MONDAY.date()


@pytest.fixture
def hall(city):
    return small_hall(city)


def leave(city, hall, name="wang", actor="meng", **more):
    wanted = {"item": "passport.ordinary", "since": TODAY, "until": None, "ground": "培训考核合格"} | more
    account = city.accounts[name].id
    return actions.authorise(hall=hall, account_id=account, actor=city.actor(actor), now=MONDAY, **wanted)


def certificate(
    city, hall, name="wang", serial="ABC123456", since=TODAY, until=TODAY + timedelta(days=30), actor="sun"
):
    return actions.add_certificate(
        hall=hall, account_id=city.accounts[name].id, serial=serial, since=since, until=until,
        actor=city.actor(actor), now=MONDAY,
    )  # fmt: skip


def test_leave_without_a_certificate_handles_nothing(city, hall):
    leave(city, hall)
    account = city.accounts["wang"].id
    assert queries.may_handle(account, TODAY) == frozenset()
    certificate(city, hall)
    assert queries.may_handle(account, TODAY) == {"passport.ordinary"}
    assert queries.may_handle(account, TODAY + timedelta(days=31)) == frozenset()


def test_leave_counts_from_its_first_day_to_its_last(city, hall):
    leave(city, hall, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2))
    certificate(city, hall)
    account = city.accounts["wang"].id
    told = [bool(queries.may_handle(account, TODAY + timedelta(days=n))) for n in range(4)]
    assert told == [False, True, True, False]


def test_the_hall_says_who_may(city, hall):
    may(city, "lin", "licence.renew")
    may(city, "wang", "passport.ordinary")
    assert queries.who_may("licence.renew", hall, TODAY) == ["lin"]
    assert queries.who_may("household.move", hall, TODAY) == []


def test_nobody_gives_leave_to_oneself(city, hall):
    with pytest.raises(actions.OwnLeave):
        leave(city, hall, "meng", "meng")
    with pytest.raises(actions.OwnLeave):
        certificate(city, hall, "meng", actor="meng")
    leave(city, hall, "meng", "sun")


def test_leave_needs_a_ground_an_item_and_an_officer_of_the_hall(city, hall):
    for more, field in (
        ({"ground": " "}, "ground"),
        ({"item": "nothing"}, "item"),
        ({"until": date(2020, 1, 1)}, "until"),
    ):
        with pytest.raises(BadAnswers) as refused:
            leave(city, hall, **more)
        assert field in refused.value.errors
    for name in ("zhao", "fang"):
        with pytest.raises(BadAnswers):
            leave(city, hall, name)
    with pytest.raises(NoSuchHall):
        leave(city, hall, actor="wang")


def test_leave_for_the_same_days_is_not_given_twice(city, hall):
    leave(city, hall, until=TODAY + timedelta(days=9))
    with pytest.raises(BadAnswers):
        leave(city, hall, since=TODAY + timedelta(days=9))
    leave(city, hall, since=TODAY + timedelta(days=10))


def test_leave_taken_back_ends_at_once_and_is_on_record(city, hall):
    certificate(city, hall)
    given_leave = leave(city, hall)
    end = {"hall": hall, "leave_id": given_leave.id, "actor": city.actor("sun"), "now": MONDAY}
    with pytest.raises(BadAnswers):
        actions.end_authorisation(**end, reason="")
    actions.end_authorisation(**end, reason="调离")
    assert queries.may_handle(city.accounts["wang"].id, TODAY) == frozenset()
    with pytest.raises(actions.NoSuchLeave):
        actions.end_authorisation(**end, reason="再来一次")
    acts = [row["act"] for row in rows("select act from journal_line where about = 'officer' order by id")]
    assert acts == ["certificate", "authorise", "end_authorisation"]


def test_a_chief_of_another_hall_cannot_take_leave_back(city, hall):
    other = small_hall(city, "sanjing", "sj")
    given_leave = leave(city, hall)
    with pytest.raises(actions.NoSuchLeave):
        actions.end_authorisation(
            hall=other, leave_id=given_leave.id, reason="越权", actor=city.actor("he"), now=MONDAY
        )
    assert Authorisation.objects.get().until is None


def test_a_certificate_number_is_registered_once_and_can_be_stopped(city, hall):
    held = certificate(city, hall)
    with pytest.raises(BadAnswers):
        certificate(city, hall, "lin", "abc123456")
    with pytest.raises(BadAnswers):
        certificate(city, hall, "lin", "不是号码")
    actions.end_certificate(hall=hall, certificate_id=held.id, reason="丢失", actor=city.actor("sun"), now=MONDAY)
    assert queries.certificate_of(city.accounts["wang"].id, TODAY) is None


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (TUESDAY, [(9, 12), (13, 17)]),
        (date(2026, 3, 7), [(9, 12)]),  # an ordinary Saturday: delayed service only
        (date(2026, 3, 8), []),
        (date(2026, 2, 28), [(9, 12), (13, 17)]),  # a Saturday that is worked
        (date(2026, 10, 3), []),  # 国庆节, a Saturday
        (date(2026, 4, 6), []),  # 清明, a Monday
    ],
)
def test_the_hall_follows_the_published_calendar(city, hall, day, hours):
    assert [(start.hour, end.hour) for start, end in open_spans(hall, day)] == hours


def test_what_lies_outside_the_ordinary_hours_is_after_hours(city, hall):
    assert is_regular(hall, clock(TUESDAY, 9), clock(TUESDAY, 17))
    assert not is_regular(hall, clock(TUESDAY, 9), clock(TUESDAY, 18))


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(1, 24)), max_size=6))
def test_joined_spans_cover_the_same_hours_in_order(pairs):
    spans = [(at(TUESDAY, f"{a:02d}:00"), at(TUESDAY, f"{b:02d}:00")) for a, b in pairs]
    found = joined(spans)
    assert all(one[1] < next_[0] for one, next_ in zip(found, found[1:], strict=False))
    for hour in range(24):
        middle = clock(TUESDAY, hour, 30)
        assert any(a <= middle < b for a, b in spans) == any(a <= middle < b for a, b in found)
