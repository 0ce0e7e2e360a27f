"""One visit of a family: three people, four matters, one bundle, two windows, one hand-out, and what it leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import visiting as v
from tests.journeys.live import Live
from tests.journeys.people import Somebody
from tests.journeys.test_window import looked

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WALL, KIOSK = (1920, 1080), (1080, 1920)
STEPS = (
    "叫号 {n}，请到 1 号窗口",
    "{n} 在 1 号窗口开始办理",
    "采集了证件、照片和材料",
    "您提交了申请",
    "窗口已受理",
    "{n} 转到 2 号窗口",
    "{n} 在 2 号窗口开始办理",
    "{n} 办完离开窗口",
    "已批准并制发",
    "有办好的件放入待领柜",
    "件已由本人领走",
)


@pytest.fixture
def hall(live: Live) -> Iterator[Live]:
    """A hall where nobody sits and nobody waits, before and after."""
    v.empty(live)
    yield live
    v.empty(live)


def test_a_family_comes_once(hall: Live, enter: Callable[..., Somebody]) -> None:
    found = list[str]()
    maning = enter("maning")
    before = counted(maning)
    li, kiosk, screen = enter("li"), enter(size=KIOSK), enter(size=WALL)
    screen.open(f"{v.HALL}screen/")
    screen.page.evaluate("window.opened = true")
    number, ticket = v.take_on_the_phone(li, "居住证申领", "普通护照", "居民身份证首次申领", "无犯罪记录证明")
    second, elders = v.take_at_the_kiosk(kiosk, "无犯罪记录证明", "老年人")
    expect(screen.page.locator(".s-next")).to_contain_text("现在没有窗口开着")

    wang, liu = enter("wang"), enter("liu")
    v.sit(wang, 1)
    v.sit(liu, 2)
    v.call(liu, second)
    v.call(wang, number)
    for one, window in ((number, 1), (second, 2)):
        row = screen.page.locator(".s-calls li", has_text=one)
        expect(row).to_contain_text(f"请到 {window} 号窗口")
    assert screen.page.evaluate("window.opened"), "the screen was loaded anew"
    expect(li.page.locator(".visit .lead")).to_have_text("请到 1 号窗口")
    the_elder_is_sent_to_the_family(liu)

    v.start(wang)
    v.join(wang, "kin", v.ELDER, v.ID_OF_ELDER)
    v.join(wang, "child", v.CHILD, v.ID_OF_CHILD, paper=True)
    for person, item in (
        (0, "residence.permit"),
        (0, "passport.ordinary"),
        (1, "records.certificate"),
        (2, "idcard.first"),
    ):
        v.add(wang, person, item)
    one_bundle(wang, found)
    numbers = two_departments(wang, found)
    at_the_second_window(wang, liu, number)

    chen = enter("chen")
    for case in numbers:
        issued(chen, case)
    everything_is_handed_out(wang, number, found)
    rated(enter("zhou"), elders, "满意", found)
    rated(li, ticket, "非常满意", found)
    the_timeline_is_one(li, numbers[0], number, found)
    assert counted(maning) == before + 2
    found += looked(maning, "figures")
    assert not found, "\n".join(dict.fromkeys(found))
    assert len(wang.faults) == 1 and "403" in wang.faults[0], wang.faults  # the hand-out that was refused
    for somebody in (li, kiosk, screen, liu, chen, maning):
        assert somebody.faults == [], somebody.name


def counted(maning: Somebody) -> int:
    """How many numbers were called in the last seven days, as the page of figures says."""
    row = maning.open("/desk/hall/figures/").locator("table.figures tr", has_text="平均等待")
    return int(re.sub(r"\D", "", row.locator("td").nth(2).inner_text()))


def the_elder_is_sent_to_the_family(liu: Somebody) -> None:
    """Window 2 has called the kiosk's number: no matter of its own, the family is served at window 1."""
    v.start(liu)
    expect(liu.page.locator("main")).to_contain_text("只是咨询的，可以直接办结")
    v.key(liu.page, "f")
    expect(liu.page.locator("main")).to_contain_text("已办结")


def one_bundle(wang: Somebody, found: list[str]) -> None:
    """One pass of the devices for three people; the window is one key away."""
    v.key(wang.page, "c")
    wang.page.wait_for_url("**/capture/**")
    v.capture(wang, "李*禾", "card", "scan", "portrait", "sign")
    found += looked(wang, "capture")
    v.capture(wang, "周*生", "card", "sign")
    expect(wang.page.locator(".wanted > li")).to_have_count(2)
    v.capture(wang, "周*禾", "typed", "portrait", "fingerprints")
    v.key(wang.page, "Escape")
    wang.page.wait_for_url("**/desk/window/")


def two_departments(wang: Somebody, found: list[str]) -> list[str]:
    """Cases from the bundle: one is handed in at the window, the other on its form; a number is typed back."""
    page = wang.page
    v.key(page, "o")
    expect(page.locator("main")).to_contain_text("用同一份采集开了 2 件")
    v.matter(wang, "居住证申领").locator("a.open").click()
    v.fill_permit(wang)
    wang.press("先保存")
    expect(page.locator("main")).to_contain_text("已保存")
    found += looked(wang, "form")
    back(page)
    v.matter(wang, "居住证申领").locator("button", has_text="提交并受理").click()
    expect(v.matter(wang, "居住证申领").locator(".chip.push")).to_have_text("已收件")
    expect(v.matter(wang, "居住证申领")).to_contain_text("已分到 红梅派出所")
    v.matter(wang, "无犯罪记录证明").locator("a.open").click()
    v.fill_certificate(wang)
    wang.press("提交")
    page.wait_for_url("**/desk/case/*")
    v.key(page, "a")
    page.wait_for_url("**/accept")
    page.locator("main form .btn-main").click()
    expect(page.locator("main")).to_contain_text("查询中")
    back(page)
    v.type_back(wang, "居民身份证首次申领", "HJ-2026-0007")
    return [v.matter(wang, one).locator("p .mono").inner_text() for one in ("居住证申领", "无犯罪记录证明")]


def back(page: Page) -> None:
    page.locator("nav.rail a", has_text="窗口叫号").click()
    page.wait_for_url("**/desk/window/")


def at_the_second_window(wang: Somebody, liu: Somebody, number: str) -> None:
    """The passport is passed on with the same bundle; what liu may no longer do is refused, and he is told who may."""
    v.pass_on(wang, 2, "护照由 2 号窗口办")
    v.call(liu, number)
    v.start(liu)
    expect(liu.page.locator(".family > li")).to_have_count(3)
    liu.page.select_option("#f-item", "licence.renew")
    liu.press("加一项")
    expect(liu.page.locator("main")).to_contain_text(re.compile("您今天不能办“驾驶证期满换证”.*王敏"))
    v.type_back(liu, "普通护照", "CRJ-2026-0007")
    v.key(liu.page, "f")
    expect(liu.page.locator("main")).to_contain_text("已办结")
    for one in (liu, wang):
        one.open("/desk/window/")
        one.press("关窗下班")
        expect(one.page.locator("main")).to_contain_text("窗口已关")


def issued(chen: Somebody, case: str) -> None:
    """The reviewer decides with a key."""
    chen.open(f"/desk/case/{case}")
    v.key(chen.page, "i")
    expect(chen.page.locator("main")).to_contain_text(re.compile("已发证|已出具证明"))


def everything_is_handed_out(wang: Somebody, number: str, found: list[str]) -> None:
    """What came from outside is laid in; then li takes all of it, and for the elder the paper is asked for."""
    page = wang.page
    v.until(page, "/desk/parcels/?list=open", number)
    page.locator("tbody a", has_text=number).first.click()
    page.wait_for_url("**/desk/parcels/visit/*/")
    visit = page.url.removeprefix(wang.live.url)
    for title in ("普通护照", "居民身份证首次申领"):
        page.locator("li label.pick", has_text=title).click()
        page.locator("form", has=page.locator("li label.pick", has_text=title)).get_by_role("button").click()
        expect(page.locator("main")).to_contain_text("已放入")
    v.until(page, visit, "确认发件")
    page.wait_for_function("document.querySelectorAll('input[name=parcel]').length === 3")
    wang.open("/desk/parcels/")
    page.fill("#id_no", v.ID_OF_LI)
    wang.press("找件")
    found += looked(wang, "parcels")
    page.locator("input[name=by][value=proxy]").check()
    page.fill("#name", "李晓禾")
    wang.press("确认发件")
    expect(page.locator("main")).to_contain_text("没有看到近亲属可以代领的材料")
    page.locator("input[name=paper_seen]").check()
    wang.press("确认发件")
    expect(page.locator("main")).to_contain_text("已发出 3 个件")
    for by in ("本人", "近亲属", "监护人"):
        expect(page.locator("article", has_text=by)).to_have_count(1)


def rated(somebody: Somebody, ticket: str, words: str, found: list[str]) -> None:
    """By who came, on the own phone."""
    somebody.open(ticket)
    somebody.press("评价这次服务")
    somebody.page.get_by_role("radio", name=words, exact=True).check()
    somebody.press("提交评价")
    expect(somebody.page.locator("main")).to_contain_text(f"您评的是“{words}”")


def the_timeline_is_one(li: Somebody, case: str, number: str, found: list[str]) -> None:
    """From the number to the hand, in one line, oldest below."""
    li.open(f"/mine/{case}/")
    past = li.page.locator(".timeline .what").all_inner_texts()
    v.in_order("\n".join(past[::-1]), [f"取号 {number}", *(one.format(n=number) for one in STEPS)])
    assert sum(one.startswith("采集") for one in past) == 1, "seventeen acts of the devices are one line"
    assert not [one for one in past if "无犯罪记录" in one or "普通护照" in one], (
        "a matter of another in one's own line"
    )
    found += looked(li, "timeline")
