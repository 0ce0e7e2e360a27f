"""Files are short, functions are short, and nothing is called a helper."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import PRODUCT, ROOT, ours

LONGEST_FILE = 250
LONGEST_FUNCTION = 60
# Files over the wall when it was built, with their lines.  They may shrink and leave; none may grow or join.
LONG_FILES = {"onewindow/kernel/faces/admin/tests/test_console.py": 270}
# Functions over the wall when it was built.  A line may leave this list; none may join it.
OVER_THE_WALL = {"onewindow/kernel/handbook/acts.py:kernel_acts"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services",
             "handler", "handlers", "exceptions"}  # fmt: skip
# A key of thirty characters or more written out, or the head of a private key.
SECRET = re.compile(
    r"""(?i)(-----BEGIN [A-Z ]*PRIVATE KEY)|((secret|token|api_?key)\w*\s*=\s*["'][A-Za-z0-9+/_-]{30,}["'])"""
)
ABROAD = re.compile("/" + r"work/(main|shared)|/tmp/" + "brief")
SOURCES = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".typ", ".json", ".po", ".sh"}


def shown(path):
    return path.relative_to(ROOT).as_posix()


def test_no_file_of_python_is_longer_than_the_wall():
    long = {shown(path): count for path in ours() if "migrations" not in path.parts
            for count in [path.read_text().count("\n")] if count > LONG_FILES.get(shown(path), LONGEST_FILE)}  # fmt: skip
    assert long == {}


def test_no_function_is_longer_than_the_wall():
    long = set()
    for path in ours():
        if {"migrations", "tests"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.add(f"{shown(path)}:{node.name}")
    assert long - OVER_THE_WALL == set(), "new ones"
    assert OVER_THE_WALL - long == set(), "short again: take them off the list"


def test_nothing_is_named_after_what_everything_is():
    named = [shown(path) for path in ours() if FORBIDDEN & set(path.with_suffix("").relative_to(ROOT).parts)]
    assert named == []


def test_packages_have_empty_front_doors_but_the_vocabulary():
    full = [shown(path) for path in PRODUCT.rglob("__init__.py") if path.read_text().strip()]
    tables = "/models/__init__.py"  # Django finds the tables of an app in its `models`
    assert [path for path in full if not path.endswith(tables)] == ["onewindow/kernel/handbook/__init__.py"]


@pytest.mark.parametrize("fault", [SECRET, ABROAD], ids=["secrets", "places of the workshop"])
def test_nothing_is_written_down_that_should_not_be(fault):
    found = []
    for path in ours("*"):
        if path.is_file() and path.suffix in SOURCES:
            found += [f"{shown(path)}: {hit.group(0)[:40]}" for hit in fault.finditer(path.read_text(errors="replace"))]
    assert found == []


def test_nothing_is_imported_inside_a_function_but_when_an_app_wakes():
    inside = []
    for path in PRODUCT.rglob("*.py"):
        if path.name == "apps.py" or "tests" in path.parts:
            continue
        functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
        inside += [f"{shown(path)}:{one.name}" for one in functions
                   if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(one))]  # fmt: skip
    assert inside == []
