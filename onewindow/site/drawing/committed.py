"""Files the code writes and the repository keeps: write them, or say which are not what they would be."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


def differing(pages: dict[str, str], folder: Path) -> list[str]:
    """Names of pages missing, stale, or left over in the folder, each in a sentence."""
    found = []
    for name, text in sorted(pages.items()):
        path = folder / name
        if not path.exists():
            found.append(f"{name} is missing")
        elif path.read_text() != text:
            found.append(f"{name} is stale")
    return found + [f"{name} is left over" for name in _left_over(pages, folder)]


def write(pages: dict[str, str], folder: Path) -> None:
    """Write every page, and remove Markdown that nothing writes any more."""
    for name in _left_over(pages, folder):
        (folder / name).unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _left_over(pages: dict[str, str], folder: Path) -> list[str]:
    kept = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))
    return [name for name in kept if name not in pages]
