"""docs/floors.md: the house as its import contracts describe it."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

SAYS = {
    "ground": "clocks, spans, codes of the field, refusals; pure Python",
    "handbook": "what a matter is: states, steps, rules, deadlines; pure Python",
    "store": "prepared statements, sealing at rest",
    "calendar": "working days the State Council has published",
    "journal": "hash chain, outbox, readings",
    "files": "uploads: sniffed, cleaned, content-addressed",
    "parameters": "local values with their source",
    "people": "units, accounts, grants, reach",
    "cases": "the engine: drafts, steps, due instants",
    "registers": "questions to outside registers",
    "notices": "messages to people",
    "documents": "papers that are issued",
    "indicators": "figures",
    "faces": "pages, API, guide, diagrams",
    "testing": "the cast and the stories; tests only",
}

HEAD = (
    "# Floors of the house",
    "",
    "<!-- Drawn by `make docs` from .importlinter. -->",
    "",
    "A box may import what lies below it, never above, never beside. `make check` keeps it so.",
    "",
    "```mermaid",
    "flowchart TB",
    "  site[site: names every room] --> modules[modules: rooms that do not know each other]",
)
OUTSIDE = "`onewindow.runner` stands outside: it starts PostgreSQL, web and worker, and imports nothing of the product."


def page(repository: Path) -> str:
    """The page's text."""
    contracts = ConfigParser()
    contracts.read(repository / ".importlinter")
    told = [contracts[one] for one in contracts.sections() if one.startswith("importlinter:contract:")]
    floors = [[room.strip() for room in line.split("|")]
              for line in contracts["importlinter:contract:floors"]["layers"].split("\n") if line.strip()]  # fmt: skip
    lines = [*HEAD, *_drawn(floors), "```", "", "| Contract | Kind |", "| --- | --- |"]
    lines += [f"| {one['name']} | {one['type']} |" for one in told]
    lines += ["", "| Floor | Package | What it is |", "| --- | --- | --- |"]
    for at, floor in enumerate(reversed(floors)):
        lines += [f"| {at} | `{room}` | {SAYS.get(room, '')} |" for room in floor]
    lines += ["", OUTSIDE, "", "A new package must choose its floor, since the contract is exhaustive.", ""]
    return "\n".join(lines)


def _drawn(floors: list[list[str]]) -> list[str]:
    lines = ["  subgraph kernel"]
    for at, floor in enumerate(floors):
        lines.append(f'    subgraph f{len(floors) - at - 1}[" "]')
        lines.append("      direction LR")
        lines += [f"      {room}" for room in floor]
        lines.append("    end")
    lines += [f"    f{at} --> f{at - 1}" for at in range(len(floors) - 1, 0, -1)]
    return [*lines, "  end", "  modules --> kernel"]
