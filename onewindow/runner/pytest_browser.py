"""pytest plugin: browser journeys run where there is a Chromium, and are named where there is none."""

import os
import shutil
from collections.abc import Sequence

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ADVICE = "no Chromium: `apt install chromium fonts-noto-cjk` as root, or set CHROMIUM to its path"
_skipped: set[str] = set()


def find_chromium() -> str | None:
    """The path of a browser: CHROMIUM if set, else the system's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    if find_chromium() is not None:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=ADVICE))
            _skipped.add(item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which journeys did not run, and why: a skipped test is easily taken for a passed one."""
    reports = terminalreporter.stats.get("skipped", [])
    skipped = _skipped | {report.nodeid for report in reports if ADVICE in str(report.longrepr)}
    if skipped:
        terminalreporter.section("browser journeys not run")
        terminalreporter.write_line(ADVICE)
        for name in sorted(skipped):
            terminalreporter.write_line(f"  {name}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path, for `executable_path`."""
    found = find_chromium()
    if found is None:
        pytest.skip(ADVICE)
    return found
