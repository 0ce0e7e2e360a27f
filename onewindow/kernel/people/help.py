"""Help between units: one case opened to another unit until it has answered."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.store.statements import execute


def ask_help(case_id: int, unit_path: str, *, now: datetime) -> None:
    """Open the case to this unit."""
    execute("insert into people_help (case_id, unit_path, since) values (%s, %s, %s)", (case_id, unit_path, now))


def end_help(case_id: int, unit_paths: list[str], *, now: datetime) -> None:
    """The help is given: these units see the case no more."""
    execute(
        "update people_help set until = %s where case_id = %s and unit_path = any(%s) and until is null",
        (now, case_id, unit_paths),
    )
