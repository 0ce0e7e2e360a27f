"""Every how-to page is carried out, block by block, in a copy of the tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, copied, environment

PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
BLOCK = re.compile(r"^```(sh|diff|python|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_what_the_page_says_works(page: Path, tmp_path):
    tree = copied(tmp_path / "tree")
    blocks = BLOCK.findall(page.read_text())
    assert {kind for kind, _ in blocks} >= {"sh"}
    for kind, text in blocks:
        {"sh": run, "diff": change, "python": write, "toml": write}[kind](text, tree)


def run(text: str, tree: Path) -> None:
    """The commands, each of which must do what it says (`!` before one that must fail)."""
    for line in text.strip().splitlines():
        there = environment(tree, tree.parent)
        done = subprocess.run(["bash", "-c", line], cwd=tree, env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def change(text: str, tree: Path) -> None:
    """The hunks of a diff; each must be found exactly once."""
    file = tree / re.search(r"^\+\+\+ b/(\S+)$", text, re.MULTILINE)[1]
    told = file.read_text()
    for hunk in text.split("@@\n")[1:]:
        lines = hunk.rstrip("\n").split("\n")
        before = "\n".join(line[1:] for line in lines if line[0] in " -")
        after = "\n".join(line[1:] for line in lines if line[0] in " +")
        assert told.count(before) == 1, f"{file.name} has this {told.count(before)} times:\n{before}"
        told = told.replace(before, after)
    file.write_text(told)


def write(text: str, tree: Path) -> None:
    """A new file, whose path is in its first line."""
    head, body = text.split("\n", 1)
    (tree / head.removeprefix("# ")).write_text(body)


# Written by the bench: a link to it may come first.
def test_every_link_in_the_docs_leads_somewhere():
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "onewindow").rglob("README.md")]:
        for target in re.findall(r"""(?:\]\(|src=")([^)#\s"]+)(?:#[^)]*)?[)"]""", page.read_text()):
            local = "://" not in target and not target.startswith("mailto:")
            if local and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert broken == []
