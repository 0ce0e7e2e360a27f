"""The centre at its desk: a directive from its draft to its end, by four people; its pages clean at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOME = "/desk/directives/"


def step(somebody: Somebody, case: str, code: str, *, ticks: tuple[str, ...] = (), **said: str) -> None:
    """Take a step as the desk offers it: its page, its questions, its button."""
    page = somebody.open(f"{case}/{code}")
    for name, words in said.items():
        page.fill(f"main [name={name}]", words)
    for value in ticks:
        page.check(f"main [value={value}]")
    page.locator("main form button", has_text="确认").click()
    page.wait_for_url(f"**{case}")


def drafted(han: Somebody, title: str) -> str:
    """A draft for the communities of 红梅派出所, seen before it is kept; the address of its page."""
    page = han.open(f"{HOME}draft/")
    page.fill("[name=title]", title)
    page.fill("[name=text]", "检查楼道、门厅停放和充电，当场劝离并登记。")
    page.fill("[name=basis]", "市局消防安全通知（样例）")
    for value in ("department", "inspect", "yellow", "many", "station"):
        page.check(f"[value={value}]")
    page.locator("summary", has_text="选派出所").click()
    page.check("[name=station][value='320402004000']")
    han.press("先看谁会收到")
    expect(page.locator("#d-preview")).to_contain_text("个社区（村）会收到")
    expect(page.locator("[name=title]")).to_have_value(title)
    han.press("拟好，送审核")
    page.wait_for_url("**/desk/directives/3204*/")
    return page.url.removeprefix(han.live.url)


def test_a_directive_goes_from_its_draft_to_its_end(enter: Callable[..., Somebody]) -> None:
    han, he, wu = enter("han"), enter("he"), enter("wu")
    address = drafted(han, "楼道停放电动车检查")
    expect(han.page.locator("main .pane-head")).to_contain_text("待审核")
    assert han.page.locator("main button", has_text="审核通过").count() == 0, "who drafted does not approve"
    he.open(address)
    he.press("审核通过")
    expect(he.page.locator("main .pane-head")).to_contain_text("待下达")
    han.open(address)
    han.press("分发下达")
    expect(han.page.locator("main")).to_contain_text("已下达到")
    expect(han.page.locator("#d-progress")).to_contain_text("待签收")
    row = han.page.locator("#d-progress tbody tr", has_text="吴磊").first
    case = str(row.locator("th a").get_attribute("href"))
    step(wu, case, "sign")
    expect(han.page.locator("#d-progress .bars li", has_text="办理中")).to_contain_text("1")  # the page looks by itself
    step(wu, case, "feedback", result="三号楼门厅停了两辆，已经当场推走，登记了车主。")
    step(han, case, "verify", ticks=("photo", "place"), seen="照片和位置都对得上")
    step(han, case, "close")
    expect(han.page.locator("main")).to_contain_text("已办结")
    han.open(address)
    expect(han.page.locator("#d-progress .bars li", has_text="已办结")).to_contain_text("1")
    assert han.faults == he.faults == wu.faults == []


def test_the_rates_of_the_report_stand_on_the_page_with_what_was_counted(enter: Callable[..., Somebody]) -> None:
    han = enter("han")
    page = han.open(f"{HOME}figures/")
    for code, value, counted in (
        ("verified", "98.9", "89 / 90"),
        ("fed_back", "99.7", "332 / 333"),
        ("done", "99.7", "332 / 333"),
    ):
        expect(page.locator(f"[data-figure={code}]")).to_contain_text(value)
        expect(page.locator(f"[data-figure={code}]")).to_contain_text(counted)
    expect(page.locator("directive-chart canvas")).to_be_visible()
    assert han.faults == []


def test_a_draft_without_scripts(enter: Callable[..., Somebody]) -> None:
    han = enter("han", scripts=False)
    assert drafted(han, "楼道充电检查").startswith(HOME)


def test_the_pages_of_the_centre_are_clean(enter: Callable[..., Somebody]) -> None:
    han = enter("han")
    page = han.open(HOME)
    one = str(page.locator("main tbody th a").first.get_attribute("href"))
    sent = str(page.locator("main tbody tr", has_text="已分发").locator("th a").first.get_attribute("href"))
    batch = str(han.open(f"{HOME}pushes/").locator("main tbody th a").first.get_attribute("href"))
    paths = [HOME, one, sent, f"{HOME}draft/", f"{HOME}pushes/", batch, f"{HOME}draft/?batch={batch.rstrip('/').rpartition('/')[2]}",
             f"{HOME}figures/"]  # fmt: skip
    found = [fault for path in paths for fault in faults(han, path)]
    assert not found, "\n".join(found)
    assert han.faults == []
