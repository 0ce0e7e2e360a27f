"""The guide for hall managers: who reads it, and that it says what is so in this hall today."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.kernel.parameters.actions import set_value
from onewindow.kernel.parameters.queries import forget
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.managing import told
from onewindow.modules.windows.models import Authorisation, Certificate
from onewindow.modules.windows.policy import PARAMETERS
from onewindow.modules.windows.staffing.tests.small_hall import may, on_duty, small_hall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    forget()
    yield
    forget()


@pytest.fixture
def hall(city):
    return small_hall(city)


def reads(city, name: str, **asked):
    client = Client()
    client.force_login(city.accounts[name])
    return client.get(reverse("windows-managers"), asked)


def row(html: str, title: str) -> str:
    return re.search(rf'<tr><th scope="row">{title}.*?</tr>', html, re.DOTALL)[0]


@pytest.mark.parametrize(("name", "status"), [("meng", 200), ("sun", 200), ("wang", 404), ("fang", 404), ("li", 403)])
def test_only_those_who_manage_a_hall_read_it(city, hall, name, status):
    assert reads(city, name).status_code == status


def test_the_hall_of_another_unit_is_not_there(city, hall):
    small_hall(city, "sanjing", "sj")
    assert reads(city, "meng", hall="sj").status_code == 404
    assert reads(city, "meng", hall="hm").status_code == 200


def test_every_parameter_is_told_with_its_value_source_and_how_sure(city, hall):
    html = reads(city, "meng").content.decode()
    for one in PARAMETERS:
        assert one.title in row(html, one.title) and one.law.sure.value in row(html, one.title)
    set_value(case_type="windows", code="queue.recall", value=2, ground="测试文件第1号", set_by="测试", now=MONDAY)
    forget()
    html = reads(city, "meng").content.decode()
    assert "2 次" in row(html, "叫号最多几次") and "原为 3" in row(html, "叫号最多几次")
    assert "最多叫2次，再点过号" in html


def test_every_item_says_who_may_today_and_a_lapsed_certificate_counts_for_nobody(city, hall):
    html = reads(city, "meng").content.decode()
    assert all(one.title in html for one in ITEMS) and "没有人" in row(html, "普通护照")
    may(city, "wang", "passport.ordinary")
    assert "没有人" not in row(reads(city, "meng").content.decode(), "普通护照")
    assert "没有人" in row(reads(city, "meng").content.decode(), "驾驶证期满换证")
    Certificate.objects.update(until=date(2026, 3, 1))
    assert "没有人" in row(reads(city, "meng").content.decode(), "普通护照")
    assert Authorisation.objects.exists()


def test_the_first_day_says_what_is_missing_and_then_that_it_is_ready(city, hall):
    html = reads(city, "meng").content.decode()
    assert f"{len(ITEMS)} 项没有人能办" in html and "今天排了 0 人" in html and "2 个窗口" in html
    for name in ("wang", "lin", "meng"):
        may(city, name)
    on_duty(city, hall, "wang", 1, MONDAY.date())
    html = reads(city, "meng").content.decode()
    assert "每项都有人能办" in html and "都有有效证书" in html and "今天排了 1 人，1 人有午休" in html


def test_links_lead_only_where_the_reader_may_go(city, hall):
    mine, above = (reads(city, name).content.decode() for name in ("meng", "sun"))
    part = mine.split('class="managing"')[1]
    for name in ("windows-staffing", "windows-live", "windows-simulation", "windows-parcels"):
        assert f'href="{reverse(name)}' in part
    assert f'href="{reverse("windows-parcels")}' not in above.split('class="managing"')[1]
    assert "http://testserver/halls/hm/kiosk/" in part and "http://testserver/halls/hm/screen/" in part


def test_simulated_devices_are_named_as_such():
    kinds = {one["title"]: one["state"] for one in told.devices()}
    assert kinds["读身份证"] == "只有模拟的" and kinds["指纹"] == "不在本系统里"


def test_days_in_a_row_with_the_same_hours_are_told_together():
    week = {str(day): [["09:00", "12:00"], ["13:30", "17:00"]] for day in (1, 2, 3)} | {"6": [["09:00", "12:00"]]}
    assert told.hours(week) == ["周一至周三 09:00–12:00、13:30–17:00", "周六 09:00–12:00"]
    assert told.hours({}) == []
