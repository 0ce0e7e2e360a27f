"""A clerk works a window with the keyboard alone: call, serve, a family's matters, hold, end; the visitor rates."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.live import Live
from tests.journeys.people import PHONE, Somebody
from tests.journeys.test_every_page import _at
from tests.journeys.visiting import empty

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NUMBER = """
from django.utils import timezone
from onewindow.kernel.people.models import Account
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.tickets.actions import take
li = Account.objects.get(username="li")
ticket = take(hall=Hall.objects.get(code="320402004000"), items=["residence.permit", "passport.ordinary"],
              source="kiosk", now=timezone.now(), person_id=li.person_id)
print(ticket.token, ticket.number)
"""
END = """
from datetime import timedelta
from onewindow.modules.windows.models import Ticket
one = Ticket.objects.get(token=%r)
Ticket.objects.filter(id=one.id).update(ended_at=one.ended_at - timedelta(minutes=2))
"""


def key(page: Page, letter: str) -> None:
    """A key, once the page listens to keys."""
    page.wait_for_load_state()
    page.keyboard.press(letter)


def looked(somebody: Somebody, name: str) -> list[str]:
    """What axe finds at both widths; a picture of each when somebody wants them."""
    shots = os.environ.get("WINDOW_SHOTS")
    for size in (PHONE, (1366, 900)) if shots else ():
        somebody.page.set_viewport_size({"width": size[0], "height": size[1]})
        somebody.page.screenshot(path=f"{shots}/{name}-{size[0]}.png", full_page=True)
    return [f"{name} {size[0]} {one}" for size in (PHONE, (1366, 900)) for one in _at(somebody.page, size)]


def test_a_window_is_worked_by_keys_and_the_visitor_rates_it(live: Live, enter: Callable[..., Somebody]) -> None:
    empty(live)
    token, number = live.django("shell", "--no-imports", "-c", NUMBER).split()[-2:]
    wang, found = enter("wang"), list[str]()
    page = wang.open("/desk/window/")
    found += looked(wang, "sit")
    wang.press("坐这里")
    expect(page.locator("main")).to_contain_text("按 n 叫下一个")
    found += looked(wang, "nobody")
    page.locator("main").click(position={"x": 5, "y": 5})
    key(page, "n")
    expect(page.locator(".ticket-number")).to_have_text(number)
    key(page, "s")
    expect(page.locator("main")).to_contain_text("办结")
    key(page, "i")
    expect(page.locator(".matter")).to_have_count(2)
    key(page, "p")
    page.select_option("#f-relation", "child")
    page.fill("#f-name", "李小小")
    page.locator("#f-name").press("Enter")
    expect(page.locator(".family > li")).to_have_count(2)
    key(page, "o")
    expect(page.locator("main")).to_contain_text("用同一份采集开了 1 件")
    key(page, "?")
    expect(page.locator("#shortcut-sheet")).to_contain_text("缺材料，暂停")
    page.keyboard.press("Escape")
    found += looked(wang, "serving")
    page.fill("input[name=number]", "CRJ-2026-0001")
    page.locator("input[name=number]").press("Enter")
    expect(page.locator("main")).to_contain_text("最后同步时间")
    page.locator("select[name=outcome]").first.select_option("missing_paper")
    page.locator("input[name=note]").first.fill("租房合同原件")
    page.locator("input[name=note]").first.press("Enter")
    expect(page.locator("main")).to_contain_text("号一直有效")
    key(page, "h")
    page.wait_for_url("**/missing/**")
    expect(page.locator("main")).to_contain_text("租房合同原件")
    found += looked(wang, "missing")
    page.keyboard.press("Escape")
    wang.press("补来了")
    expect(page.locator("main")).to_contain_text("按 n 叫下一个")
    key(page, "n")
    expect(page.locator(".ticket-number")).to_have_text(number)
    key(page, "s")
    expect(page.locator(".matter")).to_have_count(2)
    key(page, "f")
    expect(page.locator("main")).to_contain_text("已办结")
    live.django("shell", "--no-imports", "-c", END % token)
    visitor = enter()
    visitor.open(f"/halls/ticket/{token}/rate/")
    found += looked(visitor, "rate")
    visitor.page.locator("input[name=rating][value='1']").check()
    visitor.press("提交评价")
    expect(visitor.page.locator("main")).to_contain_text("非常满意")
    found += looked(visitor, "rated")
    assert not found, "\n".join(dict.fromkeys(found))
    assert not wang.faults and not visitor.faults
