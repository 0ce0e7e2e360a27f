"""Reporting: what staff may begin themselves, and the form it leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from onewindow.kernel.cases.models import Case
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.people.models import Grant
from onewindow.kernel.testing.city import XINHUA_PLACE, City, staff
from onewindow.kernel.testing.loop import LOOPING, TEST_LOOP

pytestmark = pytest.mark.django_db
PAGE = "/desk/report"


@pytest.fixture
def town(city: City) -> Iterator[City]:
    before = shelf()
    put(Shelf((*before.modules, LOOPING)))
    staff(city, "wu", "community", "hongmei")
    Grant.objects.filter(account=city.accounts["wu"]).update(places=[XINHUA_PLACE])
    yield city
    put(before)


def at(city: City, name: str) -> Client:
    client = Client()
    client.force_login(city.accounts[name])
    return client


def test_the_page_offers_what_the_role_may_report_and_leads_to_its_form(town: City) -> None:
    wu = at(town, "wu")
    page = wu.get(PAGE).content.decode()
    assert TEST_LOOP.title in page and f'value="{TEST_LOOP.code}"' in page
    answer = wu.post(PAGE, {"matter": TEST_LOOP.code})
    row = Case.objects.get(case_type=TEST_LOOP.code)
    assert answer.headers["Location"] == f"/desk/form/{row.number}" and row.state == "draft"
    assert "什么隐患" in wu.get(answer.headers["Location"]).content.decode()


def test_a_role_that_may_not_report_it_is_not_offered_it_and_is_refused(town: City) -> None:
    wang = at(town, "wang")
    assert TEST_LOOP.title not in wang.get(PAGE).content.decode()
    answer = wang.post(PAGE, {"matter": TEST_LOOP.code}, follow=True)
    assert answer.redirect_chain[0][0] == PAGE and not Case.objects.filter(case_type=TEST_LOOP.code).exists()


@pytest.mark.parametrize("matter", ["", "nothing.here", "residence.permit\x00"])
def test_nonsense_is_told_in_a_sentence(town: City, matter: str) -> None:
    answer = at(town, "wu").post(PAGE, {"matter": matter}, follow=True)
    assert answer.status_code == 200 and "没有这个事项" in answer.content.decode()


def test_who_has_nothing_to_report_is_told_why(town: City) -> None:
    assert "没有要上报、登记的事项" in at(town, "admin").get(PAGE).content.decode()


def test_the_way_is_in_the_rail_only_for_those_who_may(town: City) -> None:
    assert PAGE in at(town, "wu").get("/desk/").content.decode()
    assert f'href="{PAGE}"' not in at(town, "xu").get("/desk/").content.decode()
