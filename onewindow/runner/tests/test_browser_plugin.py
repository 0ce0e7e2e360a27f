"""A journey that cannot run says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onewindow.runner import pytest_browser

JOURNEY = """
import pytest
@pytest.mark.browser
def test_a_journey(): pass
def test_another(): pass
"""


def run(folder: Path, **environment: str) -> str:
    (folder / "test_journeys.py").write_text(JOURNEY)
    command = [sys.executable, "-m", "pytest", "-p", "onewindow.runner.pytest_browser", "-p", "no:django", "-p",
               "no:cacheprovider", "--rootdir", str(folder), "-c", os.devnull, str(folder)]  # fmt: skip
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True).stdout


def test_without_a_browser_the_summary_names_what_was_left_out(tmp_path: Path) -> None:
    said = run(tmp_path, PATH=str(tmp_path), CHROMIUM="")
    assert "1 passed, 1 skipped" in said
    assert "browser journeys not run" in said and "test_a_journey" in said.split("not run")[1]


def test_with_a_browser_everything_runs_and_nothing_is_said(tmp_path: Path) -> None:
    said = run(tmp_path, CHROMIUM="/bin/true")
    assert "2 passed" in said and "not run" not in said


def test_the_variable_stands_above_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/mine")
    assert pytest_browser.find_chromium() == "/opt/mine"
