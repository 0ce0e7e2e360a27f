"""Every page of every face, on a phone and on a desk: axe finds nothing, phone pages stay light."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.applying import begin_permit
from tests.journeys.live import Live
from tests.journeys.people import DESK, PHONE, Somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OPEN = ("/", "/matters/", "/matters/?q=暂住证", "/matters/?q=没有这样的事", "/matters/residence.permit/", "/matters/seals.licence/",
        "/ask/", "/check/", "/check/ABCDEFGHJKMNPQRS", "/sign-in/", "/sign-in/staff/", "/demo/sms/", "/nothing/here/")  # fmt: skip
OWN = (
    "/",
    "/mine/",
    "/inbox/",
    "/readings/",
    "/data/",
    "/profile/",
    "/profile/phone/",
    "/matters/records.certificate/start/",
)
AT_WORK = (
    "/desk/",
    "/desk/?list=all",
    "/desk/?list=helping",
    "/desk/start",
    "/desk/inbox",
    "/board/",
    "/profile/",
    "/desk/case/0000",
)
CONSOLE = ("/admin/login/", "/admin/")
LIGHT = 150_000  # bytes, first visit
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}


@pytest.fixture
def clean(enter: Callable[..., Somebody]) -> Iterator[Callable[..., None]]:
    """Look at a page at both widths; what axe finds is told all at once."""
    found: list[str] = []
    yield lambda somebody, *paths: found.extend(one for path in paths for one in faults(somebody, path))
    assert not found, "\n".join(dict.fromkeys(found))


def faults(somebody: Somebody, path: str) -> list[str]:
    somebody.open(path)
    return [f"{path} {size[0]} {one}" for size in (PHONE, DESK) for one in _at(somebody.page, size)]


def _at(page: Page, size: tuple[int, int]) -> list[str]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    told = [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"][:3]
    ]
    return told + ([f"wider than the screen by {wide}"] if wide > 1 else [])


def test_pages_open_to_all_are_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    clean(enter(), *OPEN)


def test_own_pages_and_the_form_are_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    li = enter("li")
    begin_permit(li)
    here = li.page.url.removeprefix(li.live.url)
    draft = here.rsplit("/", 2)[0]
    clean(li, *OWN, here, f"{draft}/3/", f"{draft}/papers/", f"{draft}/check/")
    li.open("/mine/")
    clean(li, *{str(one.get_attribute("href")) for one in li.page.locator("main a[href^='/mine/']").all()[:2]})


def test_elder_pages_are_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    zhou = enter("zhou")
    zhou.context.add_cookies([{"name": "elder", "value": "1", "url": zhou.live.url}])
    clean(zhou, "/", "/matters/", "/matters/records.certificate/", "/mine/", "/ask/")


def test_english_pages_are_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    one = enter()
    one.open("/").get_by_role("button", name="English").click()
    one.page.wait_for_url("**/")
    clean(one, "/", "/matters/", "/matters/residence.permit/", "/sign-in/", "/check/")


def test_the_workbench_is_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    wang = enter("wang")
    clean(wang, *AT_WORK)
    case = str(wang.open("/desk/?list=todo").locator(".row a.open").first.get_attribute("href"))
    clean(wang, case, f"{case}/ask_papers", f"{case}/accept", f"{case}/hand_over", f"{case}/decline")
    clean(enter("he"), "/board/")


def test_the_wall_is_clean_and_fits_its_screens(enter: Callable[..., Somebody]) -> None:
    he = enter("he")
    he.open("/board/?wall=1")
    assert not [one for size in ((1920, 1080), (3840, 1080)) for one in _at(he.page, size)]


def test_the_console_is_clean(clean: Callable[..., None], enter: Callable[..., Somebody]) -> None:
    clean(enter(), CONSOLE[0])
    clean(enter("admin"), CONSOLE[1])


def test_phone_pages_are_light_on_the_first_visit(live: Live, chrome: Browser, enter: Callable[..., Somebody]) -> None:
    figures = {f"{path} {name}".strip(): first_visit(enter(name), path) for name, path in (
        ("", "/"), ("", "/matters/"), ("", "/matters/residence.permit/"), ("", "/sign-in/"), ("li", "/"), ("li", "/mine/"),
        ("li", "/matters/residence.permit/start/"))}  # fmt: skip
    told = os.environ.get("ONEWINDOW_FIGURES")
    if told:
        with open(told, "w", encoding="utf-8") as file:
            json.dump(figures, file, ensure_ascii=False, indent=2)
    assert not {path: one for path, one in figures.items() if one["bytes"] >= LIGHT}


def first_visit(somebody: Somebody, path: str) -> dict[str, float]:
    """Bytes over the wire and milliseconds until the page can be used, on a slow phone with an empty cache."""
    page, came = somebody.page, []  # type: ignore[var-annotated]
    wire = somebody.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    wire.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    page.goto(path, wait_until="load")
    page.wait_for_timeout(300)
    usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    return {"bytes": sum(came), "usable_ms": round(usable), "first_paint_ms": round(painted)}
