"""Reported, put right and looked at from the desk, with pictures, without scripts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onewindow.kernel.cases.models import Case
from onewindow.kernel.testing.city import XINHUA_PLACE, City
from onewindow.kernel.testing.filing import picture
from onewindow.modules.hazards.tests.conftest import Hazard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def at_desk(city: City, name: str) -> Client:
    client = Client()
    client.force_login(city.accounts[name])
    return client


def image(color: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("照片.png", picture(color), "image/png")


def test_an_officer_reports_with_a_picture_and_only_the_items_of_the_class_are_kept(town: City):
    desk = at_desk(town, "wu")
    assert "租赁住房和公共隐患" in desk.get("/desk/report").content.decode()
    form = desk.post("/desk/report", {"matter": "hazards.hazard"})["Location"]
    page = desk.get(form).content.decode()
    assert "什么隐患（电气）" in page and "item_gas" in page and "asked-when" in page
    answer = desk.post(form, {
        "site": "house", "where_street": "320402004", "where_community": XINHUA_PLACE, "where_detail": "花园路1号",
        "kind": "electric", "item_electric": "wild_wires", "item_gas": "old_hose", "level": "general",
        "source": "visit", "before": image("red"), "before_told": "今天9:10，楼道", "submit": "1",
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    row = Case.objects.get(case_type="hazards.hazard")
    assert row.state == "found" and "item_gas" not in row.answers and len(row.answers["before"]) == 64
    shown = desk.get(answer["Location"]).content.decode()
    assert "私拉乱接电线" in shown and "发现时的照片" in shown and "花园路1号" not in shown


def test_the_street_asks_for_the_check_with_a_picture_that_the_checker_sees(town: City):
    hazard = Hazard(town).signed()
    number = hazard.row.number
    street = at_desk(town, "guo")
    page = street.get(f"/desk/case/{number}/rectify").content.decode()
    assert "multipart/form-data" in page and "整改后的照片" in page
    lacking = street.post(f"/desk/case/{number}/rectify", {"done": "拆了重新穿管", "after_told": "今天"})
    assert lacking.status_code == 422 and "请上传整改后的照片" in lacking.content.decode()
    given = {"done": "拆了重新穿管", "after_told": "今天15:20，楼道", "after": image("green")}
    assert street.post(f"/desk/case/{number}/rectify", given).status_code == 302
    row = Case.objects.get(id=hazard.id)
    assert row.state == "rectified"
    checker = at_desk(town, "gong")
    shown = checker.get(f"/desk/case/{number}").content.decode()
    assert "办理中记下的" in shown and "今天15:20，楼道" in shown
    assert f"/file/{number}/{row.answers['after']}" in shown
    assert checker.get(f"/file/{number}/{row.answers['after']}").status_code == 200


def test_the_page_of_the_loop_tells_rates_with_what_was_counted_to_who_works_there(town: City):
    Hazard(town).closed()
    page = at_desk(town, "sun").get("/desk/loops/hazards.hazard/").content.decode()
    assert "整改率" in page and "1 / 1" in page and "其中治安隐患整改率" in page
    assert at_desk(town, "wang").get("/desk/loops/hazards.hazard/").status_code == 404
