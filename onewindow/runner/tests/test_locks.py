"""The lists that make an environment: complete, hashed, and naming no host."""

import re
import runpy
import tomllib

import pytest

from onewindow.runner.home import REPOSITORY

PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")


def pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall((REPOSITORY / name).read_text()))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_hashes_everything(name: str) -> None:
    text = (REPOSITORY / name).read_text()
    assert not re.search(r"://|index-url|find-links", text)
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert entries and all("--hash=sha256:" in entry for entry in entries)


def test_the_developers_lock_holds_the_same_versions_and_more() -> None:
    runtime, developers = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime.items() <= developers.items()


def with_groups(groups: dict[str, list[str | dict[str, str]]], name: str) -> list[str]:
    """What a group asks for, and what the groups it includes ask for."""
    asked: list[str] = []
    for one in groups[name]:
        asked += [one] if isinstance(one, str) else with_groups(groups, one["include-group"])
    return asked


@pytest.mark.parametrize("group", ["runtime", "dev"])
def test_what_the_project_asks_for_is_locked(group: str) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = project["project"]["dependencies"] if group == "runtime" else with_groups(groups, "dev")
    locked = pins("requirements.lock" if group == "runtime" else "requirements-dev.lock")
    names = {re.split(r"[\[<>=!~; ]", words)[0].lower() for words in asked}
    assert names <= locked.keys()


def test_the_browsers_libraries_are_what_their_manifest_says() -> None:
    assert runpy.run_path(str(REPOSITORY / "tools" / "vendor.py"))["check"]() == []
