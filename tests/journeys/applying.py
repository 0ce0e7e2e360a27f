"""A residence permit applied for on a phone, page by page, as the pages ask."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from tests.journeys.people import Somebody

STREET, COMMUNITY = "320402004", "320402004001"


def picture() -> bytes:
    """A drawn face that nobody takes for a photograph."""
    drawn = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(drawn).ellipse((150, 120, 450, 520), fill=(90, 130, 170))
    held = BytesIO()
    drawn.save(held, "PNG")
    return held.getvalue()


def upload() -> dict[str, Any]:
    """A file as the chooser hands it over."""
    return {"name": "photo.png", "mimeType": "image/png", "buffer": picture()}


def begin_permit(li: Somebody, seen: Callable[[str], None] = lambda what: None) -> None:
    """Find the matter by an everyday word, read its guide, begin for oneself."""
    li.open("/")
    seen("home")
    li.page.fill("input[type=search]", "暂住证")
    li.page.locator("form.search button").click()
    li.page.wait_for_url("**/matters/?q=*")
    seen("search")
    li.page.locator("main a", has_text="居住证申领").first.click()
    li.page.wait_for_url("**/matters/residence.permit/")
    seen("guide")
    said = li.page.locator("main").inner_text()
    assert "居住证暂行条例" in said and "免收工本费" in said
    li.press("开始办理")
    mine = li.page.locator("input[name=for][value=self]")
    if mine.count():
        mine.check()
    li.page.locator("main form.form .btn-main").click()
    li.page.wait_for_url("**/apply/**")


def fill_permit(li: Somebody, seen: Callable[[str], None] = lambda what: None) -> None:
    """Every page of the form up to the check."""
    page = li.page
    page.locator("input[name=by][value=self]").check()
    page.set_input_files("input[name=portrait]", upload())
    li.press("下一步")
    page.locator("input[name=since]").wait_for()
    fill_home(li, seen)
    page.locator("input[name=receive]").first.wait_for()
    page.locator("input[name=receive][value=electronic]").check()
    li.press("下一步")
    page.wait_for_url("**/papers/")
    said = page.locator("main").inner_text()
    assert "居民身份证" in said and "不用交" in said
    seen("papers")
    page.set_input_files("input[name=paper_home_proof]", upload())
    page.locator("main form .actions .btn-main").click()
    page.wait_for_url("**/check/")
    seen("check")


def fill_home(li: Somebody, seen: Callable[[str], None] = lambda what: None) -> None:
    """The address by its street and community, the day and the ground."""
    page = li.page
    page.locator("select[name=home_street]").select_option(STREET)
    page.locator(f"select[name=home_community] option[value='{COMMUNITY}']").wait_for(state="attached")
    page.locator("select[name=home_community]").select_option(COMMUNITY)
    page.fill("input[name=home_detail]", "花园路12号3幢501室")
    page.fill("input[name=since]", "2024-03-01")
    page.locator("input[name=ground][value=home]").check()
    seen("form")
    li.press("下一步")


def apply_for_permit(li: Somebody) -> str:
    """The whole application; its number."""
    begin_permit(li)
    fill_permit(li)
    li.press("提交", -1)
    li.page.wait_for_url("**/mine/*/")
    return li.page.url.rstrip("/").rsplit("/", 1)[1]
