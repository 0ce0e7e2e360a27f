"""Where an installation keeps its own files: database, keys, logs."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder named by ONEWINDOW_HOME, else `.onewindow` beside the package; made 0700."""
    path = Path(os.environ.get("ONEWINDOW_HOME") or REPOSITORY / ".onewindow").expanduser().absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def log_file(name: str) -> Path:
    """The log of one process; a log that grew past 10 MB is set aside once."""
    folder = home() / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.log"
    if path.exists() and path.stat().st_size > 10_000_000:
        path.replace(folder / f"{name}.log.1")
    return path


def last_lines(path: Path, count: int = 15) -> str:
    """The end of a log, for a message that says why something stopped."""
    if not path.exists():
        return "(no log)"
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 8_000))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-count:])
