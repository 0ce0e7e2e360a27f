"""The hall chief's page, as a browser without a script uses it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import Authorisation, Certificate, Shift
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, may, on_duty, small_hall, window

PAGE = "/desk/hall/staffing/"
WEEK = f"{PAGE}?hall=hm&week={MONDAY.date()}"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    translation.activate("zh-hans")
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def hall(city):
    return small_hall(city)


@pytest.fixture
def come(city, hall):
    def browser(name):
        client = Client()
        client.force_login(city.accounts[name])
        return client

    return browser


def told(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-500:]
    return answer.content.decode()


def send(client, what, code="hm", **form):
    answer = client.post(f"{PAGE}{code}/{what}/", form | {"week": MONDAY.date().isoformat()}, follow=True)
    return answer.status_code, answer.content.decode()


def shift_form(city, hall, name="wang", **more):
    return {
        "account": city.accounts[name].id, "window": window(hall, 1).id, "starts": "09:00", "ends": "17:00",
        "break_from": "12:00", "break_until": "12:40", "break_why": "午休", "days": ["2026-03-03", "2026-03-04"],
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("name", "status"), [("meng", 200), ("sun", 200), ("he", 200), ("wang", 404), ("zhao", 404), ("xu", 404)]
)
def test_the_hall_chief_and_the_chiefs_come_in_and_nobody_else(come, name, status):
    assert come(name).get(PAGE).status_code == status
    assert come(name).get(WEEK).status_code == status


def test_a_resident_is_turned_away(come):
    assert come("li").get(PAGE).status_code == 403


def test_the_week_names_who_is_where_and_what_nobody_may_handle(city, hall, come):
    may(city, "wang", "passport.ordinary")
    on_duty(city, hall, "wang", 1)
    on_duty(city, hall, "lin", 2)
    page = told(come("meng"))
    assert "09:00–17:00" in page and "12:00–13:30" in page
    assert "无授权或证书" in page  # lin has neither
    assert "17 项" in page
    assert page.count("不开门") == 1  # Sunday


def test_the_chief_plans_two_days_at_once_and_drops_one(city, hall, come):
    meng = come("meng")
    assert "已排 2 个班" in send(meng, "plan", **shift_form(city, hall))[1]
    first = Shift.objects.order_by("id").first()
    assert first.breaks == [["12:00", "12:40", "午休"]]
    assert "已删除 1 个班" in send(meng, "drop", shift=first.id)[1]
    assert Shift.objects.count() == 1


def test_a_plan_that_does_not_fit_changes_nothing_and_says_why(city, hall, come):
    meng = come("meng")
    on_duty(city, hall, "lin", 1, TUESDAY + timedelta(days=1))
    status, page = send(meng, "plan", **shift_form(city, hall))
    assert status == 200 and "1号窗口在这段时间已经有班" in page
    assert Shift.objects.count() == 1
    for more, words in (
        ({"days": []}, "请勾选排在哪几天"),
        ({"starts": "now"}, "上下班时间请写成"),
        ({"account": "x"}, "请从列表里选"),
        ({"break_from": "08:00"}, "休息要在班内"),
    ):
        assert words in send(meng, "plan", **shift_form(city, hall, **more))[1]


def test_the_week_before_is_taken_over(city, hall, come):
    on_duty(city, hall, "wang", 1)
    later = (MONDAY.date() + timedelta(days=7)).isoformat()
    answer = come("meng").post(f"{PAGE}hm/copy/", {"week": later}, follow=True)
    assert "照上周排了 1 个班，0 个排不进" in answer.content.decode()


def test_leave_is_given_for_several_items_and_taken_back(city, hall, come):
    may(city, "wang", "licence.renew")
    form = {
        "account": city.accounts["wang"].id, "items": ["passport.ordinary", "permit.taiwan"], "since": "2026-03-02",
        "until": "2026-03-20", "ground": "培训考核合格",
    }  # fmt: skip
    sun = come("sun")
    assert "已授权 2 项" in send(sun, "authorise", **form)[1]
    page = told(sun)
    assert "至 2026-03-20" in page and "长期" in page
    given = Authorisation.objects.get(item="permit.taiwan")
    assert "请写明收回的理由" in send(sun, "end-leave", leave=given.id)[1]
    assert "已收回 1 项" in send(sun, "end-leave", leave=given.id, reason="调离")[1]


def test_leave_is_all_or_nothing(city, hall, come):
    form = {
        "account": city.accounts["wang"].id, "items": ["passport.ordinary", "nothing"], "since": "2026-03-02",
        "ground": "培训",
    }  # fmt: skip
    assert "没有这个办理项" in send(come("sun"), "authorise", **form)[1]
    assert not Authorisation.objects.exists()


def test_certificates_that_run_out_come_first(city, hall, come):
    may(city, "wang", until=MONDAY.date() + timedelta(days=10))
    may(city, "lin", until=date(2026, 12, 31))
    page = told(come("meng"))
    section = page[page.index('id="certificates"') :]
    assert section.index("没有证书") < section.index("王窗口") < section.index("lin")
    assert "还有 10 天" in section


def test_a_certificate_is_registered_and_stopped(city, hall, come):
    sun = come("sun")
    form = {"account": city.accounts["wang"].id, "serial": "ab12cd34", "since": "2026-03-02", "until": "2027-03-01"}
    assert "证书已登记" in send(sun, "certificate", **form)[1]
    held = Certificate.objects.get()
    assert held.serial == "AB12CD34"
    assert "证书已停用" in send(sun, "end-certificate", certificate=held.id, reason="丢失")[1]
    assert "已过期" in told(sun)


def test_the_chief_of_one_hall_changes_nothing_in_another(city, hall, come):
    small_hall(city, "sanjing", "sj")
    for what in ("plan", "authorise", "certificate", "copy", "nonsense"):
        assert send(come("meng"), what, code="sj")[0] == 404
    assert send(come("meng"), "nonsense")[0] == 404


def test_a_week_that_is_no_day_is_this_week(come):
    assert "3月2日" in told(come("meng"), f"{PAGE}?hall=hm&week=soon")
    assert "3月2日" in told(come("meng"), f"{PAGE}?hall=hm&week=9999-12-31")
