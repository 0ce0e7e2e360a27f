"""A new room from its template, and its lines in the two lists of the site."""

from __future__ import annotations

import json
import keyword
import re
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).resolve().parent / "room_template"
NAME = re.compile(r"[a-z][a-z0-9]{1,30}")
WIDEST = 120


class Unfit(Exception):
    """A name that cannot become a room."""


def write(name: str, year: int, repository: Path) -> list[Path]:
    """Write the room's folder and its lines; the paths written, folder first."""
    rooms = repository / "onewindow" / "modules"
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise Unfit(f"{name!r} is no name for a room: small letters and digits, as a Python package")
    if (rooms / name).exists():
        raise Unfit(f"there is a room called {name} already")
    words = _words(name) | {"klass": name.capitalize(), "year": str(year)}
    written = []
    for source in sorted(TEMPLATE.rglob("*.txt")):
        target = rooms / name / source.relative_to(TEMPLATE).with_suffix("")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(source.read_text()).substitute(words))
        written.append(target)
    site = repository / "onewindow" / "site"
    _list(
        site / "modules.py", f"from onewindow.modules.{name}.definition import MODULE as {name.upper()}", name.upper()
    )
    _list(site / "wiring.py", f"from onewindow.modules.{name} import effects as {name}", name)
    return [*written, site / "modules.py", site / "wiring.py"]


def english(name: str) -> dict[str, str]:
    """Chinese to English of the texts the template brings."""
    told = json.loads(Template((TEMPLATE / "english.json").read_text()).substitute(_words(name)))
    return {str(chinese): str(words) for chinese, words in told.items()}


def _words(name: str) -> dict[str, str]:
    return {"name": name, "title": f"新章节 {name}"}


def _list(path: Path, line: str, member: str) -> None:
    """Put an import among its kind, in order, and the name at the end of the tuple."""
    lines = path.read_text().splitlines()
    ours = [at for at, text in enumerate(lines) if text.startswith("from onewindow.modules.")]
    imports = sorted([*(lines[at] for at in ours), line])
    lines[ours[0] : ours[-1] + 1] = imports
    text = "\n".join(lines) + "\n"
    start = text.rindex("= (") + 3
    end = text.rindex(")")
    members = [one.strip() for one in text[start:end].split(",") if one.strip()] + [member]
    told = ", ".join(members) + ")"
    if len(text[text.rindex("\n", 0, start) + 1 : start] + told) > WIDEST:
        told = "\n" + "".join(f"    {one},\n" for one in members) + ")"
    path.write_text(text[:start] + told + text[end + 1 :])
