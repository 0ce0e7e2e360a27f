"""The repository as these tests read it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "onewindow"
BIN = Path(sys.executable).parent
CARRIED = (
    "onewindow", "docs", "pyproject.toml", "conftest.py", ".importlinter", "handbook.lock.json", "Makefile",
)  # fmt: skip
LEFT = shutil.ignore_patterns("__pycache__", "vendor", ".*_cache", "*.pyc")


def ours(pattern: str = "*.py") -> list[Path]:
    """Files of ours under the product and the tests that match."""
    found = [*PRODUCT.rglob(pattern), *(ROOT / "tests").rglob(pattern)]
    return sorted(path for path in found if not {"__pycache__", "vendor"} & set(path.parts))


def copied(target: Path) -> Path:
    """A copy of the tree in which a test may write."""
    for name in CARRIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=LEFT)
        elif source.exists():
            shutil.copy(source, target / name)
    return target


def environment(tree: Path, home: Path) -> dict[str, str]:
    """What a program needs to run in such a copy, without any database of ours."""
    return {
        "PATH": f"{BIN}:/usr/bin:/bin", "PYTHONPATH": str(tree), "HOME": str(home),
        "ONEWINDOW_SECRET_KEY": "no secret", "ONEWINDOW_SEALING_KEY": "0" * 64, "ONEWINDOW_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "onewindow.site.settings", "ONEWINDOW_TEST_HOME": str(home / "test"),
        "LANG": "C.UTF-8",
    }  # fmt: skip
