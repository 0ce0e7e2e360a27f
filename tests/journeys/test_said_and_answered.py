"""What residents say and what becomes of it: not got done, badly rated, complained of; on the phone and at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.live import Live
from tests.journeys.people import Somebody
from tests.journeys.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLANNED = """
import time
from onewindow.modules.revisits.models import Revisit
for _ in range(100):
    found = Revisit.objects.filter(number={number!r}).values_list("state", flat=True)
    if found:
        break
    time.sleep(0.2)
print(*found)
"""


def test_the_pages_of_ratings_reports_and_complaints_are_clean(enter: Callable[..., Somebody]) -> None:
    han, sun = enter("han"), enter("sun")
    found = [fault for path in ("/desk/feedback/?days=365", "/desk/unsolved/", "/desk/complaints/weekly/",
                                "/desk/loops/unsolved.report/", "/desk/loops/feedback.bad_rating/")
             for fault in faults(sun, path)]  # fmt: skip
    found += [fault for path in ("/desk/complaints/import/", "/desk/complaints/same/", "/desk/report")
              for fault in faults(han, path)]  # fmt: skip
    assert not found, "\n".join(dict.fromkeys(found))
    assert not han.faults and not sun.faults


def test_a_file_with_a_bad_row_comes_in_and_the_row_is_put_right(enter: Callable[..., Somebody]) -> None:
    han = enter("han")
    page = han.open("/desk/complaints/import/")
    table = ("来源,来件编号,投诉类别,内容,社区或派出所,联系电话\n12345,LIVE-1,服务态度,窗口工作人员说话不耐烦,红梅派出所,13711110001\n"
             "12345,LIVE-2,乱写,窗口没有人值班等了一上午,红梅派出所,13711110002\n")  # fmt: skip
    page.set_input_files("input[name=table]", {"name": "来件.csv", "mimeType": "text/csv", "buffer": table.encode()})
    han.press("导入")
    expect(page.locator("main")).to_contain_text("收下 1 件")
    found = faults(han, page.url.removeprefix(han.live.url))
    page.locator("main table a").first.click()
    expect(page.locator("#c-kind")).to_have_value("乱写")
    found += faults(han, page.url.removeprefix(han.live.url))
    page.fill("#c-kind", "办得慢")
    han.press("改好，收下")
    expect(page.locator("body")).to_contain_text("已收下")
    assert not found, "\n".join(dict.fromkeys(found))


def test_what_could_not_be_got_done_from_the_phone_to_the_revisit(live: Live, enter: Callable[..., Somebody]) -> None:
    li = enter("li")
    page = li.open("/unsolved/")
    li.press("开始办理")
    page.locator("main form.form .btn-main").wait_for()
    page.locator("main form.form .btn-main").click()
    page.wait_for_url("**/apply/**")
    page.locator("[name=matter]").first.wait_for()
    choose(li, "matter", "exit")
    choose(li, "category", "02")
    page.fill("[name=story]", "窗口说材料齐了，第二天又打电话说不能办。")
    li.press("下一步")
    page.locator("[name=met]").first.wait_for()
    choose(li, "met", "window")
    page.select_option("select[name=where_street]", "320402004")
    page.locator("select[name=where_community] option[value='320402004001']").wait_for(state="attached")
    page.select_option("select[name=where_community]", "320402004001")
    li.press("下一步")
    page.locator("[name=reporter_phone]").wait_for()
    li.press("下一步")
    page.wait_for_url("**/check/**")
    li.press("提交反映")
    page.wait_for_url("**/mine/**")
    number = page.url.rstrip("/").rsplit("/", 1)[-1]
    expect(page.locator("main")).to_contain_text("正在看归谁办")
    worked(enter, number)
    page.reload()
    expect(page.locator("main")).to_contain_text("已经办结")
    assert live.django("shell", "--no-imports", "-c", PLANNED.format(number=number)).split()[-1] == "open"
    assert not li.faults


def choose(somebody: Somebody, name: str, value: str) -> None:
    """An option, drawn as a list or as buttons."""
    radio = somebody.page.locator(f"input[name={name}][value='{value}']")
    if radio.count():
        radio.check()
    else:
        somebody.page.select_option(f"select[name={name}]", value)


def worked(enter: Callable[..., Somebody], number: str) -> None:
    """Taken in by the station's chief, answered by a clerk, checked by the chief."""
    sun, liu = enter("sun"), enter("liu")
    steps = (
        (sun, "push", {"nature": "paper", "way": "transfer"}, {}),
        (liu, "sign", {}, {}),
        (liu, "rectify", {"result": "done"}, {"opinion": "已经联系当事人，当天补办完成并致歉。"}),
        (sun, "pass", {}, {}),
    )
    for who, step, chosen, typed in steps:
        who.open(f"/desk/case/{number}/{step}")
        for name, value in chosen.items():
            choose(who, name, value)
        for name, value in typed.items():
            who.page.fill(f"[name={name}]", value)
        who.page.locator("main form .btn-main, main form .btn-grave").last.click()
        who.page.wait_for_url(f"**/desk/case/{number}")
