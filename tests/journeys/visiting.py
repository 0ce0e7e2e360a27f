"""A family's visit to a hall, page by page: numbers, the window, the capture zone, the hand-out desk."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from playwright.sync_api import Locator, Page, expect

from onewindow.site.demo.names import identity_number
from tests.journeys.applying import COMMUNITY, STREET, contract
from tests.journeys.live import Live
from tests.journeys.people import PLAYERS, Somebody

CODE = "320402004000"
HALL = f"/halls/{CODE}/"
ELDER, CHILD = "周福生", "周小禾"
ID_OF_LI = identity_number(PLAYERS["li"].birth, 1)
ID_OF_ELDER = identity_number(PLAYERS["zhou"].birth, 2)
ID_OF_CHILD = identity_number("20180501", 7)
EMPTY = f"""
from django.utils import timezone
from onewindow.kernel.people.models import Account
from onewindow.modules.residence.models import Permit
from onewindow.modules.windows.models import Seat, Sitting, Ticket
now = timezone.now()
li = Account.objects.get(username="li").person_id
Permit.objects.filter(void_on=None, case__person_id=li).update(void_on=now.date())
Sitting.objects.filter(window__hall__code="{CODE}", ended_at=None).update(ended_at=now, ended_by="done")
Ticket.objects.filter(hall__code="{CODE}", ended_at=None).update(state="left", ended_at=now, window=None)
Seat.objects.filter(window__hall__code="{CODE}").update(account_id=None, account_name="", state="closed")
"""
"""What other journeys left in the hall: li's permit, numbers that wait, officers who sit."""


def empty(live: Live) -> None:
    """A hall in the morning, and li without a permit."""
    live.django("shell", "-v", "0", "-c", EMPTY)


def key(page: Page, letter: str) -> None:
    """A key, once the page listens to keys."""
    page.wait_for_load_state()
    page.keyboard.press(letter)


def take_on_the_phone(li: Somebody, *words: str) -> tuple[str, str]:
    """Choose the matters, read what to bring, take a number; the number and the address of the ticket."""
    li.open("/halls/")
    li.press("红梅派出所")
    li.page.wait_for_url(f"**{HALL}")
    for one in words:
        li.page.locator("label.pick", has_text=one).first.click()
    li.press("下一步：看要带什么")
    li.page.wait_for_url("**/take/**")
    papers = li.page.locator("section[aria-labelledby=h-papers]").inner_text()
    assert papers.count("居民身份证") == 1 and "住址证明" in papers, papers
    assert re.search(r"居民户口簿\s+不用交", papers), papers
    li.press("现在取号")
    li.page.wait_for_url("**/halls/ticket/**")
    return str(li.page.locator(".visit .number").inner_text()), li.page.url.removeprefix(li.live.url)


def take_at_the_kiosk(kiosk: Somebody, what: str, who: str) -> tuple[str, str]:
    """Two presses and a slip; the number and the address that its code leads to."""
    kiosk.open(f"{HALL}kiosk/")
    kiosk.page.locator("label.k-tile", has_text=what).click()
    kiosk.press("选好了，下一步")
    kiosk.press(who)
    kiosk.page.wait_for_url("**/slip/**")
    token = kiosk.page.url.rstrip("/").rsplit("/", 1)[1]
    return str(kiosk.page.locator(".slip-number").inner_text()), f"/halls/ticket/{token}/"


def sit(clerk: Somebody, number: int) -> None:
    """Open a window by its figure."""
    clerk.open("/desk/window/")
    key(clerk.page, str(number))
    expect(clerk.page.locator("main")).to_contain_text("窗口已打开")


def call(clerk: Somebody, number: str) -> None:
    """The next one; it is this number."""
    key(clerk.page, "n")
    expect(clerk.page.locator(".ticket-number")).to_have_text(number)


def start(clerk: Somebody) -> None:
    """The one called has come."""
    key(clerk.page, "s")
    expect(clerk.page.locator(".ticket-now")).to_contain_text("正在办理")


def join(clerk: Somebody, relation: str, name: str, id_no: str, paper: bool = False) -> None:
    """One more person of the visit, with the paper that the relation stands on."""
    page = clerk.page
    there = page.locator(".family > li").count()
    key(page, "p")
    page.select_option("#f-relation", relation)
    page.fill("#f-name", name)
    page.fill("#f-id_no", id_no)
    if paper:
        page.set_input_files("#f-file", {"name": "birth.png", "mimeType": "image/png", "buffer": contract()})
    page.locator("#f-name").press("Enter")
    expect(page.locator(".family > li")).to_have_count(there + 1)


def add(clerk: Somebody, person: int, item: str) -> None:
    """A matter for the nth person of the visit."""
    page = clerk.page
    there = page.locator(".matter").count()
    page.locator("#f-person").select_option(index=person)
    page.select_option("#f-item", item)
    page.locator("h1").click()
    key(page, "e")
    expect(page.locator(".matter")).to_have_count(there + 1)


def capture(clerk: Somebody, name: str, *devices: str) -> None:
    """Everything of one person at the devices of the counter: card | typed | scan | portrait | fingerprints | sign."""
    page = clerk.page
    page.locator("nav a.btn", has_text=name).click()
    expect(page.locator("nav a.btn[aria-current]")).to_have_text(name)
    for one in devices:
        DEVICES[one](clerk)
    expect(page.locator(".wanted .chip[data-tone=due_soon]")).to_have_count(0)


def _card(clerk: Somebody) -> None:
    clerk.press("读卡（模拟读卡器）")
    clerk.press("对照证件，核对无误")
    expect(clerk.page.locator(".captured .settled").first).to_be_visible()


def _typed(clerk: Somebody) -> None:
    page = clerk.page
    page.locator("summary", has_text="读不出来").click()
    page.fill("#t-name", CHILD)
    page.fill("#t-id_no", ID_OF_CHILD)
    page.locator("#t-id_no").press("Enter")
    expect(page.locator(".captured .settled").first).to_be_visible()


def _scan(clerk: Somebody) -> None:
    page = clerk.page
    page.select_option("#f-paper", "home_proof")
    clerk.press("用模拟扫描仪")
    expect(page.locator("main")).to_contain_text("材料已收下")


def _portrait(clerk: Somebody) -> None:
    clerk.press("用模拟相机")
    clerk.press("标记头顶、脸颊、眼睛")
    clerk.page.wait_for_url("**/portrait/**")
    clerk.press("裁切并检查")
    expect(clerk.page.locator("section[aria-labelledby=z-photo] .checks")).to_be_visible()


def _fingerprints(clerk: Somebody) -> None:
    clerk.press("已在专用设备上采集")
    expect(clerk.page.locator("main")).to_contain_text("本系统不存")


def _sign(clerk: Somebody) -> None:
    clerk.page.fill("#f-typed", "李晓禾")
    clerk.page.locator("#f-typed").press("Enter")
    expect(clerk.page.locator("section[aria-labelledby=z-sign] .chip")).to_contain_text("已签")


DEVICES: dict[str, Callable[[Somebody], None]] = {
    "card": _card, "typed": _typed, "scan": _scan, "portrait": _portrait, "fingerprints": _fingerprints, "sign": _sign,
}  # fmt: skip


def place(page: Page, field: str) -> None:
    """Street and community by the lists."""
    page.locator(f"select[name={field}_street]").select_option(STREET)
    page.locator(f"select[name={field}_community] option[value='{COMMUNITY}']").wait_for(state="attached")
    page.locator(f"select[name={field}_community]").select_option(COMMUNITY)


def fill_permit(clerk: Somebody) -> None:
    """What the bundle could not know of a residence permit."""
    page = clerk.page
    assert page.locator("input[name=holder_name]").input_value() == "李晓禾"
    assert page.locator("input[name=holder_id]").input_value() == ID_OF_LI
    page.locator("input[name=by][value=self]").check()
    place(page, "home")
    page.fill("input[name=home_detail]", "花园路12号3幢501室")
    page.fill("input[name=since]", "2024-03-01")
    page.locator("input[name=ground][value=home]").check()
    page.locator("input[name=receive][value=pickup]").check()


def fill_certificate(clerk: Somebody) -> None:
    """What the bundle could not know of a certificate of no record."""
    page = clerk.page
    assert page.locator("input[name=subject_name]").input_value() == ELDER
    assert page.locator("input[name=subject_id]").input_value() == ID_OF_ELDER
    page.locator("input[name=who][value=person]").check()
    place(page, "station_place")
    page.locator("input[name=purpose][value=abroad]").check()


def matter(clerk: Somebody, title: str) -> Locator:
    """The row of a matter at the window."""
    return clerk.page.locator(".matter", has_text=title)


def type_back(clerk: Somebody, title: str, number: str) -> None:
    """The number of the department's own system."""
    row = matter(clerk, title)
    row.locator("input[name=number]").fill(number)
    row.locator("input[name=number]").press("Enter")
    expect(row).to_contain_text(number)
    expect(row).to_contain_text("最后同步时间")


def pass_on(clerk: Somebody, window: int, reason: str) -> None:
    """The visit to another window."""
    page = clerk.page
    key(page, "t")
    there = page.locator("#f-to_window option", has_text=f"{window}号窗口").get_attribute("value")
    page.select_option("#f-to_window", there)
    page.fill("#f-reason", reason)
    page.locator("#f-reason").press("Enter")
    expect(page.locator("main")).to_contain_text("已转窗")


def until(page: Page, path: str, words: str, patience: float = 20) -> None:
    """Open a page again and again until it says this: what the worker does takes a moment."""
    end = time.monotonic() + patience
    while words not in page.goto(path).text():  # type: ignore[union-attr]
        assert time.monotonic() < end, f"{path} never said {words}: {page.locator('main').inner_text()}"


def in_order(text: str, said: Sequence[str]) -> None:
    """These sentences stand in this order."""
    at = 0
    for one in said:
        found = text.find(one, at)
        assert found >= 0, f"{one} is missing after {text[:at][-80:]!r} in:\n{text}"
        at = found + len(one)
