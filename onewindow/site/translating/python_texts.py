"""Chinese texts in our Python, found in the syntax tree: whole literals, and f-strings as patterns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from onewindow.site.translating.entry import Found

HAN = re.compile(r"[\u3400-\u9fff]")
ROOT = Path(__file__).resolve().parents[2]
PLURALS = ("ngettext", "ngettext_lazy")
# Folders nobody reads on a screen, or whose Chinese is data: the demo's names, the tests, the commands.
PASSED_OVER = ("tests", "testing", "migrations", "management", "site", "runner", "locale")
# What is printed on a legal document stays Chinese, whoever looks; only what it refuses is told.
ONLY_REFUSALS = ("kernel/documents/", "kernel/files/watermarks.py", "kernel/files/typesetting.py",
                 "kernel/ground/codes/names.py", "kernel/ground/sealing.py", "kernel/handbook/soundness.py",
                 "kernel/handbook/lock.py")  # fmt: skip
# Regular expressions and the alphabets they are made of: matched against, never shown.
PATTERNS = re.compile(
    r"^retry:|\(\?|\[0-9|\[\^|\\s|\\u|\[港澳\]|\{4\}[学挂警领]|\{4,5\}|京津沪渝|^（\{1\}）\{2\}\{3\}|^\[㐀"
)
# Keywords and calls whose Chinese is matched against, never shown.
UNSPOKEN = {"also", "ICONS", "ALSO", "AROUND"}


def texts() -> Iterator[Found]:
    """Every Chinese text of the kernel and the rooms, with the place it stands in."""
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        if not set(inside.parts[:-1]) & set(PASSED_OVER):
            yield from _of_file(path, inside.as_posix())


def _of_file(path: Path, name: str) -> Iterator[Found]:
    tree = ast.parse(path.read_text())
    quiet = _docstrings(tree) | _unspoken(tree)
    if name.startswith(ONLY_REFUSALS):
        spoken = {id(node) for said in _said_by_refusals(tree) for node in ast.walk(said)}
    else:
        spoken = None
    plurals = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in PLURALS and len(node.args) > 1:
            one, many = node.args[0], node.args[1]
            if isinstance(one, ast.Constant) and isinstance(many, ast.Constant):
                plurals |= {id(one), id(many)}
                yield Found(str(one.value), f"{name}:{node.lineno}", plural=str(many.value))
    for node in _literals(tree):
        if id(node) in quiet | plurals or (spoken is not None and id(node) not in spoken):
            continue
        text = str(node.value) if isinstance(node, ast.Constant) else pattern(node)
        if HAN.search(text) and not PATTERNS.search(text):
            context = "" if isinstance(node, ast.Constant) else "pattern"
            yield Found(text, f"{name}:{node.lineno}", context=context)


def _literals(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """String literals and f-strings, without the pieces an f-string is made of."""
    pieces: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces |= {id(value) for value in node.values}
            for value in node.values:
                if isinstance(value, ast.FormattedValue) and value.format_spec is not None:
                    pieces |= {id(inner) for inner in ast.walk(value.format_spec)}
    for node in ast.walk(tree):
        if id(node) in pieces:
            continue
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node


def pattern(node: ast.JoinedStr) -> str:
    """An f-string with its values numbered: "要在{1}满{2}年"."""
    said, number = "", 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            said += str(value.value)
        else:
            number += 1
            said += f"{{{number}}}"
    return said


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _docstrings(tree: ast.AST) -> set[int]:
    """Strings that stand alone: docstrings and notes below a name."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _unspoken(tree: ast.AST) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        named = isinstance(node, ast.keyword) and node.arg in UNSPOKEN
        assigned = isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in UNSPOKEN for target in node.targets
        )
        if named or assigned:
            found |= {id(inner) for inner in ast.walk(node.value)}  # type: ignore[attr-defined]
    return found


def _said_by_refusals(tree: ast.AST) -> Iterator[ast.AST]:
    """Values of `words = …` in classes, and what is handed to gettext."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "words":
                    yield line.value
        if isinstance(node, ast.Call) and _called(node) in ("gettext", "gettext_lazy", "words", "filled"):
            yield from node.args
