"""People of the demo at their browsers: sign in, read, press."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Page

from onewindow.site.demo.cast import CAST, Player
from tests.journeys.live import Live

__all__ = ["DESK", "PHONE", "PLAYERS", "Player", "Somebody"]
PHONE, DESK = (390, 844), (1366, 900)
PLAYERS = {player.username: player for player in CAST}
CODE = re.compile(r"\b(\d{6})\b")


class Somebody:
    """A person at a browser; `page` is Playwright's. Whoever signed in once stays so for the whole run."""

    kept: dict[tuple[str, str], Any] = {}

    def __init__(self, live: Live, chrome: Browser, name: str = "", *, size: tuple[int, int] = DESK, patience: int = 20_000,
                 scripts: bool = True, afresh: bool = False) -> None:  # fmt: skip
        self.live, self.name, self.faults = live, name, []  # type: ignore[var-annotated]
        known = None if afresh else self.kept.get((live.url, name))
        self.context = chrome.new_context(
            base_url=live.url,
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=scripts,
            storage_state=known,
            has_touch=size[0] < 500,
            accept_downloads=True,
        )
        self.context.set_default_timeout(patience)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        if name and not known:
            self.sign_in()

    def sign_in(self) -> None:
        """As the person would: a phone and a code, or a name and a password."""
        player = PLAYERS[self.name]
        if player.phone:
            self.open("/sign-in/")
            self.page.fill("input[name=phone]", player.phone)
            self.press("获取验证码")
            self.page.wait_for_url("**/sign-in/code/**")
            self.page.fill("input[name=code]", self.code(player.phone))
        else:
            self.open("/sign-in/staff/")
            self.page.fill("input[name=username]", player.username)
            self.page.fill("input[name=password]", player.password)
        self.page.locator("main form.question .btn-main").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.kept[self.live.url, self.name] = self.context.storage_state()

    def code(self, phone: str) -> str:
        """The newest code that the stand-in kept for this phone."""
        beside = self.context.new_page()
        beside.goto("/demo/sms/")
        line = beside.locator("tbody tr", has_text=phone).first.inner_text()
        beside.close()
        found = CODE.search(line.replace(phone, ""))
        assert found, line
        return found[1]

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def press(self, words: str, nth: int = 0) -> None:
        """A button or link by its words, in the page itself."""
        self.page.locator("main").locator("button, a", has_text=words).nth(nth).click()

    @property
    def words(self) -> str:
        """What the page says."""
        return str(self.page.locator("body").inner_text())

    def status(self, path: str) -> int:
        """What a bare request in this person's name is answered with."""
        return self.context.request.get(path, max_redirects=0).status

    def leave(self) -> None:
        self.context.close()
