"""A licence on a promise never comes without its check."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from onewindow.kernel.cases import effects as installed
from onewindow.kernel.cases import queries as cases
from onewindow.kernel.cases.gate import NotMet, SameHand
from onewindow.kernel.ground.codes.credit_code import check_digit, organisation_check_digit
from onewindow.kernel.registers import actions as registers
from onewindow.kernel.testing.city import MONDAY, SHANGHAI, XINHUA_PLACE, City, small_city, staff, valid_id
from onewindow.kernel.testing.filing import filed, take
from onewindow.kernel.testing.papers import papers_of
from onewindow.modules.seals import effects, queries
from onewindow.modules.seals.models import Licence, Promise
from onewindow.modules.seals.promise import CURRENT

pytestmark = pytest.mark.django_db
BODY = "91320402MA1FL8TQ"
FIRM = BODY + organisation_check_digit("MA1FL8TQ")
FIRM += check_digit(FIRM)
ANSWERS = {
    "way": "promise", "firm_name": "常州花园刻章（合成）店", "firm_code": FIRM, "legal_name": "赵老板",
    "legal_id": valid_id("32040219700101123"), "legal_phone": "13800000009", "site": XINHUA_PLACE,
    "site_detail": "花园路1号", "same_place": "same", "signature": "赵老板",
} | {one.code: True for one in CURRENT.items}  # fmt: skip
OFFICERS = {"officer_one": "王一", "officer_two": "王二"}


@pytest.fixture
def city(db) -> City:
    built = small_city()
    staff(built, "ma", "clerk", "tianning")
    staff(built, "bai", "reviewer", "tianning")
    return built


def known(status="valid", name="常州花园刻章(合成)店", **credit):
    registers.load("business", [(FIRM, {"name": name, "status": status})], now=MONDAY)
    registers.load("credit", [(FIRM, credit)], now=MONDAY)


def applied(city, **more):
    return filed(city, "ma", "seals.licence", ANSWERS | more)


def checked_now():
    """Let the deferred constraints of this transaction speak now, as a commit would."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def granted(city) -> int:
    known()
    case = applied(city)
    assert take(city, "ma", "grant_on_promise", case).state == "granted_on_promise"
    return case


def test_licence_promise_and_check_are_born_together(city):
    case = granted(city)
    checked_now()
    promise = queries.promise_of(case)
    assert promise.licence.number.startswith("TX3204022026") and promise.licence.way == "promise"
    row = cases.case(promise.aftercheck_id, actor=city.actor("ma"), now=MONDAY)
    assert (row.case_type, row.state, row.parent_id) == ("seals.aftercheck", "opened", case)
    assert row.answers["licence_number"] == promise.licence.number
    assert row.due_at.date() == date(2026, 4, 16)  # 45 days promised, 60 by the rule
    assert queries.licence_of(FIRM) == promise.licence


def test_the_promise_can_be_proved_and_a_changed_tick_shows(city):
    case = granted(city)
    promise = queries.promise_of(case)
    row = cases.case(case, actor=city.actor("ma"), now=MONDAY)
    assert promise.edition == CURRENT.edition and promise.text == CURRENT.as_data()
    assert queries.is_untouched(promise, row.answers, row.number)
    assert not queries.is_untouched(promise, row.answers | {"promise_room": False}, row.number)


def test_the_promise_is_on_paper_with_what_was_told_and_what_follows(city):
    said = papers_of(granted(city))
    assert [len(items) for _, items in said["promise"]["lists"]] == [3, len(CURRENT.items), 2]
    assert "赵老板" in str(said["promise"]["paras"]) and "承诺" in said["licence"]["paras"][0]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_a_grant_without_its_check(city):
    known()
    case = applied(city)
    with pytest.raises(IntegrityError, match="needs its after-check"), transaction.atomic():
        sql("update cases_case set state = 'granted_on_promise' where id = %s", case)
        checked_now()


def test_an_effect_that_forgets_the_check_is_refused_by_the_database(city, monkeypatch):
    known()
    case = applied(city)
    monkeypatch.setitem(installed.with_step, ("seals.licence", "grant_on_promise"), effects.grant)
    with pytest.raises(IntegrityError, match="needs its after-check"), transaction.atomic():
        take(city, "ma", "grant_on_promise", case)
        checked_now()


@pytest.mark.parametrize(
    "statement",
    [
        "delete from ow_seals_promise where case_id = %s",
        "update cases_case set case_type = 'seals.licence' where id = "
        "(select aftercheck_id from ow_seals_promise where case_id = %s)",
        "update ow_seals_promise set aftercheck_id = case_id where case_id = %s",
        "update ow_seals_promise set aftercheck_id = null where case_id = %s",
        "delete from cases_case where id = (select aftercheck_id from ow_seals_promise where case_id = %s)",
    ],
)
def test_nobody_takes_the_check_away_afterwards(city, statement):
    case = granted(city)
    checked_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(statement, case)
        checked_now()


@pytest.mark.parametrize("bad", ["bad_record", "untrue_promise"])
def test_a_bad_record_takes_the_ordinary_way(city, bad):
    known(**{bad: True})
    case = applied(city)
    with pytest.raises(NotMet) as refused:
        take(city, "ma", "grant_on_promise", case)
    assert "一般程序" in refused.value.sentence
    ordinary = applied(city, way="ordinary")
    assert take(city, "ma", "accept", ordinary).state == "accepted"


def test_the_ordinary_way_is_inspected_by_two_and_decided_by_another_hand(city):
    known()
    case = applied(city, way="ordinary")
    take(city, "ma", "accept", case)
    with pytest.raises(NotMet):
        take(city, "chen", "issue", case)
    take(city, "ma", "inspect", case, fit="no", found="没有独立刻制间", **OFFICERS)
    with pytest.raises(NotMet):
        take(city, "chen", "issue", case)
    take(city, "ma", "inspect", case, fit="yes", found="已隔出独立刻制间", **OFFICERS)
    assert take(city, "chen", "issue", case).state == "granted"
    assert not Promise.objects.exists() and Licence.objects.get().way == "ordinary"


def test_a_cancelled_business_gets_nothing(city):
    known(status="cancelled")
    with pytest.raises(NotMet) as refused:
        take(city, "ma", "grant_on_promise", applied(city))
    assert "注销" in refused.value.sentence


def test_one_licence_a_shop(city):
    granted(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        take(city, "ma", "grant_on_promise", applied(city))


def test_a_check_that_finds_the_promise_kept(city):
    check = queries.promise_of(granted(city)).aftercheck_id
    take(city, "ma", "schedule", check, check_on="2026-03-20", **OFFICERS)
    assert take(city, "ma", "pass_check", check, found="与承诺一致", **OFFICERS).state == "passed"
    assert Licence.objects.get().checked_on == date(2026, 3, 2)


def test_an_untrue_promise_is_revoked_after_the_firm_was_heard_and_by_another_hand(city):
    check = queries.promise_of(granted(city)).aftercheck_id
    take(city, "ma", "schedule", check, check_on="2026-03-20", **OFFICERS)
    reasons = {"reason": "没有刻制间，也没有保管库房", "weighed": "已考虑信赖利益，未见重大公共利益损害"}
    take(city, "chen", "propose", check, not_met=["promise_room", "promise_store"], **reasons)
    with pytest.raises(SameHand):
        take(city, "chen", "revoke", check, heard="spoke", reason=reasons["reason"])
    with pytest.raises(NotMet):
        take(city, "bai", "revoke", check, heard="silent", reason=reasons["reason"])
    later = MONDAY + timedelta(days=6)
    assert take(city, "bai", "revoke", check, later, heard="silent", reason=reasons["reason"]).state == "revoked"
    licence = Licence.objects.get()
    assert (licence.revoked_on, licence.revoked_by) == (date(2026, 3, 8), check)
    assert queries.licence_of(FIRM) is None
    checked_now()


def test_what_can_be_put_right_is_put_right(city):
    check = queries.promise_of(granted(city)).aftercheck_id
    take(city, "ma", "schedule", check, check_on="2026-03-20", **OFFICERS)
    order = {"not_met": ["promise_system"], "found": "设备没有联网", **OFFICERS}
    with pytest.raises(NotMet):
        take(city, "ma", "order", check, rectify_until="2026-06-01", **order)
    take(city, "ma", "order", check, rectify_until="2026-03-20", **order)
    then = datetime(2026, 3, 18, 9, 0, tzinfo=SHANGHAI)
    assert take(city, "ma", "rectified", check, then, found="设备已联网上传", **OFFICERS).state == "passed"
