"""Take the screenshots of docs/pictures from a demo city of its own: `make pictures`.

Starts `onewindow demo` in a temporary home, lets five of the cast play a permit from the phone to
the hand, and writes PNGs of a limited palette. Needs Chromium and a Chinese font.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from onewindow.runner.pytest_browser import ADVICE, find_chromium  # noqa: E402
from tests.journeys.applying import begin_permit, fill_permit  # noqa: E402
from tests.journeys.conftest import ARGUMENTS  # noqa: E402
from tests.journeys.live import free_port  # noqa: E402
from tests.journeys.people import DESK, PHONE, Somebody  # noqa: E402
from tools.hall_pictures import the_hall  # noqa: E402

PICTURES = REPOSITORY / "docs" / "pictures"
HEAVIEST = 200_000
WALL = (1920, 1080)


class House:
    """What Somebody wants to know of a running house."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"


@contextmanager
def demo():
    """The demo city in a temporary home, until the last picture is taken."""
    with tempfile.TemporaryDirectory(prefix="onewindow-pictures-") as home:
        port = free_port()
        environment = {**os.environ, "ONEWINDOW_HOME": home}
        command = [sys.executable, "-m", "onewindow", "demo", "--port", str(port)]
        running = subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
        try:
            house = House(port)
            wait(house, running)
            yield house
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(30)


def wait(house: House, running: subprocess.Popen) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"{house.url}/sign-in/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise SystemExit("The demo did not start: see `make demo`.")


def take(somebody: Somebody, name: str, path: str = "", *, size: tuple[int, int] | None = None) -> None:
    """One screen as one sees it, into docs/pictures/<name>.png."""
    if path:
        somebody.open(path)
    if size:
        somebody.page.set_viewport_size({"width": size[0], "height": size[1]})
    somebody.page.evaluate("window.scrollTo(0, 0)")
    somebody.page.wait_for_load_state(
        "networkidle"
    ) if "/desk/" not in somebody.page.url else somebody.page.wait_for_timeout(400)
    shot = Image.open(io.BytesIO(somebody.page.screenshot(animations="disabled"))).convert("RGB")
    for colours in (256, 128, 64, 32):
        held = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
        if held.tell() <= HEAVIEST:
            break
    (PICTURES / f"{name}.png").write_bytes(held.getvalue())
    print(f"{name}.png {held.tell() // 1000} kB")


def play(house: House, browser: object) -> None:
    """The story once, with a picture wherever one is worth it."""

    def enter(name: str, size: tuple[int, int]) -> Somebody:
        return Somebody(house, browser, name, size=size, patience=30_000)

    stranger = enter("", DESK)
    take(stranger, "sign-in-desk", "/sign-in/staff/")
    li, wang, chen = enter("li", PHONE), enter("wang", DESK), enter("chen", DESK)
    number = applied(li)
    at_the_desk(wang, number)
    corrected(li, number)
    accepted(wang, number)
    chen.open(f"/desk/case/{number}")
    take(chen, "desk-review")
    chen.page.keyboard.press("i")
    chen.page.locator(".message[data-tone=success], [data-tone=done]").first.wait_for()
    time.sleep(2)
    take(li, "hall-issued", f"/mine/{number}/")
    take(li, "hall-readings", "/readings/")
    take(li, "hall-inbox", "/inbox/")
    the_others(enter)
    the_hall(enter, take)


def applied(li: Somebody) -> str:
    begin_permit(li, seen=lambda what: take(li, f"hall-{what}"))
    fill_permit(li, seen=lambda what: take(li, f"hall-{what}"))
    li.press("提交", -1)
    li.page.wait_for_url("**/mine/*/")
    take(li, "hall-case")
    return li.page.url.rstrip("/").rsplit("/", 1)[1]


def at_the_desk(wang: Somebody, number: str) -> None:
    take(wang, "desk-list", "/desk/?list=todo")
    take(wang, "desk-case", f"/desk/case/{number}")
    wang.page.keyboard.press("b")
    wang.page.wait_for_url("**/ask_papers")
    wang.page.locator("input[name=fields][value=since]").check()
    wang.page.fill("textarea[name=reason]", "起住日期与租赁合同不一致，请核对后改正")
    take(wang, "desk-step")
    wang.page.locator("main form .btn-main, main form .btn-grave").first.click()
    wang.page.wait_for_url(f"**/case/{number}")


def corrected(li: Somebody, number: str) -> None:
    take(li, "hall-correction", f"/mine/{number}/")
    li.press("去改正")
    li.page.fill("input[name=since]", "2024-04-01")
    li.press("下一步")
    li.press("提交补正")
    li.page.wait_for_url("**/mine/*/")


def accepted(wang: Somebody, number: str) -> None:
    wang.open(f"/desk/case/{number}/accept")
    wang.page.locator("main form .btn-main").click()
    wang.page.wait_for_url(f"**/case/{number}")


def the_others(enter) -> None:
    zhou, he = enter("zhou", PHONE), enter("he", DESK)
    zhou.context.add_cookies([{"name": "elder", "value": "1", "url": zhou.live.url}])
    take(zhou, "hall-elder", "/")
    take(he, "board", "/board/")
    take(he, "wall", "/board/?wall=1", size=WALL)
    english = enter("", PHONE)
    english.open("/").get_by_role("button", name="English").click()
    take(english, "hall-english", "/matters/residence.permit/")
    take(enter("admin", DESK), "console", "/admin/")


def main() -> None:
    """Everything anew."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(ADVICE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=list(ARGUMENTS),
            env={**os.environ, "LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"},
        )
        play(house, browser)
        browser.close()


if __name__ == "__main__":
    main()
