"""Any room can be left out, and a new one can be put in."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from onewindow.kernel.handbook.shelf import Shelf
from onewindow.site.drawing import room
from onewindow.site.modules import MODULES
from tests.house.tree import BIN, copied, environment

LEAVE_OUT = """
import sys

import django
from django.core.management import call_command
from django.urls import get_resolver
from onewindow.kernel.faces.gates import views
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.cases import effects

django.setup()
call_command("check")
assert all(module.code != sys.argv[1] for module in shelf().modules)
assert not any(name.startswith("onewindow.modules." + sys.argv[1]) for name in sys.modules)
assert not any(code.startswith(sys.argv[1] + ".") for code, _ in effects.with_step)
assert sum(1 for _ in views(get_resolver().url_patterns)) > 10
"""


@pytest.mark.parametrize("gone", MODULES, ids=lambda module: module.code)
def test_the_shelf_is_sound_without_any_one_chapter(gone):
    Shelf([module for module in MODULES if module is not gone]).check()


@pytest.mark.parametrize("gone", [module.code for module in MODULES])
def test_the_house_stands_without_any_one_room(gone, tmp_path):
    tree = copied(tmp_path / "tree")
    taken_out(tree, gone)
    done = subprocess.run(
        [sys.executable, "-c", LEAVE_OUT, gone], cwd=tree, env=environment(tree, tmp_path), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def taken_out(tree, gone: str) -> None:
    """Remove the folder and the lines, as a city would that does not want the room."""
    (tree / "onewindow" / "modules" / gone).rename(tree / f"{gone}.gone")
    for path, member in (("modules.py", gone.upper()), ("wiring.py", gone)):
        file = tree / "onewindow" / "site" / path
        lines = [line for line in file.read_text().split("\n") if f"onewindow.modules.{gone}." not in line
                 and f"import effects as {gone}" not in line]  # fmt: skip
        head, mark, tail = "\n".join(lines).rpartition("= (")
        file.write_text(head + mark + re.sub(rf"\b{member}\b,?\s*", "", tail))


@pytest.mark.slow
def test_a_new_room_passes_its_tests_and_every_check(tmp_path):
    tree = copied(tmp_path / "tree")
    there = environment(tree, tmp_path)
    for words in (
        [sys.executable, "-m", "onewindow", "room", "dogs"],
        [BIN / "ruff", "check", "onewindow/modules/dogs", "onewindow/site/modules.py", "onewindow/site/wiring.py"],
        [BIN / "ruff", "format", "--check", "onewindow/modules/dogs"],
        [BIN / "lint-imports", "--no-logo", "--no-cache"],
        [sys.executable, "-m", "onewindow", "handbook", "--check"],
        [sys.executable, "-m", "onewindow", "docs", "--check"],
        [sys.executable, "-m", "onewindow", "translations", "--check"],
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", "ow_dogs"],
        [sys.executable, "-m", "pytest", "-q", "onewindow/modules/dogs"],
    ):
        done = subprocess.run(words, cwd=tree, env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    assert (tree / "docs" / "guide" / "dogs.matter.md").exists()


@pytest.mark.parametrize("name", ["Dogs", "9lives", "class", "residence", "../up", ""])
def test_a_room_needs_a_name_of_its_own(name, tmp_path):
    tree = tmp_path
    (tree / "onewindow" / "modules" / "residence").mkdir(parents=True)
    with pytest.raises(room.Unfit):
        room.write(name, 2026, tree)
