"""What the docs say of the house is so."""

from __future__ import annotations

import re

from onewindow.site.demo.cast import CAST
from onewindow.site.drawing import list_pages
from onewindow.site.translating import catalogue
from tests.house.tree import ROOT

DOCS = ROOT / "docs"


def test_the_tour_introduces_the_whole_cast():
    tour = (DOCS / "tour.md").read_text()
    for player in CAST:
        assert player.name in tour
        assert (player.phone or f"`{player.username}` / `{player.password}`") in tour


def test_every_make_word_in_the_docs_is_in_the_makefile():
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        told = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(), re.MULTILINE))
        assert told <= words, f"{page.name}: {told - words}"


def test_every_refusal_has_a_code_of_its_own_and_words_that_say_what_to_do():
    codes: dict[str, type] = {}
    for refusal in list_pages.every_refusal():
        assert re.search(r"[\u4e00-\u9fff]|^\{\w+\}$", refusal.words), refusal
        assert 400 <= refusal.status < 600
        other = codes.setdefault(refusal.code, refusal)
        akin = other.__name__ == refusal.__name__ or issubclass(refusal, other) or issubclass(other, refusal)
        assert akin, (other, refusal)


def test_the_glossary_says_what_the_catalogue_says():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (DOCS / "glossary.md").read_text(), re.MULTILINE)[2:]
    english = {entry.msgid: entry.msgstr.lower() for entry in catalogue.load()}
    compared = 0
    for chinese, words in rows:
        told = [one.strip() for one in words.split(",")]
        for term, word in zip(chinese.split("、"), told, strict=False):
            if term in english:
                compared += 1
                assert word in english[term] or english[term] in word, (term, word, english[term])
    assert compared >= 10


def test_decisions_are_numbered_and_listed():
    files = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    listed = (DOCS / "decisions" / "README.md").read_text()
    assert all(f"({name})" in listed for name in files)
