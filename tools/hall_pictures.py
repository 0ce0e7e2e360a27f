"""The hall's part of `make pictures`: a number on the phone, the kiosk, the window, the screen, the chief's views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.people import DESK, PHONE, Somebody

HALL = "/halls/320402004000/"
KIOSK, SCREEN = (810, 1080), (1366, 768)
LINE = ("idcard.renew", "passport.ordinary", "licence.renew", "household.move", "records.certificate")


def the_hall(enter: Callable[..., Somebody], take: Callable[..., None]) -> None:
    """李晓禾 comes for two matters, others stand behind her, 王敏 serves her, 马宁 looks on."""
    li = enter("li", PHONE)
    numbered(li, "residence.permit", "passport.ordinary")
    take(li, "visit-ticket")
    for item in LINE:
        numbered(enter("", PHONE), item)
    kiosk, screen, wang = enter("", KIOSK), enter("", SCREEN), enter("wang", DESK)
    take(kiosk, "visit-kiosk", f"{HALL}kiosk/")
    screen.open(f"{HALL}screen/")
    served(wang)
    take(wang, "visit-window")
    take(screen, "visit-screen")
    maning = enter("maning", DESK)
    take(maning, "visit-live", "/desk/hall/")
    take(maning, "visit-simulation", "/desk/hall/simulation/", size=(1366, 1200))


def numbered(somebody: Somebody, *items: str) -> None:
    somebody.open(f"{HALL}take/?" + "&".join(f"items={item}" for item in items))
    somebody.press("现在取号")
    somebody.page.wait_for_url("**/halls/ticket/**")


def served(wang: Somebody) -> None:
    page: Any = wang.open("/desk/window/")
    wang.press("坐这里")
    page.locator("main", has_text="按 n 叫下一个").wait_for()
    page.keyboard.press("n")
    page.locator(".ticket-number").wait_for()
    page.keyboard.press("s")
    page.locator("main", has_text="办结").wait_for()
    page.keyboard.press("i")
    page.locator(".matter").first.wait_for()
