"""Service quality in a real browser: a check, the officer's answer, another hand's second look; clean at both widths."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.journeys.people import Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE, MINE, FIGURES = "/desk/hall/quality/", "/desk/window/quality/", "/desk/hall/figures/"
PARTS = tuple(f"{PAGE}?part={part}" for part in ("checks", "study", "tests", "ratings"))


def kept(somebody: Somebody, name: str) -> None:
    """A picture of the page at both widths, for whoever wants to look at them."""
    folder = os.environ.get("ONEWINDOW_PICTURES")
    for width in (390, 1366) if folder else ():
        somebody.page.set_viewport_size({"width": width, "height": 900})
        somebody.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def looked(somebody: Somebody, path: str, name: str) -> list[str]:
    """What is amiss with a page, all its folds open."""
    found = faults(somebody, path)
    somebody.page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    kept(somebody, name)
    return found


def test_the_pages_are_clean(enter: Callable[..., Somebody]) -> None:
    maning, wang = enter("maning"), enter("wang")
    found = [fault for nth, path in enumerate(PARTS) for fault in looked(maning, path, f"seen-{nth}")]
    found += looked(maning, FIGURES, "figures") + looked(wang, MINE, "seen-mine")
    assert not found and maning.faults == wang.faults == []


def test_a_check_is_answered_and_looked_at_again(enter: Callable[..., Somebody]) -> None:
    maning, wang, sun = enter("maning"), enter("wang"), enter("sun")
    maning.open(PAGE)
    maning.page.locator("summary", has_text="记一次检查").click()
    maning.page.check("input[name=point-polite][value=yes]")
    maning.page.check("input[name=point-told_once][value=no]")
    maning.press("记下检查")
    maning.page.wait_for_url("**/check/")
    assert "没做到的，请写明看到了什么" in maning.words or "请选当时在窗口的人" in maning.words
    kept(maning, "refused")
    maning.page.select_option("#q-window", index=1)
    maning.page.select_option("#q-account", label=str(_option(maning, "王敏")))
    maning.page.fill("#q-note-told_once", "少说了一样材料")
    maning.press("记下检查")
    maning.page.wait_for_url("**&part=checks")
    assert "检查已记下" in maning.words and "少说了一样材料" in maning.words
    assert "请另一位来做" in maning.words

    wang.open(MINE)
    wang.page.locator("main textarea").first.fill("系统断了，后来补上了")
    wang.press("写上说明")
    wang.page.get_by_text("说明已记下").wait_for()

    sun.open(f"{PAGE}?hall=320402004000")
    assert "系统断了，后来补上了" in sun.words
    sun.page.locator("article summary", has_text="复查").first.click()
    sun.page.locator("input[name=mended][value=yes]").first.check()
    sun.page.locator("article input[name=note]").first.fill("书面告知写全了")
    sun.press("记下复查")
    sun.page.get_by_text("复查已记下：改好了。").wait_for()
    assert not looked(sun, f"{PAGE}?hall=320402004000", "full-checks") + looked(wang, MINE, "full-mine")
    wang.faults.clear()
    assert sun.faults == []


def test_study_and_tests_are_kept(enter: Callable[..., Somebody]) -> None:
    maning = enter("maning")
    maning.open(PARTS[1])
    maning.page.locator("summary", has_text="记一次学习").click()
    maning.page.fill("#q-subject", "一次性告知怎样写")
    maning.page.fill("#q-minutes", "60")
    maning.page.locator("input[name=there]").first.check()
    maning.press("记下学习")
    maning.page.get_by_text("学习已记下").wait_for()
    maning.open(PARTS[2])
    maning.page.locator("summary", has_text="记一次测试").click()
    maning.page.select_option("#q-account", label=str(_option(maning, "王敏")))
    maning.page.fill("#q-score", "92")
    maning.press("记下测试")
    maning.page.get_by_text("测试已记下：合格").wait_for()
    assert not [fault for nth in (1, 2) for fault in looked(maning, PARTS[nth], f"full-{nth}")]
    assert maning.faults == []


def _option(somebody: Somebody, name: str) -> str | None:
    return somebody.page.locator("#q-account option", has_text=name).first.text_content()
