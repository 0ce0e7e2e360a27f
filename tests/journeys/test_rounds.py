"""The officer's day on a phone: a list in walking order, one sending for several duties, and no network for a while."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.people import PHONE, Somebody
from tests.journeys.test_every_page import _at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def busiest(page: Page) -> int:
    """The stop with the most duties."""
    stops = page.locator(".stops > li")
    return max(range(stops.count()), key=lambda nth: stops.nth(nth).locator(".stop-duties li").count())


def choose(page: Page, nth: int) -> str:
    """The first step of this duty that is no breaking off; its title."""
    duty = page.locator("[data-duty]").nth(nth)
    step = duty.locator("option:not([value=''])").filter(has_not_text="不能直接撤销").first
    title, code = step.inner_text(), step.get_attribute("value") or ""
    duty.locator("> .field > select").select_option(code)
    fill(page, nth, code)
    return title


def fill(page: Page, nth: int, code: str) -> None:
    """Whatever the step asks, in few words."""
    part = page.locator("[data-duty]").nth(nth).locator(f"[data-step='{code}']")
    if not part.count():
        return
    for field in part.locator("textarea:visible, input[type=text]:visible").all():
        field.fill("现场看过，已经改好")
    for field in part.locator("select:visible").all():
        field.select_option(index=1)
    names = {one.get_attribute("name") for one in part.locator("input[type=radio]").all()}
    for name in sorted(filter(None, names)):
        part.locator(f"input[name='{name}']").first.check(force=True)
    for box in part.locator("input[type=checkbox]").all():
        box.check(force=True)


def test_an_officer_s_day_with_and_without_a_network(enter: Callable[..., Somebody]) -> None:
    wu = enter("wu")
    page = wu.page
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wu.open("/desk/rounds/")
    expect(page.locator(".stops > li").first).to_be_visible()
    found = [f"list {one}" for size in (PHONE, (1366, 900)) for one in _at(page, size)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(page.locator("[data-rounds][data-carried]")).to_be_attached(timeout=60_000)
    page.locator(".stop-link").nth(busiest(page)).click()
    expect(page.locator("[data-duty]").first).to_be_visible()
    found += [f"stop {one}" for size in (PHONE, (1366, 900)) for one in _at(page, size)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    before = page.locator("[data-duty]").count()
    assert before >= 2
    wu.context.set_offline(True)
    choose(page, 0), choose(page, 1)
    page.locator("#f-picture").set_input_files({"name": "现场.png", "mimeType": "image/png", "buffer": picture()})
    page.locator("[data-stop] .btn-wide").click()
    expect(page.locator("[data-unsent]")).to_contain_text("2 件存在手机里")
    page.goto("/desk/rounds/")
    expect(page.locator(".stops > li").first).to_be_visible()
    expect(page.locator("[data-unsent]")).to_contain_text("2 件存在手机里")
    wu.context.set_offline(False)
    page.evaluate("() => { window.dispatchEvent(new Event('online')); }")
    expect(page.locator("[data-unsent]")).not_to_have_attribute("data-count", "2", timeout=30_000)
    wu.open("/desk/rounds/")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    expect(page.locator("main")).not_to_contain_text("没有办成")
    wu.faults.clear()  # the browser says in its console that it was out of reach
    assert not found, "\n".join(dict.fromkeys(found))


def picture() -> bytes:
    """A small picture that is one."""
    data = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 150)).save(data, "PNG")
    return data.getvalue()
