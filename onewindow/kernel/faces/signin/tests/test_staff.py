"""Staff sign in: password, lock-out, second factor, the session's hours, the way out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from onewindow.kernel.faces.signin.tests.moves import PASSWORD, at, digits, password, signed_in
from onewindow.kernel.people import actions
from onewindow.kernel.people.holds import held_now
from onewindow.kernel.store.statements import counted, rows
from onewindow.kernel.testing.city import MONDAY, City


def acts(city: City, name: str) -> list[str]:
    return [
        row["act"]
        for row in rows(
            "select act from journal_line where about = 'account' and subject_id = %s order by version",
            (city.accounts[name].id,),
        )
    ]


def test_a_clerk_comes_to_the_workbench_and_goes_back_where_he_wanted(town: City, client: Client) -> None:
    assert password(client).headers["Location"] == "/desk/"
    assert acts(town, "wang") == ["sign_in"]
    other = Client()
    wanted = client.get("/desk/?list=soon", follow=False)
    assert wanted.status_code == 200
    door = other.get("/desk/?list=soon").headers["Location"]
    assert door == "/sign-in/staff/?next=%2Fdesk%2F%3Flist%3Dsoon"
    answer = other.post("/sign-in/staff/", {"username": "wang", "password": PASSWORD, "next": "/desk/?list=soon"})
    assert answer.headers["Location"] == "/desk/?list=soon"


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "x"]
)
def test_the_way_back_never_leads_out_of_the_house(town: City, client: Client, next_: str) -> None:
    answer = client.post("/sign-in/staff/", {"username": "wang", "password": PASSWORD, "next": next_})
    assert answer.headers["Location"] == "/desk/"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(town: City, client: Client) -> None:
    answers = [
        re.sub(r'value="[^"]*"|csrf[^>]*|X-CSRF[^}]*', "", password(client, name, "wrong-password").content.decode())
        for name in ("wang", "nobody-here", "li")
    ]
    assert len(set(answers)) == 1
    assert "账号或口令不对" in answers[0]


def test_five_wrong_passwords_lock_even_the_right_one_and_the_administrator_sees_it(town: City, client: Client) -> None:
    for _ in range(5):
        assert password(client, typed="wrong-password").status_code == 422
    locked = password(client)
    assert locked.status_code == 429 and "分钟再试" in locked.content.decode()
    [row] = held_now(timezone.now())
    assert row["username"] == "wang" and row["address"] == "127.0.0.1"
    assert acts(town, "wang") == ["locked"]
    assert password(client, "zhao").status_code == 302
    elsewhere = password(Client(), REMOTE_ADDR="10.1.1.1")
    assert elsewhere.status_code == 302  # another address cannot lock him out of his own desk


def test_many_addresses_against_one_name_are_held_too(town: City, client: Client) -> None:
    for nth in range(20):
        password(client, typed="wrong-password", REMOTE_ADDR=f"10.1.1.{nth}")
    assert password(client, REMOTE_ADDR="10.1.2.1").status_code == 429


def test_the_forwarded_address_is_believed_only_behind_our_own_proxy(town: City, client: Client, settings: Any) -> None:
    for nth in range(5):
        password(client, typed="wrong-password", HTTP_X_FORWARDED_FOR=f"10.2.2.{nth}")
    assert password(client, HTTP_X_FORWARDED_FOR="10.2.2.99").status_code == 429
    settings.PROXIES = 1
    assert password(client, HTTP_X_FORWARDED_FOR="forged, 10.2.2.99").status_code == 302


@pytest.mark.parametrize(
    "typed", [{"username": "wang\x00"}, {"password": "x\x00" * 600}, {"username": "王" * 5000}, {}]
)
def test_hostile_input_is_answered_in_words(town: City, client: Client, typed: dict[str, str]) -> None:
    answer = client.post("/sign-in/staff/", {"username": "wang", "password": "nope", **typed} if typed else {})
    assert answer.status_code == 422


def test_the_session_key_changes_at_the_door(town: City, client: Client) -> None:
    client.get("/sign-in/staff/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = session.session_key
    password(client)
    assert client.session.session_key != session.session_key
    assert not signed_in(Client(headers={"Cookie": f"sessionid={session.session_key}"}))


def test_a_session_ends_after_half_an_hour_of_nothing_and_after_a_working_day(
    town: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, MONDAY)
    password(client)
    at(monkeypatch, MONDAY + timedelta(minutes=29))
    assert signed_in(client)
    at(monkeypatch, MONDAY + timedelta(minutes=58))
    assert signed_in(client)
    at(monkeypatch, MONDAY + timedelta(minutes=90))
    assert client.get("/desk/").headers["Location"].endswith("why=idle")
    assert not signed_in(client)
    at(monkeypatch, MONDAY)
    password(client)
    for quarter in range(1, 33):
        at(monkeypatch, MONDAY + quarter * timedelta(minutes=15))
        assert signed_in(client) == (quarter <= 32)
    at(monkeypatch, MONDAY + timedelta(hours=8, seconds=1))
    assert client.get("/desk/").headers["Location"].endswith("why=whole")


def test_the_actor_of_a_session_costs_one_statement(town: City, client: Client) -> None:
    password(client)
    with counted() as statements:
        client.get("/sign-in/staff/")
    assert len([sql for sql in statements if "people_account" in sql]) == 1


def test_leaving_everywhere_ends_every_browser(town: City, client: Client) -> None:
    other = Client()
    password(client)
    password(other)
    assert client.post("/sign-out/everywhere/").headers["Location"] == "/sign-in/staff/"
    assert not signed_in(other) and not signed_in(client)


def test_a_new_password_ends_every_session_and_needs_the_old_one(town: City, client: Client) -> None:
    other = Client()
    password(client)
    password(other)
    asked = {"old_password": "not it", "new_password": "a-longer-one-7", "again": "a-longer-one-7"}
    assert client.post("/profile/password/", asked).status_code == 422
    weak = client.post(
        "/profile/password/", {**asked, "old_password": PASSWORD, "new_password": "1234", "again": "1234"}
    )
    assert weak.status_code == 422 and signed_in(other)
    assert client.post("/profile/password/", {**asked, "old_password": PASSWORD}).status_code == 302
    assert not signed_in(other)
    assert password(client, typed="a-longer-one-7").status_code == 302


def test_a_closed_account_is_out_at_its_next_request(town: City, client: Client) -> None:
    password(client)
    actions.close_account(account_id=town.accounts["wang"].id, reason="离职", actor=town.actor("admin"), now=MONDAY)
    assert not signed_in(client)
    assert password(client).status_code == 422


def switch_on(client: Client, now: Any) -> tuple[str, list[str]]:
    page = client.get("/profile/totp/").content.decode()
    secret = re.search(r'<span class="mono">([A-Z2-7 ]{39})</span>', page)
    assert secret and "<svg" in page and "style=" not in page
    key = secret.group(1).replace(" ", "")
    done = client.post("/profile/totp/", {"code": digits(key, now)})
    assert done.status_code == 200
    return key, re.findall(r"\d{4}-\d{4}", done.content.decode())


def test_the_second_factor_is_asked_after_the_password(
    town: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, MONDAY)
    password(client)
    secret, papers = switch_on(client, MONDAY)
    client.post("/sign-out/")
    later = MONDAY + timedelta(minutes=5)
    at(monkeypatch, later)
    assert password(client).headers["Location"] == "/sign-in/staff/code/"
    assert not signed_in(client)
    assert client.post("/sign-in/staff/code/", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/staff/code/", {"code": digits(secret, later)}).headers["Location"] == "/desk/"
    assert signed_in(client)
    other = Client()
    password(other)
    assert other.post("/sign-in/staff/code/", {"code": digits(secret, later)}).status_code == 422  # used already
    assert other.post("/sign-in/staff/code/", {"code": papers[0]}).status_code == 302
    assert client.post("/profile/totp/off/", {"code": "000000"}).status_code == 422
    assert client.post("/profile/totp/off/", {"code": papers[1]}).status_code == 302


def test_guessing_the_second_factor_is_held(town: City, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MONDAY)
    password(client)
    secret, _ = switch_on(client, MONDAY)
    client.post("/sign-out/")
    later = MONDAY + timedelta(minutes=5)
    at(monkeypatch, later)
    password(client)
    for _ in range(5):
        client.post("/sign-in/staff/code/", {"code": "000000"})
    assert client.post("/sign-in/staff/code/", {"code": digits(secret, later)}).status_code == 429


def test_where_it_is_required_nobody_is_in_before_it_is_set_up(
    town: City, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUIRE_TOTP = True
    at(monkeypatch, MONDAY)
    assert password(client).headers["Location"] == "/profile/totp/"
    assert not signed_in(client)
    switch_on(client, MONDAY)
    assert signed_in(client)


def test_half_a_sign_in_is_forgotten_after_ten_minutes(
    town: City, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUIRE_TOTP = True
    at(monkeypatch, MONDAY)
    password(client)
    at(monkeypatch, MONDAY + timedelta(minutes=11))
    assert client.get("/profile/totp/").headers["Location"] == "/sign-in/staff/"


def test_programs_come_by_token_and_a_wrong_token_is_nobody(town: City, client: Client) -> None:
    admin = town.actor("admin")
    program = actions.create_account(username="hotline", name="热线平台", kind="program", actor=admin, now=MONDAY)
    _, key = actions.issue_token(account_id=program, title="推送", actor=admin, now=MONDAY)
    with counted() as statements:
        assert client.get("/profile/", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert len([sql for sql in statements if "people_token" in sql]) == 1
    password(client)
    assert client.get("/profile/", headers={"Authorization": "Bearer wrong"}).status_code == 302
    told = client.get("/profile/", headers={"Authorization": "Bearer wrong", "Accept": "application/json"})
    assert told.status_code == 401 and told.json()["code"] == "signed_out"


def test_pages_for_somebody_stay_in_no_cache(town: City, client: Client) -> None:
    password(client)
    assert "no-store" in client.get("/profile/").headers["Cache-Control"]


def test_forms_need_their_token(town: City) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert password(strict).status_code == 403
