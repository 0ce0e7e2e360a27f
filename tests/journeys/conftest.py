"""One live house a test process, a browser a file, and the people who use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from onewindow.runner.pytest_postgres import DATABASES
from tests.journeys.live import Live
from tests.journeys.people import DESK, PHONE, Somebody

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-quic", "--no-first-run", "--lang=zh-CN")  # fmt: skip
LONGEST = 20_000  # milliseconds: two builders may share two cores


@pytest.fixture(scope="session")
def live(chromium: str, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The demo city, running."""
    name = f"{DATABASES.name}_live"
    house = Live(Path(tmp_path_factory.mktemp("live")), DATABASES.make(name))
    try:
        house.django("demo_load")
        house.start()
        yield house
    finally:
        house.stop()
        DATABASES.drop(name)


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    """Not for the whole session: while Playwright runs, its loop would forbid other tests theirs."""
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def enter(live: Live, chrome: Browser) -> Iterator[Callable[..., Somebody]]:
    """Somebody at a browser of their own: `enter("wang")`, `enter("li", width=390)`, `enter()` for a stranger."""
    here: list[Somebody] = []

    def somebody(name: str = "", **more: object) -> Somebody:
        phone = name in ("", "li", "zhou", "qian")
        one = Somebody(live, chrome, name, **{"size": PHONE if phone else DESK, "patience": LONGEST, **more})
        here.append(one)
        return one

    yield somebody
    for one in here:
        one.leave()
