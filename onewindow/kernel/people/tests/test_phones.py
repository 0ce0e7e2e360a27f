"""A phone, a code, a name: who gets in, who does not, and what a guesser learns (nothing)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from onewindow.kernel.people import actions, codes, realname, sms
from onewindow.kernel.people.accounts import PhoneTaken
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.holds import Held, Limit, attempt, forget, held_now, key_of, let_go
from onewindow.kernel.people.lines import NotAdministrator, NotStaff
from onewindow.kernel.people.models import Account, Code, Hold, Person, Sms
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.realname import NotYou, Vouched
from onewindow.kernel.testing.city import MONDAY, City, valid_id

PHONE, OTHER = "13900009999", "13900008888"
NAME, ID = "吴合成", valid_id("32040019850101001")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def demo(settings: object) -> None:
    settings.DEMO, settings.REAL_NAME_REGISTER = True, ""  # type: ignore[attr-defined]


def sent(phone: str = PHONE, now: datetime = MONDAY) -> str:
    codes.send_code(phone, address="10.0.0.1", now=now)
    found = re.search(r"\d{6}", sms.kept(1)[0]["words"])
    assert found
    return found.group()


def test_the_code_lets_in_once(db: None) -> None:
    code = sent()
    codes.check_code(PHONE, f" {code} ", now=MONDAY)
    with pytest.raises(codes.WrongSmsCode):
        codes.check_code(PHONE, code, now=MONDAY)


def test_the_code_is_for_its_phone_for_five_minutes_and_five_tries(db: None) -> None:
    code = sent()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for phone, typed, now in ((OTHER, code, MONDAY), (PHONE, code, MONDAY + 5 * MINUTE)):
        with pytest.raises(codes.WrongSmsCode):
            codes.check_code(phone, typed, now=now)
    for _ in range(5):
        with pytest.raises(codes.WrongSmsCode):
            codes.check_code(PHONE, wrong, now=MONDAY)
    with pytest.raises(codes.WrongSmsCode):
        codes.check_code(PHONE, code, now=MONDAY)


def test_only_the_newest_code_counts_and_none_lies_in_the_clear(db: None) -> None:
    first, second = sent(), sent(now=MONDAY + MINUTE)
    if first != second:
        with pytest.raises(codes.WrongSmsCode):
            codes.check_code(PHONE, first, now=MONDAY + MINUTE)
    codes.check_code(PHONE, second, now=MONDAY + MINUTE)
    assert second not in str(list(Code.objects.values())) and PHONE.encode() not in bytes(
        Sms.objects.last().phone_sealed
    )  # type: ignore[union-attr]


def test_a_phone_gets_one_code_a_minute_and_five_an_hour(db: None) -> None:
    for nth in range(5):
        sent(now=MONDAY + nth * MINUTE)
        with pytest.raises(Held):
            sent(now=MONDAY + nth * MINUTE + timedelta(seconds=30))
    with pytest.raises(Held):
        sent(now=MONDAY + 10 * MINUTE)
    sent(now=MONDAY + 65 * MINUTE)


def test_one_address_cannot_send_to_the_whole_city(db: None) -> None:
    for nth in range(60):
        codes.send_code(f"139000{nth:05}", address="10.0.0.1", now=MONDAY)
    with pytest.raises(Held):
        codes.send_code(PHONE, address="10.0.0.1", now=MONDAY)
    codes.send_code(PHONE, address="10.0.0.2", now=MONDAY)


def test_without_a_gateway_it_says_so_instead_of_losing_messages(db: None, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(sms.NotSent):
        codes.send_code(PHONE, address="10.0.0.1", now=MONDAY)
    assert not Sms.objects.exists()


LIMIT = Limit("test", 3, 10 * MINUTE, 10 * MINUTE)


def test_the_third_try_goes_through_and_the_fourth_is_held(db: None) -> None:
    assert [attempt(LIMIT, "x", now=MONDAY) for _ in range(3)] == [False, False, True]
    with pytest.raises(Held) as held:
        attempt(LIMIT, "x", now=MONDAY + MINUTE)
    assert held.value.facts["minutes"] == 9
    attempt(LIMIT, "y", now=MONDAY)
    attempt(LIMIT, "x", now=MONDAY + 10 * MINUTE)


def test_old_tries_fade_and_success_forgets_them(db: None) -> None:
    for nth in range(6):
        assert not attempt(LIMIT, "slow", now=MONDAY + nth * 10 * MINUTE)
    attempt(LIMIT, "z", now=MONDAY)
    attempt(LIMIT, "z", now=MONDAY)
    forget(LIMIT, "z")
    assert not attempt(LIMIT, "z", now=MONDAY)


def test_the_administrator_sees_a_hold_and_lets_go_but_never_what_was_typed(city: City) -> None:
    account = city.accounts["wang"].id
    for _ in range(3):
        attempt(LIMIT, "hunter2", now=MONDAY, account_id=account, address="10.0.0.9")
    [row] = held_now(MONDAY)
    assert (row["username"], row["address"], row["tries"]) == ("wang", "10.0.0.9", 3)
    assert "hunter2" not in str(list(Hold.objects.values()))
    with pytest.raises(NotAdministrator):
        let_go(key=key_of(LIMIT, "hunter2"), actor=city.actor("wang"), now=MONDAY)
    let_go(key=row["key"], actor=city.actor("admin"), now=MONDAY)
    attempt(LIMIT, "hunter2", now=MONDAY)


def window(phone: str = PHONE) -> int:
    return actions.create_person(name=NAME, id_no=ID, phone=phone, actor=SYSTEM_ACTOR, now=MONDAY)


def enrol(phone: str = PHONE, name: str = NAME) -> int | None:
    account = realname.enrol(name=name, id_no=ID, phone=phone, now=MONDAY)
    return actor_by_account(account, MONDAY).person_id  # type: ignore[union-attr]


def test_knowing_a_name_and_a_number_opens_nobodys_matters(db: None) -> None:
    known = window(phone=OTHER)
    mine = enrol()
    assert mine != known
    assert Person.objects.get(pk=mine).id_hash is None


def test_the_phone_an_officer_wrote_down_opens_what_is_held(db: None) -> None:
    assert window() == enrol()
    assert Account.objects.count() == 1


def test_a_register_that_vouches_for_the_phone_ties_it_and_moves_the_old_account(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = window(phone=OTHER)
    first = realname.enrol(name=NAME, id_no=ID, phone=OTHER, now=MONDAY)
    monkeypatch.setattr(realname.NoRegister, "check", lambda self, **asked: Vouched.PHONE)
    assert enrol() == known
    assert [account.id for account in Account.objects.all()] == [first]
    assert realname.account_of(OTHER) is None and realname.account_of(PHONE) is not None


def test_a_register_that_says_no_is_believed_and_another_name_ties_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = window()
    assert enrol(name="郑另名") != known
    monkeypatch.setattr(realname.NoRegister, "check", lambda self, **asked: Vouched.NO)
    with pytest.raises(NotYou):
        enrol(phone=OTHER)


def test_a_phone_signs_in_to_one_account(db: None) -> None:
    enrol()
    with pytest.raises(PhoneTaken):
        enrol()


def test_a_phone_given_to_a_new_owner_does_not_open_the_old_account(db: None) -> None:
    account = realname.enrol(name=NAME, id_no=ID, phone=PHONE, now=MONDAY)
    assert realname.is_the_same(account_id=account, name=NAME, id_no=ID)
    assert not realname.is_the_same(account_id=account, name=NAME, id_no=valid_id("32040019850101002"))
    assert not realname.is_the_same(account_id=account, name="郑另名", id_no=ID)


def test_a_phone_is_moved_by_oneself_or_at_the_window_not_by_others(city: City) -> None:
    account = city.accounts["li"]
    with pytest.raises(NotStaff):
        actions.move_phone(account_id=account.id, phone=PHONE, actor=city.actor("zhou"), now=MONDAY)
    with pytest.raises(NotStaff):
        actions.move_phone(account_id=account.id, phone=PHONE, actor=city.actor("xu"), now=MONDAY)
    actions.move_phone(account_id=account.id, phone=PHONE, actor=city.actor("li"), now=MONDAY)
    actions.move_phone(account_id=account.id, phone=OTHER, actor=city.actor("wang"), now=MONDAY)
    after = Account.objects.get(pk=account.pk)
    assert after.epoch == account.epoch + 2
    assert realname.account_of(OTHER)["id"] == account.id  # type: ignore[index]
