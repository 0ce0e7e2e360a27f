"""Other ways to the same counter: window after phone, a firm by promise, an elder, no scripts, English, two clerks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from onewindow.site.demo.names import identity_number
from tests.journeys.applying import COMMUNITY, STREET, apply_for_permit, begin_permit, upload
from tests.journeys.live import Live
from tests.journeys.people import PLAYERS, Player, Somebody
from tests.journeys.visiting import empty

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ID_OF_QIAN = identity_number(PLAYERS["qian"].birth, 3)
SECOND = Player("同事", "窗口", "clerk-320402004000-0", "", "demo-clerk-2026")
OPEN_A_DOOR = f"""
from onewindow.kernel.people.models import Account
one = Account.objects.get(username={SECOND.username!r})
one.set_password({SECOND.password!r})
one.save()
print(one.first_name)
"""


def test_begun_on_the_phone_and_finished_at_the_window(enter: Callable[..., Somebody]) -> None:
    li, wang = enter("li"), enter("wang")
    begin_permit(li)
    li.page.locator("input[name=by][value=self]").check()
    li.page.set_input_files("input[name=portrait]", upload())
    li.press("下一步")
    li.press("先保存，以后再填")
    shown = li.page.locator("section[aria-labelledby=h-resume] dd").all_inner_texts()
    number, code = shown
    assert wang.status(f"/desk/case/{number}") == 404
    wang.open("/desk/start")
    wang.page.fill("#f-number", number)
    wang.page.fill("#f-code", code)
    wang.press("接着办")
    wang.page.wait_for_url("**/desk/form/**")
    assert "李晓禾" in wang.page.locator("input[name=holder_name]").input_value()
    wang.page.locator("select[name=home_street]").select_option(STREET)
    wang.page.locator(f"select[name=home_community] option[value='{COMMUNITY}']").wait_for(state="attached")
    wang.page.locator("select[name=home_community]").select_option(COMMUNITY)
    wang.page.fill("input[name=home_detail]", "花园路12号3幢501室")
    wang.page.fill("input[name=since]", "2024-03-01")
    wang.page.locator("input[name=ground][value=home]").check()
    wang.page.locator("input[name=receive][value=pickup]").check()
    wang.press("先保存")
    wang.page.set_input_files("input[name=paper_home_proof]", upload())
    wang.page.locator("button[name=submit]").click()
    wang.page.wait_for_url(f"**/desk/case/{number}")
    expect(wang.page.locator("main")).to_contain_text("待受理")
    li.open(f"/mine/{number}/")
    expect(li.page.locator("main")).to_contain_text("窗口已收到您的申请")


def test_a_seal_shop_is_licensed_at_once_by_promise(enter: Callable[..., Somebody]) -> None:
    qian = enter("qian")
    page = qian.open("/matters/seals.licence/")
    qian.press("开始办理")
    page.locator("input[name=for][value^=firm-]").check()
    page.locator("main form.form .btn-main").click()
    page.locator("input[name=way][value=promise]").check()
    qian.press("下一步")
    assert page.locator("input[name=firm_name]").input_value() == "常州示例印章有限公司"
    page.fill("input[name=legal_name]", "钱立诚")
    page.fill("input[name=legal_id]", ID_OF_QIAN)
    if page.locator("input[name=legal_phone]").count():
        page.fill("input[name=legal_phone]", "13900000003")
    qian.press("下一步")
    page.locator("select[name=site_street]").select_option(STREET)
    page.locator(f"select[name=site_community] option[value='{COMMUNITY}']").wait_for(state="attached")
    page.locator("select[name=site_community]").select_option(COMMUNITY)
    page.fill("input[name=site_detail]", "花园路100号")
    page.locator("input[name=same_place][value=same]").check()
    qian.press("下一步")
    for one in page.locator("main input[type=checkbox]").all():
        one.check()
    page.fill("input[name=signature]", "钱立诚")
    qian.press("下一步")
    page.wait_for_url("**/papers/")
    assert "营业执照" in qian.words and "不用交" in qian.words
    page.set_input_files("input[name=paper_site_right]", upload())
    page.locator("main form .actions .btn-main").click()
    page.wait_for_url("**/check/")
    qian.press("提交", -1)
    page.wait_for_url("**/mine/*/")
    number = page.url.rstrip("/").rsplit("/", 1)[1]
    chen = enter("chen")
    chen.open(f"/desk/case/{number}/grant_on_promise")
    chen.page.locator("input[name=licence_seen]").check()
    chen.page.locator("main form .btn-main").click()
    expect(chen.page.locator("main")).to_contain_text("已当场许可")
    chen.open("/desk/?list=all&type=seals.aftercheck")
    assert chen.page.locator(".row a.open").count() >= 1
    page.goto(f"/mine/{number}/")
    expect(page.locator("main")).to_contain_text("特种行业许可证")


def test_an_elder_starts_in_three_steps_with_large_targets(enter: Callable[..., Somebody]) -> None:
    zhou = enter("zhou")
    page = zhou.open("/")
    if page.locator("html[data-elder]").count() == 0:
        page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html[data-elder]")).to_have_count(1)
    size = page.locator("h1").first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    body = page.locator("body").evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 30 and body >= 20
    for tile in page.locator("main nav a").all():
        box = tile.bounding_box()
        assert box and box["height"] >= 60 and box["width"] >= 60
    assert page.locator("a[href^='tel:']").first.is_visible()
    zhou.press("我要办事")
    zhou.press("无犯罪记录证明")
    zhou.press("开始办理")
    expect(page.locator("main form.form")).to_be_visible()
    assert page.locator("a[href^='tel:']").first.is_visible()


def test_an_application_without_any_script(enter: Callable[..., Somebody]) -> None:
    li = enter("li", scripts=False)
    begin_permit(li)
    page = li.page
    page.locator("input[name=by][value=self]").check()
    page.set_input_files("input[name=portrait]", upload())
    li.press("下一步")
    page.locator("select[name=home_street]").select_option(STREET)
    page.fill("input[name=home_detail]", "花园路12号3幢501室")
    page.fill("input[name=since]", "2024-03-01")
    page.locator("input[name=ground][value=home]").check()
    li.press("下一步")
    page.locator("select[name=home_community]").select_option(COMMUNITY)
    li.press("下一步")
    page.locator("input[name=receive][value=electronic]").check()
    li.press("下一步")
    page.set_input_files("input[name=paper_home_proof]", upload())
    page.locator("main form .actions .btn-main").click()
    page.wait_for_url("**/check/")
    li.press("提交", -1)
    expect(page.locator("main")).to_contain_text("窗口已收到您的申请")


def test_two_clerks_at_once_and_one_is_told_who_was_first(live: Live, enter: Callable[..., Somebody]) -> None:
    empty(live)
    name = live.django("shell", "-v0", "-c", OPEN_A_DOOR).strip().splitlines()[-1]
    PLAYERS[SECOND.username] = SECOND
    number = apply_for_permit(enter("li"))
    wang, other = enter("wang"), enter(SECOND.username)
    for one in (wang, other):
        one.open(f"/desk/case/{number}/accept")
    for one in (other, wang):
        one.page.locator("main form .btn-main").click()
        one.page.wait_for_url("**/desk/case/*")
    expect(other.page.locator("main")).to_contain_text("已受理")
    told = wang.page.locator("main").inner_text()
    assert name in told and "受理" in told, told
    assert re.search(f"{name}.{{0,40}}受理", told.replace("\n", " ")), told


HAN = re.compile(r"[\u4e00-\u9fff]+")
DATA = re.compile(r"李晓禾|\w\*\w?|常州市公安局|天宁分局|红梅派出所|花园路")
EVERYWHERE = (
    "/",
    "/matters/",
    "/ask/",
    "/check/",
    "/sign-in/",
    "/matters/residence.permit/",
    "/mine/",
    "/inbox/",
    "/readings/",
    "/data/",
)
WITHOUT_DATA = """() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll("[lang^=zh], .law, cite, noscript, svg").forEach((one) => one.remove());
  return copy.innerText;
}"""


def test_english_speaks_english(enter: Callable[..., Somebody]) -> None:
    li = enter("li")
    page = li.open("/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    left = {path: sorted(set(HAN.findall(without_data(li, path)))) for path in EVERYWHERE}
    assert not {path: words for path, words in left.items() if words}


def without_data(somebody: Somebody, path: str) -> str:
    """What a page says but names of persons, units and laws: those stay as they are written."""
    return DATA.sub("", str(somebody.open(path).evaluate(WITHOUT_DATA)))
