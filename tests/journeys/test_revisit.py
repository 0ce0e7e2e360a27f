"""The desk of revisits in a real browser: one yes, one no that opens the case again, by keys, on a phone, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import PHONE, Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DESK = "/desk/revisits/"


def take_next(song: Somebody) -> str:
    """The next one by one key; its number."""
    song.open(DESK)
    song.page.keyboard.press("n")
    song.page.wait_for_url(re.compile(r"/desk/revisits/\d+/"))
    expect(song.page.locator(".r-number")).to_be_visible()
    return str(song.page.locator(".crumbs li").last.inner_text()).strip()


def counted(somebody: Somebody, column: int) -> int:
    """A number of the row of all in the results."""
    somebody.open(f"{DESK}results/")
    return int(somebody.page.locator("tfoot td.num").nth(column).inner_text())


def test_song_asks_one_is_content_and_one_is_opened_again(enter: Callable[..., Somebody]) -> None:
    song, xu, wang = enter("song"), enter("xu"), enter("wang")
    reached, reopened = counted(xu, 3), counted(xu, 8)
    song.open("/")
    song.open(DESK)
    assert "您经手过这件事，要由别人来问" in song.words
    first = take_next(song)
    for key in "135a":
        song.page.keyboard.press(key)
    song.page.keyboard.press("b")
    song.page.wait_for_url(f"**{DESK}?done=1")
    assert "已记下" in song.words and first not in song.page.locator(".r-list").inner_text()
    second = take_next(song)
    for key in "245g":
        song.page.keyboard.press(key)
    song.page.keyboard.press("b")
    expect(song.page.locator("#error-summary")).to_contain_text("请记下本人的原话")
    song.page.fill("#r-said", "窗口只说不行，没有说为什么")
    song.press("记下回答")
    song.page.wait_for_url(f"**{DESK}?done=1")
    assert "已经重新办理" in song.words and second in song.words
    wang.open(f"/desk/case/{second}")
    assert "待受理" in wang.words and "回访时本人说：窗口只说不行" in wang.words
    assert song.status(f"/desk/case/{second}") == 404
    assert (counted(xu, 3), counted(xu, 8)) == (reached + 2, reopened + 1)
    assert song.faults == [] or all("404" in one or "422" in one for one in song.faults)


def test_nobody_answers_and_the_call_is_put_off(enter: Callable[..., Somebody]) -> None:
    song = enter("song", size=PHONE)
    number = take_next(song)
    assert song.page.locator(".r-number").get_attribute("href").startswith("tel:1")  # type: ignore[union-attr]
    song.press("记下没接通")
    song.page.wait_for_url(f"**{DESK}?done=1")
    assert "以后会再列出来" in song.words and number not in song.page.locator("main ul.r-list").inner_text()


def test_without_scripts_it_is_taken_and_put_back(enter: Callable[..., Somebody]) -> None:
    song = enter("song", scripts=False, size=PHONE)
    song.open(DESK)
    song.page.locator(".r-row a.open").first.click()
    assert song.page.locator(".r-number").count() == 0
    song.press("取出电话")
    assert song.page.locator(".r-number").count() == 1
    song.press("放回")
    assert "已放回" in song.words


def test_the_desk_the_call_and_the_results_are_clean(enter: Callable[..., Somebody]) -> None:
    song, xu = enter("song"), enter("xu")
    song.open(DESK)
    path = str(song.page.locator(".r-row a.open").first.get_attribute("href"))
    found = [one for at in (DESK, path) for one in faults(song, at)]
    song.open(path)
    song.press("取出电话")
    found += faults(song, path)
    found += [
        one
        for at in (
            f"{DESK}results/",
            f"{DESK}draws/",
            f"{DESK}results/?until=2020-01-01",
            f"{DESK}results/?kind=residence.permit",
        )
        for one in faults(xu, at)
    ]
    assert not found, "\n".join(found)


def test_what_the_seed_says_of_the_first_revisit_can_be_read_off_the_demo(enter: Callable[..., Somebody]) -> None:
    xu = enter("xu")
    xu.open(f"{DESK}results/?since=2024-01-01")
    for matter in ("窗口投诉", "矛盾纠纷"):
        row = " ".join(xu.page.locator("tbody tr", has_text=matter).inner_text().split())
        assert row.count("99.5% 199 / 200 95% 97.2–99.9") == 2, row


def test_the_loops_and_the_page_of_reporting_are_clean(enter: Callable[..., Somebody]) -> None:
    he, wu, sun = enter("he"), enter("wu"), enter("sun")
    he.open("/desk/loops/")
    loops = [str(one.get_attribute("href")) for one in he.page.locator("main h2 a").all()]
    assert loops
    found = [
        one for at in ("/desk/loops/", *(loop.replace(he.live.url, "") for loop in loops)) for one in faults(he, at)
    ]
    below = he.open(loops[0]).locator(".loop-units tbody th a")
    assert below.count() > 1
    found += faults(he, str(below.first.get_attribute("href")))
    found += faults(wu, "/desk/report") + faults(sun, "/desk/report") + faults(sun, loops[0])
    assert not found, "\n".join(found)
