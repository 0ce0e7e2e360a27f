"""A newcomer gets a permit, and keeps it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from onewindow.kernel.cases import queries as cases
from onewindow.kernel.cases.gate import NotMet
from onewindow.kernel.cases.oneself import NotYourself
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.parameters.queries import forget
from onewindow.kernel.registers import actions as registers
from onewindow.kernel.registers.protocol import Unavailable
from onewindow.kernel.testing.city import LI_ID, MONDAY, SHANGHAI, XINHUA_PLACE, City, valid_id
from onewindow.kernel.testing.filing import filed, take
from onewindow.kernel.testing.papers import papers_of
from onewindow.modules.residence import queries
from onewindow.modules.residence.models import Endorsement, Permit

pytestmark = pytest.mark.django_db
NUMBER = valid_id(LI_ID[:17])
ANSWERS = {
    "by": "self", "holder_name": "李一一", "holder_id": NUMBER, "holder_phone": "13800000001",
    "home": XINHUA_PLACE, "home_detail": "花园路12号3幢501室", "since": "2025-08-01", "ground": "work",
    "receive": "electronic",
}  # fmt: skip
RENEWAL = {
    "holder_name": "李一一", "holder_id": NUMBER, "holder_phone": "13800000001", "moved": "same",
    "home": XINHUA_PLACE, "home_detail": "花园路12号3幢501室", "ground": "work",
}  # fmt: skip


def registered(since="2025-08-01", household="340104", until="2030-01-01", place=XINHUA_PLACE, **more):
    registers.load(
        "residence_registration", [(NUMBER, {"since": since, "valid_until": until, "place_code": place})], now=MONDAY
    )
    registers.load("population", [(NUMBER, {"name": "李一一", "household_area": household} | more)], now=MONDAY)


def applied(city: City, case_type="residence.permit", answers=ANSWERS, now=MONDAY) -> int:
    return filed(city, "li", case_type, answers, now=now)


def issued(city: City, now=MONDAY) -> Permit:
    case = applied(city, now=now)
    take(city, "wang", "accept", case, now)
    take(city, "chen", "issue", case, now)
    return Permit.objects.get(case_id=case)


def test_a_newcomer_of_half_a_year_gets_a_permit_for_a_year(city):
    registered()
    permit = issued(city)
    assert permit.number.startswith("JZ3204022026")
    assert (permit.issued, permit.valid_until) == (date(2026, 3, 2), date(2027, 3, 2))
    assert permit.years_since == date(2025, 8, 1)
    assert queries.permit_of(NUMBER) == permit
    assert NUMBER not in str(permit.__dict__)


def test_who_came_a_month_ago_is_told_when_to_come_back(city):
    registered(since="2026-02-01")
    case = applied(city)
    with pytest.raises(NotMet) as refused:
        take(city, "wang", "accept", case, MONDAY)
    assert "2026年8月1日" in refused.value.sentence and "《居住证暂行条例》第二条" in refused.value.sentence


def test_papers_may_prove_an_earlier_day_and_the_permit_counts_from_it(city):
    registered(since="2026-02-01")
    case = applied(city)
    take(city, "wang", "accept", case, proved_since="2025-05-01")
    take(city, "chen", "issue", case, MONDAY)
    assert Permit.objects.get(case_id=case).years_since == date(2025, 5, 1)


def test_a_local_household_needs_none(city):
    registered(household="320411")
    with pytest.raises(NotMet, match="not_met"):
        take(city, "wang", "accept", applied(city), MONDAY)


def test_nobody_gets_two(city):
    registered()
    permit = issued(city)
    with pytest.raises(NotMet) as refused:
        take(city, "wang", "accept", applied(city), MONDAY)
    assert permit.number in refused.value.sentence
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.create(
            number="JZ2", case_id=applied(city), holder_hash=permit.holder_hash, place="", issued=permit.issued,
            counted_from=permit.issued, years_since=permit.issued, valid_until=permit.valid_until,
        )  # fmt: skip


def test_a_register_that_is_down_stops_the_step_and_changes_nothing(city):
    registered()
    case = applied(city)
    registers.take_down("population", now=MONDAY)
    with pytest.raises(Unavailable):
        take(city, "wang", "accept", case, MONDAY)
    registers.bring_up("population")
    assert take(city, "wang", "accept", case, MONDAY).state == "accepted"


def endorsed(city: City, permit: Permit, now: datetime, **given):
    case = applied(city, "residence.endorsement", RENEWAL | {"permit_number": permit.number}, now)
    take(city, "wang", "endorse", case, now, **given)
    permit.refresh_from_db()
    return Endorsement.objects.get(case_id=case)


def at(year, month, day):
    return datetime(year, month, day, 10, 0, tzinfo=SHANGHAI)


def test_in_time_the_permit_runs_on_from_the_same_day(city):
    registered()
    permit = issued(city)
    assert not endorsed(city, permit, at(2027, 2, 2)).restarted
    assert permit.valid_until == date(2028, 3, 2)
    assert permit.years_since == date(2025, 8, 1)


def test_a_day_too_early_is_refused_with_the_day(city):
    registered()
    permit = issued(city)
    with pytest.raises(NotMet) as refused:
        endorsed(city, permit, at(2027, 2, 1))
    assert "2027年2月2日" in refused.value.sentence


def test_late_the_years_start_again_and_the_person_is_told_first(city):
    registered()
    permit = issued(city)
    late = at(2027, 3, 3)
    assert queries.standing(permit, late.date()) == "suspended"
    with pytest.raises(NotMet):
        endorsed(city, permit, late)
    assert endorsed(city, permit, late, told_restart=True).restarted
    assert (permit.years_since, permit.valid_until) == (date(2027, 3, 3), date(2028, 3, 3))
    assert queries.standing(permit, late.date()) == "active"


def test_a_city_with_grace_keeps_the_years(city):
    registered()
    Value.objects.create(
        case_type="residence.endorsement", code="resid.grace_days", value=30, since=date(2026, 1, 1), set_by="何局长",
        ground="测试", at=MONDAY,
    )  # fmt: skip
    forget()
    permit = issued(city)
    assert not endorsed(city, permit, at(2027, 4, 1)).restarted
    assert (permit.years_since, permit.valid_until) == (date(2025, 8, 1), date(2028, 3, 2))
    forget()


def test_somebody_elses_permit_is_not_found(city):
    registered()
    permit = issued(city)
    permit.number = "JZ3204022026999999"
    with pytest.raises(NotMet, match="not_met"):
        endorsed(city, permit, at(2027, 2, 10))


def test_the_reminder_comes_on_the_day_the_window_opens_and_on_no_other(city):
    registered()
    permit = issued(city)
    days = [date(2027, 1, 15) + timedelta(days=n) for n in range(60)]
    assert [day for day in days if queries.opening_on(day)] == [date(2027, 2, 2)]
    assert queries.opening_on(date(2027, 2, 2)) == [permit]


def test_the_card_shows_what_the_law_lists_and_the_case_keeps_none_of_it(city):
    registered(nation="汉族", household_address="安徽省合肥市包河区一号")
    permit = issued(city)

    shown = dict(papers_of(permit.case_id)["permit"]["rows"])
    assert (shown["性别"], shown["出生日期"], shown["民族"]) == ("男", "1990年1月1日", "汉族")
    assert "合肥" in shown["户籍地址"] and "合肥".encode() not in bytes(permit.card)
    assert "合肥" not in str(cases.case(permit.case_id, actor=city.actor("chen"), now=MONDAY).facts)


def test_nobody_applies_online_in_another_name(city):
    other = ANSWERS | {"holder_id": valid_id("34010419900101123")}
    with pytest.raises(NotYourself):
        applied(city, answers=other)
    child = ANSWERS | {
        "by": "proxy", "holder_id": valid_id("34010420150101123"), "proxy_name": "李一一", "proxy_id": NUMBER,
        "proxy_phone": "13800000001", "proxy_reason": "child", "proxy_relation": "guardian",
    }  # fmt: skip
    assert applied(city, answers=child)
    with pytest.raises(NotYourself):
        applied(city, answers=child | {"proxy_id": valid_id("34010419800101123")})


def test_at_the_window_the_clerk_looks_at_the_card(city):
    assert filed(city, "wang", "residence.permit", ANSWERS | {"holder_id": valid_id("34010419900101123")})
