"""Hazards and disputes in a real browser: reported on a phone, checked by another hand, rates told, pages clean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from onewindow.kernel.testing.filing import picture
from tests.journeys.people import DESK, PHONE, Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOPS = ("hazards.hazard", "disputes.dispute")


def begin(somebody: Somebody, matter: str) -> None:
    """From the list of what one may report to its form."""
    somebody.open("/desk/report")
    somebody.page.locator(f"button[value='{matter}'], form:has(input[value='{matter}']) button").first.click()
    somebody.page.wait_for_url("**/desk/form/**")


def told_by_the_stand_in(somebody: Somebody, case: str) -> None:
    """The push goes out, the local stand-in of the platform answers, and the case shows its receipt."""
    for _ in range(20):
        somebody.open(case)
        if somebody.page.get_by_text("替身回执").count():
            return
        somebody.page.wait_for_timeout(1000)
    raise AssertionError("no receipt came back")


def where(somebody: Somebody, door: str) -> None:
    somebody.page.select_option("select[name=where_street]", "320402004")
    expect(somebody.page.locator("select[name=where_community] option")).not_to_have_count(1)
    somebody.page.select_option("select[name=where_community]", "320402004001")
    somebody.page.fill("input[name=where_detail]", door)


def test_the_published_rates_stand_on_the_page_with_what_was_counted(enter: Callable[..., Somebody]) -> None:
    """First of all: what the others report is counted too."""
    he = enter("he")
    for loop, rate, counted in (("hazards.hazard", "86.1", "310 / 360"), ("hazards.hazard", "98.83", "169 / 171"),
                                ("disputes.dispute", "93.8", "242 / 258")):  # fmt: skip
        he.open(f"/desk/loops/{loop}/")
        expect(he.page.locator("main")).to_contain_text(rate)
        expect(he.page.locator("main")).to_contain_text(counted)


def test_a_hazard_is_reported_on_the_phone_with_the_items_of_its_class_alone(
    enter: Callable[..., Somebody], tmp_path: Path
) -> None:
    (tmp_path / "before.png").write_bytes(picture("red"))
    wu = enter("wu", size=PHONE)
    begin(wu, "hazards.hazard")
    expect(wu.page.locator("[data-field=item_electric]")).to_be_hidden()
    wu.page.select_option("select[name=kind]", "electric")
    expect(wu.page.locator("[data-field=item_electric]")).to_be_visible()
    expect(wu.page.locator("[data-field=item_gas]")).to_be_hidden()
    expect(wu.page.locator("[data-field=before]")).to_be_hidden()
    where(wu, "试用路8号")
    for name, value in (("site", "house"), ("item_electric", "wild_wires"), ("level", "general"), ("source", "visit")):
        wu.page.locator(f"input[name={name}][value={value}]").check()
    wu.page.set_input_files("input[name=before]", tmp_path / "before.png")
    wu.page.fill("[name=before_told]", "今天9:10，楼道")
    here = wu.page.url.removeprefix(wu.live.url)
    wu.press("提交")
    wu.page.wait_for_url("**/desk/case/**")
    expect(wu.page.locator("body")).to_contain_text("私拉乱接电线")
    case = wu.page.url.removeprefix(wu.live.url)
    assert not faults(wu, case) and wu.faults == [], here
    han = enter("han")
    han.open(f"{case}/push")
    han.page.select_option("select[name=lead]", "housing")
    han.page.locator("main form .btn-main").click()
    han.page.wait_for_url(f"**{case}")
    told_by_the_stand_in(han, case)


def test_what_the_street_mended_waits_for_the_officer_and_is_closed_by_one_press(
    enter: Callable[..., Somebody],
) -> None:
    wu = enter("wu")
    wu.open("/desk/?list=todo&type=hazards.hazard")
    wu.page.locator("a:has-text('租赁住房和公共隐患')").first.click()
    wu.page.wait_for_url("**/desk/case/**")
    assert not faults(wu, wu.page.url.removeprefix(wu.live.url))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_forms_and_figures_of_both_loops_are_clean(enter: Callable[..., Somebody], size: tuple[int, int]) -> None:
    wu, he = enter("wu", size=size), enter("he", size=size)
    for loop in LOOPS:
        assert not faults(he, f"/desk/loops/{loop}/") and not faults(he, f"/matters/{loop}/")
        begin(wu, loop)
        assert not faults(wu, wu.page.url.removeprefix(wu.live.url))
    assert wu.faults == [] and he.faults == []
