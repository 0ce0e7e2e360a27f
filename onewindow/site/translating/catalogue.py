"""The English catalogue: merged with what was collected, checked, written and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import polib

from onewindow.kernel.handbook.shelf import Shelf
from onewindow.site.demo.cast import CAST
from onewindow.site.translating import handbook_texts, python_texts, template_texts
from onewindow.site.translating.entry import Found

FOLDER = Path(__file__).resolve().parents[2] / "locale" / "en" / "LC_MESSAGES"
GAP = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)s|%[sd]")
HAN = re.compile(r"[\u3400-\u9fff]")
# Numbers of cases, plates and documents are quoted as they are written, in English too.
QUOTED = re.compile(r"[（〔]\d{4}[）〕]|苏DD?\d")
# gettext(one character of a string): the collector sees the string, not its characters.
BY_CHARACTER = "一二三四五六日"
# Put together in several places: a citation, a list, a title with what tells it apart.
COMPOSED = (
    "《{1}》{2}", "《{1}》", "{1}、{2}", "{1} · {2}", "{1}个工作日", "{1}日（自然日）", "{1}个月", "{1}年", "{1}天",
)  # fmt: skip
Key = tuple[str, str]


def collected(shelf: Shelf) -> dict[Key, Found]:
    """Every text by its context and words; a plural wins over the same words without one."""
    found: dict[Key, Found] = {}
    weekdays = (Found(day, "kernel/faces/shown.py") for day in BY_CHARACTER)
    composed = (Found(text, "kernel/faces/sentences.py", context="pattern") for text in COMPOSED)
    cast = (Found(text, "site/demo/cast.py") for player in CAST for text in (player.role, player.what))
    everywhere = (template_texts.texts(), python_texts.texts(), handbook_texts.texts(shelf), weekdays, composed, cast)
    for one in chain(*everywhere):
        if not HAN.search(one.text) and one.text not in COMPOSED:
            continue
        before = found.get((one.context, one.text))
        if before is None or (one.plural and not before.plural):
            found[one.context, one.text] = one
    return found


def load(folder: Path = FOLDER) -> polib.POFile:
    """The committed catalogue, or an empty one."""
    path = folder / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    kept = polib.POFile(wrapwidth=110)
    kept.metadata = {"Language": "en", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
                     "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=2; plural=(n != 1);"}  # fmt: skip
    return kept


def merged(kept: polib.POFile, found: dict[Key, Found]) -> polib.POFile:
    """The catalogue with exactly these texts, in a steady order, each English kept where there was one."""
    english = {_key(entry): entry for entry in kept}
    fresh = load(Path("/nowhere"))
    for key, one in sorted(found.items(), key=lambda item: (_file(item[1].place), item[0])):
        before = english.get(key)
        entry = polib.POEntry(msgid=one.text, occurrences=[(_file(one.place), "")], msgctxt=one.context or None)
        if one.plural:
            entry.msgid_plural = one.plural
            entry.msgstr_plural = before.msgstr_plural if before and before.msgstr_plural else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        fresh.append(entry)
    return fresh


def filled(kept: polib.POFile, english: Mapping[str, str]) -> polib.POFile:
    """The catalogue with these texts put in where it had none."""
    for entry in kept:
        if not entry.msgid_plural and not entry.msgstr and entry.msgid in english:
            entry.msgstr = english[entry.msgid]
    return kept


def faults(kept: polib.POFile, found: dict[Key, Found]) -> list[str]:
    """What is missing, stale, untranslated, or names other gaps than the Chinese; and a .mo out of step."""
    there = {_key(entry): entry for entry in kept}
    said = [f"missing: {text}" for context, text in sorted(set(found) - set(there))]
    said += [f"stale: {text}" for context, text in sorted(set(there) - set(found))]
    said += [f"no English: {entry.msgid}" for entry in untranslated(kept)]
    said += [f"gaps differ: {entry.msgid} / {text}" for entry in kept for text in _english(entry)
             if text and gaps(text) != gaps(entry.msgid)]  # fmt: skip
    compiled = FOLDER / "django.mo"
    if not compiled.exists() or compiled.read_bytes() != kept.to_binary():
        said.append("django.mo is not what django.po compiles to")
    return said


def untranslated(kept: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Entries without English, or with Chinese left in it."""
    return [entry for entry in kept if not all(_english(entry)) or any(_left_chinese(text) for text in _english(entry))]


def _left_chinese(text: str) -> bool:
    return bool(HAN.search(text)) and not QUOTED.search(text)


def gaps(text: str) -> list[str]:
    """The places a text leaves for values, in no order."""
    return sorted(set(GAP.findall(text)))


def save(kept: polib.POFile, folder: Path = FOLDER) -> None:
    """Write the catalogue and compile it."""
    folder.mkdir(parents=True, exist_ok=True)
    kept.save(str(folder / "django.po"))
    (folder / "django.mo").write_bytes(kept.to_binary())


def _english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _file(place: str) -> str:
    return place.rsplit(":", 1)[0]


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)
