"""The installation's secrets: made once, readable by their owner only, never made twice."""

import os
import secrets
from pathlib import Path

from onewindow.runner.trouble import Trouble

FILES = {"ONEWINDOW_SEALING_KEY": "sealing.key", "ONEWINDOW_SECRET_KEY": "secret.key"}


def environment(folder: Path, may_make: bool) -> dict[str, str]:
    """The keys as environment variables; one that is set already stands above its file.

    `may_make` is false once there is data: a new sealing key could not open what the old one sealed.
    """
    found = {}
    for variable, name in FILES.items():
        path = folder / name
        if variable in os.environ:
            found[variable] = os.environ[variable]
        elif path.exists():
            found[variable] = path.read_text().strip()
        elif may_make or name == "secret.key":
            found[variable] = _make(path)
        else:
            raise Trouble(
                f"There is data, but no {path}, and nothing sealed can be opened without it. Put the file "
                f"back from your backup, or set {variable}. For a new, empty database on a server of your "
                "own run `python -m onewindow keys` once."
            )
    return found


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(new, path)  # whoever links first wins; nobody overwrites a key
    except FileExistsError:
        pass
    finally:
        new.unlink()
    return path.read_text().strip()
