"""Residents sign in: the same answer for every phone, a name once, other ways for who has no phone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onewindow.kernel.faces.signin.tests.moves import at, newest_code, password, phone, signed_in
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.realname import account_of
from onewindow.kernel.registers.actions import load, take_down
from onewindow.kernel.testing.city import LI_ID, MONDAY, City, valid_id

NEW = "13900007777"
WU = {"name": "吴合成", "id_no": valid_id("32040019850101001")}


def plain(answer: Any) -> str:
    return re.sub(r"csrf[^>]*|X-CSRF[^}]*|\d{3}\*{4}\d{4}", "", answer.content.decode())


def test_known_and_unknown_phones_get_the_same_pages_until_the_code(town: City, client: Client) -> None:
    pages = []
    for number in ("13800000001", NEW):
        sent = client.post("/sign-in/", {"phone": number})
        pages.append(
            (
                sent.status_code,
                sent.headers["Location"],
                plain(client.get("/sign-in/code/")),
                plain(client.post("/sign-in/code/", {"code": "000000"})),
            )
        )
    assert pages[0] == pages[1]


def test_a_known_phone_is_in_after_its_code(town: City, client: Client) -> None:
    assert phone(client).headers["Location"] == "/"
    assert signed_in(client)
    page = client.get("/profile/").content.decode()
    assert "李*一" in page and "138****0001" in page and valid_id(LI_ID[:17]) not in page


def test_a_new_phone_says_who_it_is_and_begins_with_an_empty_shelf(town: City, client: Client) -> None:
    assert phone(client, NEW).headers["Location"] == "/sign-in/name/"
    assert not signed_in(client)
    wrong = client.post("/sign-in/name/", {**WU, "id_no": WU["id_no"][:17] + "?"})
    assert wrong.status_code == 422 and "身份号码" in wrong.content.decode()
    assert client.post("/sign-in/name/", WU).headers["Location"] == "/"
    assert "尚未核验" in client.get("/profile/").content.decode()
    client.post("/sign-out/")
    assert not signed_in(client)


def test_lis_name_and_number_on_another_phone_do_not_open_lis_matters(town: City, client: Client) -> None:
    phone(client, NEW)
    client.post("/sign-in/name/", {"name": "李一一", "id_no": valid_id(LI_ID[:17])})
    mine = Account.objects.exclude(phone_hash=None).latest("id")
    assert mine.person_id != town.accounts["li"].person_id


def test_the_population_register_refuses_a_wrong_name_and_its_silence_shuts_nobody_out(
    town: City, client: Client
) -> None:
    load("population", [(WU["id_no"], {"name": "郑另名", "id_no": WU["id_no"]})], now=MONDAY)
    phone(client, NEW)
    refused = client.post("/sign-in/name/", WU)
    assert (
        refused.status_code == 422
        and "没有通过核对" in refused.content.decode()
        and "郑" not in refused.content.decode()
    )
    take_down("population", now=MONDAY)
    assert client.post("/sign-in/name/", WU).status_code == 302


def test_the_name_step_is_not_reached_without_the_code(town: City, client: Client) -> None:
    client.post("/sign-in/", {"phone": NEW})
    assert client.post("/sign-in/name/", WU).headers["Location"] == "/sign-in/"
    assert Client().post("/sign-in/name/", WU).headers["Location"] == "/sign-in/"


def test_guessing_names_is_held(town: City, client: Client) -> None:
    phone(client, NEW)
    for _ in range(5):
        client.post("/sign-in/name/", {**WU, "name": "1"})
    assert client.post("/sign-in/name/", WU).status_code == 429


def test_a_number_that_slept_half_a_year_must_say_who_it_is_again(
    town: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Account.objects.filter(pk=town.accounts["li"].pk).update(date_joined=MONDAY)
    at(monkeypatch, MONDAY + timedelta(days=200))
    assert phone(client).headers["Location"] == "/sign-in/name/"
    assert client.post("/sign-in/name/", WU).status_code == 422
    assert client.post("/sign-in/name/", {"name": "李一一", "id_no": valid_id(LI_ID[:17])}).status_code == 302
    assert signed_in(client)


def test_a_code_again_waits_a_minute_and_the_page_says_so(town: City, client: Client) -> None:
    client.post("/sign-in/", {"phone": NEW})
    again = client.post("/sign-in/code/", {"again": "1"})
    assert again.status_code == 429 and "分钟再试" in again.content.decode()


def test_the_phone_does_not_lie_in_the_session_in_the_clear(town: City, client: Client) -> None:
    client.post("/sign-in/", {"phone": NEW})
    assert NEW not in str(dict(client.session))


@pytest.mark.parametrize("typed", ["", "123", "1380000000a", "0519-88888888", "\x00", "1" * 4000])
def test_what_is_no_mobile_number_is_told_in_words(town: City, client: Client, typed: str) -> None:
    answer = client.post("/sign-in/", {"phone": typed})
    assert answer.status_code == 422 and 'id="error-summary"' in answer.content.decode()


def test_who_has_no_phone_is_shown_other_ways(town: City, client: Client) -> None:
    client.post("/set/elder/", {"elder": "1", "next": "/sign-in/"})
    page = client.get("/sign-in/").content.decode()
    assert "请工作人员代办" in page and "tel:" in page and "data-elder" in page


def test_how_one_reads_follows_the_account_to_another_browser(
    town: City, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, MONDAY)
    phone(client)
    assert client.post("/set/elder/", {"elder": "1", "next": "/profile/"}).headers["Location"] == "/profile/"
    assert client.post("/set/language/", {"language": "en", "next": "//evil.example"}).headers["Location"] == "/"
    client.post("/set/language/", {"language": "xx"})
    at(monkeypatch, MONDAY + timedelta(minutes=2))
    other = Client()
    phone(other)
    assert (other.cookies["elder"].value, other.cookies["django_language"].value) == ("1", "en")
    chooser = Client()
    chooser.cookies["elder"] = "0"
    at(monkeypatch, MONDAY + timedelta(minutes=4))
    phone(chooser)
    assert chooser.cookies["elder"].value == "0"


def test_another_phone_is_proved_before_it_counts(town: City, client: Client) -> None:
    phone(client)
    assert client.post("/profile/phone/", {"phone": NEW}).status_code == 200
    assert client.post("/profile/phone/", {"code": "000000"}).status_code == 422
    assert client.post("/profile/phone/", {"code": newest_code()}).headers["Location"] == "/sign-in/"
    assert not signed_in(client)
    assert account_of(NEW)["id"] == town.accounts["li"].id and account_of("13800000001") is None  # type: ignore[index]


def test_the_download_holds_everything_about_oneself(town: City, client: Client) -> None:
    phone(client)
    answer = client.get("/profile/data.json")
    held = answer.json()
    assert held["person"]["id_no"] == valid_id(LI_ID[:17]) and held["cases"] == []
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_stand_ins_messages_are_a_page_of_the_demo_alone(town: City, client: Client, settings: Any) -> None:
    client.post("/sign-in/", {"phone": NEW})
    page = client.get("/demo/sms/").content.decode()
    assert "本地替身：短信未真正发出" in page and newest_code() in page
    assert "演示人物" in client.get("/sign-in/").content.decode()
    settings.DEMO = False
    assert client.get("/demo/sms/").status_code == 404
    assert "演示人物" not in client.get("/sign-in/").content.decode()


def test_a_resident_does_not_come_into_the_workbench(town: City, client: Client) -> None:
    phone(client)
    assert client.get("/desk/").status_code == 403
    assert password(client, "li").status_code == 422
