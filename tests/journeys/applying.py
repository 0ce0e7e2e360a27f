"""A residence permit applied for on a phone, page by page, as the pages ask."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from tests.journeys.people import Somebody

STREET, COMMUNITY = "320402004", "320402004001"


def picture() -> bytes:
    """A drawn portrait that nobody takes for a photograph."""
    drawn = Image.new("RGB", (600, 750), "#e9eef5")
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((60, 480, 540, 1000), fill="#3b5b86")
    pen.ellipse((190, 140, 410, 430), fill="#d9b79a")
    pen.pieslice((170, 90, 430, 400), 180, 360, fill="#3a3a3a")
    return _png(drawn)


def contract() -> bytes:
    """A drawn sheet in the place of a lease."""
    drawn = Image.new("RGB", (700, 900), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((230, 70, 470, 100), fill="#444444")
    for line in range(18):
        pen.rectangle((80, 160 + line * 34, 620 - (line * 97) % 180, 170 + line * 34), fill="#b5bcc6")
    pen.ellipse((440, 690, 600, 850), outline="#c0392b", width=6)
    return _png(drawn)


def _png(drawn: Image.Image) -> bytes:
    held = BytesIO()
    drawn.save(held, "PNG")
    return held.getvalue()


def upload(content: bytes | None = None) -> dict[str, Any]:
    """A file as the chooser hands it over; the portrait when nothing else is said."""
    return {"name": "photo.png", "mimeType": "image/png", "buffer": content or picture()}


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
    li.page.locator("main form.form .btn-main").wait_for()
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
    page.set_input_files("input[name=paper_home_proof]", upload(contract()))
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
