"""The halls in a real browser: phone, kiosk, guide's desk, screen and live view; clean, large enough, and alive."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.live import Live
from tests.journeys.people import PHONE, Somebody
from tests.journeys.test_every_page import _at, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HALL = "/halls/320402004000/"
TAKE = f"{HALL}take/?items=licence.renew&items=passport.ordinary"
WALL = (1920, 1080)
CALL = """
from django.utils.timezone import now
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.queries import actor_by_account
from onewindow.modules.windows.models import Seat, Ticket, Window
from onewindow.modules.windows.tickets import actions, seats
actor = actor_by_account(Account.objects.get(username="wang").id, now())
window = Window.objects.get(hall__code="320402004000", number=1)
if Seat.objects.get(window=window).account_id != actor.id:
    seats.sit(window_id=window.id, actor=actor, now=now())
for ticket in Ticket.objects.filter(window=window, state__in=["called", "serving"]):
    if ticket.state == "called":
        actions.start(ticket_id=ticket.id, actor=actor, now=now())
    actions.finish(ticket_id=ticket.id, actor=actor, now=now(), outcome="done")
print(actions.call_next(window_id=window.id, actor=actor, now=now()).number)
"""


def call(live: Live) -> str:
    """The next number is called to window 1; which one."""
    return live.django("shell", "-v", "0", "-c", CALL).strip().splitlines()[-1]


def take(somebody: Somebody) -> str:
    somebody.open(TAKE)
    somebody.press("现在取号")
    somebody.page.wait_for_url("**/halls/ticket/**")
    return str(somebody.page.locator(".visit .number").inner_text())


def test_the_pages_of_arriving_are_clean(enter: Callable[..., Somebody]) -> None:
    one = enter()
    take(one)
    ticket = one.page.url.removeprefix(one.live.url)
    one.open(f"{HALL}kiosk/?step=2&items=idcard.renew")
    one.press("普通排队")
    one.page.wait_for_url("**/slip/**")
    slip = one.page.url.removeprefix(one.live.url)
    paths = ["/halls/", HALL, f"{HALL}?q=换驾照", f"{HALL}?q=没有的事", TAKE, ticket,
             f"{HALL}kiosk/", f"{HALL}kiosk/?step=2", f"{HALL}kiosk/?step=2&items=licence.renew", slip, f"{HALL}screen/"]  # fmt: skip
    assert not [fault for path in paths for fault in faults(one, path)]
    one.context.add_cookies([{"name": "elder", "value": "1", "url": one.live.url}])
    assert not [fault for path in ("/halls/", HALL, TAKE, ticket) for fault in faults(one, path)]
    assert one.faults == []


def test_the_desks_are_clean(enter: Callable[..., Somebody]) -> None:
    guide, chief = enter("shen"), enter("sun")
    assert not faults(guide, "/desk/guide/") and not faults(chief, "/desk/hall/")
    assert guide.faults == [] and chief.faults == []


def test_nothing_on_the_kiosk_is_smaller_than_a_thumb(enter: Callable[..., Somebody]) -> None:
    one = enter(size=(1080, 1920))
    for path in (f"{HALL}kiosk/", f"{HALL}kiosk/?step=2&items=idcard.renew"):
        one.open(path)
        for target in one.page.locator("button:visible, a:visible, label.k-tile, input[name=code]").all():
            box = target.bounding_box()
            assert box and box["height"] >= 60 and box["width"] >= 60, target.inner_text()


def test_the_guide_gives_a_number_in_two_keys(enter: Callable[..., Somebody]) -> None:
    guide = enter("shen")
    guide.open("/desk/guide/")
    guide.page.keyboard.press("a")
    guide.page.keyboard.press("=")
    guide.page.wait_for_url("**&given=**")
    expect(guide.page.locator(".slip-number")).to_be_visible()
    assert "居民身份证换领" in guide.page.locator(".slip").inner_text()


def test_a_call_reaches_screen_and_phone_and_survives_the_end_of_the_web(
    enter: Callable[..., Somebody], live: Live
) -> None:
    phone, screen = enter(), enter(size=WALL)
    mine = take(phone)
    screen.open(f"{HALL}screen/")
    assert not _at(screen.page, WALL)
    called = ""
    for _ in range(12):
        called = call(live)
        expect(screen.page.locator(".s-calls b", has_text=called)).to_be_visible(timeout=3000)
        if called == mine:
            break
    assert called == mine
    expect(screen.page.locator("[role=status]", has_text="号窗口")).to_have_count(1)
    expect(phone.page.locator(".visit .lead")).to_have_text("请到 1 号窗口")
    another = take(enter())
    live.kill("web")
    expect(screen.page.locator(".s-off")).to_contain_text("未连接")
    live.start("web")
    expect(screen.page.locator(".s-off")).to_have_text("", timeout=40_000)
    assert call(live) == another
    expect(screen.page.locator(".s-calls b", has_text=another)).to_be_visible(timeout=3000)


def test_without_scripts_the_screen_and_the_ticket_ask_again(enter: Callable[..., Somebody]) -> None:
    one = enter(size=PHONE, scripts=False)
    number = take(one)
    assert number and "大约" in one.words or "说不准" in one.words
    assert one.page.locator("meta[http-equiv=refresh]").count() == 1
    one.open(f"{HALL}screen/")
    assert "正在叫号" in one.words and one.page.locator("meta[http-equiv=refresh]").count() == 1


def test_the_voice_speaks_only_when_it_was_switched_on(enter: Callable[..., Somebody], live: Live) -> None:
    screen = enter(size=WALL)
    screen.context.add_init_script(
        "window.said = []; window.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };"
        "Object.defineProperty(window, 'speechSynthesis', {value: {speak: (one) => said.push(one.words), cancel() {}}});"
    )
    screen.open(f"{HALL}screen/")
    take(enter())
    take(enter())
    call(live)
    time.sleep(2)
    assert screen.page.evaluate("said") == []
    screen.page.get_by_role("button", name="打开语音").click()
    called = call(live)
    expect(screen.page.locator(".s-calls b", has_text=called)).to_be_visible(timeout=3000)
    said = screen.page.evaluate("said")
    assert said.count(f"请 {' '.join(called)} 号，到 1 号窗口") == 2
