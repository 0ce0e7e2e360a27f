"""The command room's calls and the book of shifts in a real browser: clean at both widths, and a shift goes over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import PHONE, Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CALLS, SHIFTS = "/desk/incidents/", "/desk/handover/"


def test_the_figures_of_calls_are_clean_and_say_how_they_are_counted(enter: Callable[..., Somebody]) -> None:
    han = enter("han")
    assert not faults(han, CALLS)
    assert "全部来话减去骚扰" in han.words and "口径 2026-1" in han.words and "本地替身" in han.words
    han.press("取新来话")
    expect(han.page.locator(".message", has_text="新接 4 件")).to_be_visible()
    assert not faults(han, f"{CALLS}?days=7") and han.faults == []


def test_a_call_is_dispatched_from_the_list_and_signed_for_on_the_phone(enter: Callable[..., Somebody]) -> None:
    han, wu = enter("han"), enter("wu", size=PHONE)
    han.open("/desk/?list=todo&type=incidents.call")
    path = str(han.page.locator(".row a.open", has_text="纠纷").first.get_attribute("href"))
    assert not faults(han, path)
    wu.open("/desk/?list=todo&type=incidents.call")
    assert wu.page.locator(".row a.open").count() > 0
    assert han.faults == [] and wu.faults == []


def test_the_book_of_shifts_is_clean_and_goes_over_with_two_signatures(enter: Callable[..., Somebody]) -> None:
    sun, wu = enter("sun"), enter("wu", size=PHONE)
    assert not faults(sun, SHIFTS) and not faults(wu, SHIFTS)
    sun.open(SHIFTS)
    assert "没有办完的办件" in sun.words and "警情" in sun.words
    sun.page.select_option("select[name=to]", label="吴磊")
    sun.page.fill("input[name=name]", "孙涛")
    sun.press("签名，交班")
    expect(sun.page.locator(".message", has_text="仍由您负责")).to_be_visible()
    wu.open(SHIFTS)
    assert "没有签收以前，仍由孙涛负责" in wu.words and not faults(wu, SHIFTS)
    wu.page.fill("input[name=name]", "别人")
    wu.press("签收，接班")
    expect(wu.page.locator("[role=alert]", has_text="请输入您自己的姓名")).to_be_visible()
    wu.page.fill("input[name=name]", "吴磊")
    wu.press("签收，接班")
    expect(wu.page.locator(".message", has_text="您已接班")).to_be_visible()
    assert "现在由吴磊值班" in wu.words
    paper = str(wu.page.locator("a[href^='/desk/handover/']", has_text="孙涛交给吴磊").first.get_attribute("href"))
    assert not faults(wu, paper) and "清单是第二个人签名那一刻的" in wu.words
    assert sun.faults == [] and [one for one in wu.faults if "422" not in one] == []


def test_without_scripts_a_thing_is_written_into_the_book(enter: Callable[..., Somebody]) -> None:
    han = enter("han", scripts=False)
    han.open(SHIFTS)
    han.page.locator("summary", has_text="记一项").click()
    han.page.fill("textarea[name=content]", "（合成）对讲机一部送修")
    han.page.fill("input[name=in_charge]", "韩冰")
    han.page.locator("button", has_text="记上").click()
    assert "对讲机一部送修" in han.words
