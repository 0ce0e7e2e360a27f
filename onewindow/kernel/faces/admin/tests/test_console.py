"""The console: one door, our actions behind its forms, secrets shown once, nobody's case in sight."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from onewindow.kernel.faces.admin.console import console as site
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people import totp
from onewindow.kernel.people.holds import PASSWORD_HERE, attempt
from onewindow.kernel.people.models import Account, Grant, Hold, Token, Unit
from onewindow.kernel.people.queries import actor_by_token
from onewindow.kernel.people.units import unit_of_place
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import LI_ID, XINHUA_PLACE, City, valid_id


def lines(about: str, subject_id: int) -> list[str]:
    return [
        row["act"]
        for row in rows(
            "select act from journal_line where about = %s and subject_id = %s order by version", (about, subject_id)
        )
    ]


def told(answer: Any) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("name", ["wang", "chen", "sun", "he", "xu", "li"])
def test_only_the_administrators_grant_opens_the_console(city: City, client: Client, name: str) -> None:
    city.accounts[name].is_staff = city.accounts[name].is_superuser = False
    client.force_login(city.accounts[name])
    Account.objects.filter(pk=city.accounts[name].pk).update(is_staff=True)
    answer = client.get("/admin/people/grant/", follow=True)
    assert answer.status_code == 403


def test_a_stranger_is_sent_to_our_own_sign_in_page(city: City, client: Client) -> None:
    answer = client.get("/admin/people/grant/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/staff/?next=")
    assert client.post("/admin/login/", {"username": "admin", "password": "x"}).status_code == 302


def test_no_case_person_or_file_is_registered(console: Client) -> None:
    assert {model._meta.label for model in site._registry} == {
        "people.Account",
        "people.Grant",
        "people.Hold",
        "people.Place",
        "people.Token",
        "people.Unit",
        "ow_parameters.Value",
    }
    for address in (
        "",
        "people/account/",
        "people/grant/",
        "people/unit/",
        "people/place/",
        "people/token/",
        "people/hold/",
        "ow_parameters/value/",
    ):
        page = console.get(f"/admin/{address}")
        assert page.status_code == 200
        text = page.content.decode()
        assert valid_id(LI_ID[:17]) not in text and "李一一" not in text
        assert not re.search(r"<script(?![^>]*src=)(?![^>]*type=\"application/json\")", text) and "style=" not in text


def test_residents_are_not_in_the_list_of_accounts(city: City, console: Client) -> None:
    assert "周大爷" not in told(console.get("/admin/people/account/?q=zhou"))
    assert console.get(f"/admin/people/account/{city.accounts['zhou'].pk}/change/").status_code == 302


def test_a_new_account_gets_a_password_once(city: City, console: Client) -> None:
    asked = {"username": "ning", "name": "宁新", "kind": "staff", "badge": "050123"}
    answer = console.post("/admin/people/account/add/", asked)
    [password] = re.findall(r"<code>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</code>", answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    made = Account.objects.get(username="ning")
    assert made.check_password(password) and not made.is_staff and not made.is_superuser
    assert lines("account", made.pk) == ["create"]
    assert password not in console.get(f"/admin/people/account/{made.pk}/change/").content.decode()
    again = console.post("/admin/people/account/add/", asked)
    assert again.status_code == 200 and "已经有人用了" in told(again)


@pytest.mark.parametrize(
    ("act", "line"),
    [("password", "password"), ("everywhere", "sign_out_everywhere"), ("totp", "totp_off"), ("close", "close")],
)
def test_an_act_on_an_account_takes_a_reason_and_leaves_a_line(
    city: City, console: Client, act: str, line: str
) -> None:
    account = city.accounts["wang"]
    totp.begin(account_id=account.pk, now=timezone.now())
    address = f"/admin/people/account/{account.pk}/change/"
    assert "这个字段" in told(console.post(address, {"act_on": act, "reason": ""}))
    assert lines("account", account.pk) == []
    assert console.post(address, {"act_on": act, "reason": "本人申请"}).status_code in (200, 302)
    assert lines("account", account.pk) == [line]


def test_the_administrator_does_not_close_himself(city: City, console: Client) -> None:
    answer = console.post(
        f"/admin/people/account/{city.accounts['admin'].pk}/change/", {"act_on": "close", "reason": "走了"}
    )
    assert "另一位系统管理员" in told(answer) and Account.objects.get(username="admin").is_active


def grant_form(city: City, **more: Any) -> dict[str, Any]:
    return {
        "username": "wang",
        "role": "community",
        "unit": city.units["hongmei"].pk,
        "places": f"{XINHUA_PLACE}，",
        "since": "",
        "until": "",
        "reason": "任命〔2026〕3号",
        **more,
    }


def test_a_grant_is_given_and_taken_back_with_reasons(city: City, console: Client) -> None:
    assert console.post("/admin/people/grant/add/", grant_form(city)).status_code == 302
    made = Grant.objects.latest("id")
    assert (made.role, made.places, made.given_by) == ("community", [XINHUA_PLACE], "管理员")
    assert city.actor("wang", timezone.now()).holds("community")
    assert console.post(f"/admin/people/grant/{made.pk}/change/", {"reason": "点错了"}).status_code == 302
    assert not city.actor("wang", timezone.now()).holds("community")
    assert lines("account", city.accounts["wang"].pk) == ["grant", "revoke"]
    gone = console.post(f"/admin/people/grant/{made.pk}/change/", {"reason": "再收一次"})
    assert gone.status_code == 200 and "没有这条有效的授权" in told(gone)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"username": "nobody"}, "没有这个账号"),
        ({"username": "admin"}, "不能给自己授权"),
        ({"username": "li"}, "只能给在用的民警职工"),
        ({"places": "999999999999"}, "代码不存在"),
        ({"since": "2026-05-02", "until": "2026-05-01"}, "不能早于"),
        ({"role": "applicant"}, "applicant"),
    ],
)
def test_a_faulty_grant_comes_back_with_words_and_leaves_nothing(
    city: City, console: Client, wrong: dict[str, str], words: str
) -> None:
    before = Grant.objects.count()
    answer = console.post("/admin/people/grant/add/", grant_form(city, **wrong))
    assert answer.status_code == 200 and words in told(answer)
    assert Grant.objects.count() == before


def test_a_key_is_shown_once(city: City, console: Client) -> None:
    console.post("/admin/people/account/add/", {"username": "hotline", "name": "热线平台", "kind": "program"})
    answer = console.post("/admin/people/token/add/", {"username": "hotline", "title": "工单推送", "until": ""})
    [key] = re.findall(r"ow_[\w-]{40,}", answer.content.decode())
    token = Token.objects.get()
    assert actor_by_token(key, timezone.now()) is not None
    address = f"/admin/people/token/{token.pk}/change/"
    assert (
        key not in console.get(address).content.decode() and token.digest not in console.get(address).content.decode()
    )
    console.post(address, {"reason": "换了平台"})
    assert actor_by_token(key, timezone.now()) is None


def test_a_unit_is_planted_renamed_and_not_ended_while_it_is_used(city: City, console: Client) -> None:
    console.post(
        "/admin/people/unit/add/",
        {
            "code": "320402099000",
            "name": "新设派出所",
            "kind": "station",
            "parent": city.units["tianning"].pk,
            "since": "2026-01-01",
        },
    )
    made = Unit.objects.get(code="320402099000")
    assert made.path.startswith(city.units["tianning"].path)
    address, asked = (
        f"/admin/people/unit/{made.pk}/change/",
        {"name": "新设（改名）派出所", "reason": "批复〔2026〕1号"},
    )
    assert console.post(address, asked).status_code == 302
    busy = console.post(
        f"/admin/people/unit/{city.units['hongmei'].pk}/change/",
        {"name": "红梅派出所", "until": "2026-06-30", "reason": "撤并"},
    )
    assert busy.status_code == 200 and "还不能撤销" in told(busy)
    assert console.post(address, {**asked, "until": "2026-06-30"}).status_code == 302
    assert lines("unit", made.pk) == ["create", "change", "change"]


def test_a_place_moves_to_another_station(city: City, console: Client) -> None:
    asked = {"unit": city.units["tianning_street"].pk, "reason": "辖区调整"}
    assert console.post(f"/admin/people/place/{XINHUA_PLACE}/change/", asked).status_code == 302
    assert unit_of_place(XINHUA_PLACE).id == city.units["tianning_street"].pk  # type: ignore[union-attr]
    assert lines("place", int(XINHUA_PLACE)) == ["move"]


def declared_parameter() -> tuple[Any, Any]:
    for entry in shelf().current.values():
        for one in entry.parameters:
            if isinstance(one.default, int) and not isinstance(one.default, bool) and one.most is not None:
                return entry, one
    pytest.skip("no numeric parameter is installed")


def test_a_value_is_set_inside_the_bounds_with_its_ground(city: City, console: Client) -> None:
    entry, one = declared_parameter()
    page = told(console.get("/admin/ow_parameters/value/"))
    assert one.title in page and one.law.cited in page and "待核" in page
    asked = {
        "parameter": f"{entry.code}|{one.code}",
        "value": str(int(one.most) + 1),
        "since": "",
        "ground": "市局〔2026〕9号",
    }
    beyond = console.post("/admin/ow_parameters/value/add/", asked)
    assert beyond.status_code == 200 and "不得大于" in told(beyond)
    assert "请按原来的样子" in told(console.post("/admin/ow_parameters/value/add/", {**asked, "value": "many"}))
    yesterday = (local_date(timezone.now()) - timedelta(days=1)).isoformat()
    inside = {**asked, "value": str(int(one.most))}
    assert "不能改过去的值" in told(console.post("/admin/ow_parameters/value/add/", {**inside, "since": yesterday}))
    assert not Value.objects.exists()
    assert console.post("/admin/ow_parameters/value/add/", inside).status_code == 302
    assert in_force(entry, local_date(timezone.now()))[one.code] == int(one.most)
    assert lines("parameter", Value.objects.get().pk) == ["set"]
    assert console.get(f"/admin/ow_parameters/value/{Value.objects.get().pk}/change/").status_code == 200


def test_a_hold_is_seen_and_let_go(city: City, console: Client) -> None:
    now, account = timezone.now(), city.accounts["wang"]
    for _ in range(5):
        attempt(PASSWORD_HERE, "wang", "10.0.0.9", now=now, account_id=account.pk, address="10.0.0.9")
    page = told(console.get("/admin/people/hold/"))
    assert "wang" in page and "10.0.0.9" in page and "口令（同一地址）" in page
    key = Hold.objects.get().pk
    console.post("/admin/people/hold/", {"action": "let_go", "_selected_action": [key]})
    assert not Hold.objects.exists() and lines("account", account.pk) == ["let_go"]


def test_nothing_is_deleted_or_edited_in_place(city: City, console: Client) -> None:
    for address in (
        f"people/account/{city.accounts['wang'].pk}",
        f"people/unit/{city.units['hongmei'].pk}",
        f"people/grant/{Grant.objects.latest('id').pk}",
    ):
        assert console.post(f"/admin/{address}/delete/", {"post": "yes"}).status_code == 403
    console.post(
        f"/admin/people/account/{city.accounts['wang'].pk}/change/",
        {"act_on": "everywhere", "reason": "试试", "is_superuser": "on", "username": "hacked", "kind": "resident"},
    )
    after = Account.objects.get(pk=city.accounts["wang"].pk)
    assert (after.username, after.is_superuser, after.kind) == ("wang", False, "staff")
