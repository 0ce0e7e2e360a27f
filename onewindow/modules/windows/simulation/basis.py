"""What the kept proof rests on, as one short hash: change the dispatcher or the model, and the proof is stale.

Comments and docstrings do not count; of the items only their departments and minutes do.
"""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

from onewindow.modules.windows.items import ITEMS

ROOM = Path(__file__).parents[1]
FILES = (
    "line/dispatch.py",
    "line/lanes.py",
    "simulation/arrivals.py",
    "simulation/erlang.py",
    "simulation/experiments.py",
    "simulation/hall.py",
    "simulation/measures.py",
    "simulation/plans.py",
    "simulation/proof.py",
    "simulation/shifts.py",
    "simulation/validation.py",
)


def basis(room: Path = ROOM) -> str:
    """Sixteen hexadecimal digits."""
    found = hashlib.sha256()
    for name in FILES:
        found.update(f"{name}\n{said(room / name)}\n".encode())
    for one in ITEMS:
        found.update(f"{one.code} {one.department} {one.minutes:g}\n".encode())
    return found.hexdigest()[:16]


def said(path: Path) -> str:
    """What a module does, without what it says about itself."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            body = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))]
            node.body = body or [ast.Pass()]
    return ast.unparse(tree)
