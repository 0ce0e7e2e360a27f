"""From a phone to the hand: five people and one residence permit."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.applying import apply_for_permit, picture
from tests.journeys.live import Live
from tests.journeys.people import Somebody
from tests.journeys.visiting import empty

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_permit_from_the_phone_to_the_hand(live: Live, enter: Callable[..., Somebody]) -> None:
    empty(live)
    sun = enter("sun")
    before = shown_on_the_board(sun, "今天受理")
    wang, li = enter("wang"), enter("li")
    wang.open("/desk/?list=todo&type=residence.permit")
    number = apply_for_permit(li)
    the_phone_says_where_it_stands(li, number)
    it_appears_on_the_desk_by_itself(wang, number)
    a_number_is_seen_for_a_purpose(wang, number)
    a_correction_is_asked_for(wang, number)
    the_resident_supplies_it(li, number)
    the_clerk_accepts_with_a_key(wang, number)
    the_reviewer_issues(enter("chen"), number)
    the_resident_has_it_in_hand(li, number)
    the_resident_rates(li, number)
    the_resident_sees_who_looked(li)
    assert shown_on_the_board(sun, "今天受理") == before + 1
    for somebody in (li, wang, sun):
        assert somebody.faults == []


def shown_on_the_board(sun: Somebody, title: str) -> int:
    """The figure under a title of the board's first row."""
    sun.open("/board/")
    words = sun.page.locator(".stat", has_text=title).first.locator(".value").inner_text()
    return int(re.sub(r"\D", "", words))


def the_phone_says_where_it_stands(li: Somebody, number: str) -> None:
    said = li.open(f"/mine/{number}/").locator("main").inner_text()
    assert number in said and "窗口已收到您的申请" in said and "红梅派出所" in said
    assert re.search(r"最迟|以前|前", said)


def it_appears_on_the_desk_by_itself(wang: Somebody, number: str) -> None:
    row = wang.page.locator(".row", has_text=number)
    expect(row).to_be_visible(timeout=15_000)
    row.locator("a.open").click()
    expect(wang.page.locator("main")).to_contain_text("李*")


def a_number_is_seen_for_a_purpose(wang: Somebody, number: str) -> None:
    masked = wang.page.locator("details.masked", has_text="320400").first
    assert "32040019900101" not in wang.words
    masked.locator("summary").click()
    masked.locator("select[name=purpose]").select_option("check_identity")
    masked.locator("button").click()
    expect(wang.page.locator("main")).to_contain_text("32040019900101")
    expect(wang.page.locator("main")).to_contain_text("本次查看已记录")


def a_correction_is_asked_for(wang: Somebody, number: str) -> None:
    wang.open(f"/desk/case/{number}")
    wang.page.keyboard.press("b")
    wang.page.wait_for_url("**/ask_papers")
    wang.page.locator("input[name=fields][value=since]").check()
    wang.page.fill("textarea[name=reason]", "起住日期与租赁合同不一致，请核对后改正")
    wang.page.locator("main form .btn-main, main form .btn-grave").first.click()
    expect(wang.page.locator("main")).to_contain_text("待补正")


def the_resident_supplies_it(li: Somebody, number: str) -> None:
    li.open(f"/mine/{number}/")
    expect(li.page.locator("main")).to_contain_text("租赁合同不一致")
    li.press("去改正")
    expect(li.page.locator(".has-error")).to_contain_text("窗口要求改正")
    li.page.fill("input[name=since]", "2024-04-01")
    li.press("下一步")
    li.press("提交补正")
    expect(li.page.locator("main")).to_contain_text("窗口已收到您的申请")


def the_clerk_accepts_with_a_key(wang: Somebody, number: str) -> None:
    wang.open(f"/desk/case/{number}")
    wang.page.keyboard.press("a")
    wang.page.wait_for_url("**/accept")
    wang.page.locator("main form .btn-main").click()
    expect(wang.page.locator("main")).to_contain_text("审查中")


def the_reviewer_issues(chen: Somebody, number: str) -> None:
    chen.open(f"/desk/?q={number}")
    chen.page.locator(".row a.open").first.click()
    chen.page.wait_for_url("**/desk/case/**")
    chen.page.keyboard.press("i")
    expect(chen.page.locator("main")).to_contain_text("已发证")


def the_resident_has_it_in_hand(li: Somebody, number: str) -> None:
    li.open("/inbox/")
    expect(li.page.locator("main")).to_contain_text("已办好", timeout=20_000)
    li.open(f"/mine/{number}/")
    href = li.page.locator("a[href*='/document/']", has_text=re.compile("居住证|查看|下载")).first.get_attribute("href")
    answer = li.context.request.get(str(href))
    assert answer.headers["content-type"] == "application/pdf", (answer.status, answer.text()[:3000])
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert "居住证" in text and "李晓禾" in text


def the_resident_rates(li: Somebody, number: str) -> None:
    li.open(f"/mine/{number}/")
    li.press("去评价")
    assert li.page.locator("input[name=level]").count() == 5
    li.page.locator("label.pick").first.click()
    li.press("提交评价")
    expect(li.page.locator("main")).to_contain_text("您评价")


def the_resident_sees_who_looked(li: Somebody) -> None:
    li.open("/mine/")
    li.press("谁看过我的数据")
    said = li.page.locator("main").inner_text()
    assert re.search(r"红梅派出所 \S+ 王\*", said), said
    assert "核对申请人身份" in said and "居住证申领" in said


def test_the_picture_of_the_journey_is_a_picture() -> None:
    assert Image.open(BytesIO(picture())).size[0] >= 358
