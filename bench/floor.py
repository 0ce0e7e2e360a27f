"""The floor: the rows of the same matters written by psycopg's prepared statements, nothing else.

Five transactions a matter: one that inserts case and line, four that lock, update and insert a line.
"""

from __future__ import annotations

import multiprocessing as mp
import time
from typing import Any


def sample() -> tuple[dict[str, Any], str, list[str], str, list[str]]:
    """Values of a real row and line, and the two statements of the house, ready to run."""
    from onewindow.kernel.cases import writing
    from onewindow.kernel.cases.row import COLUMNS, read
    from onewindow.kernel.journal.actions import Entry
    from onewindow.kernel.store.statements import one

    row = read(one(f"select {COLUMNS} from cases_case where ended_at is not null order by id desc limit 1") or {})
    entry = Entry(
        at=row.changed_at,
        about="case",
        subject_id=row.id,
        act="certify",
        kind=row.case_type,
        version=1,
        event="x",
        actor_id=row.filed_by,
        actor_name="王窗口",
        role="clerk",
        unit_path=row.unit_path,
    )
    values = writing.values(row) | entry.values(b"\x00" * 32)
    return values, writing.CREATE.sql, writing.CREATE.names, writing.UPDATE.sql, writing.UPDATE.names


def writer(url: str, made: Any, seconds: float, out: Any) -> None:
    """One connection writing matters."""
    import psycopg
    from psycopg import RawCursor

    values, create, create_names, update, update_names = made
    done, until = 0, time.perf_counter() + seconds
    with psycopg.connect(url) as link:
        cursor = RawCursor(link)
        while time.perf_counter() < until:
            fresh = cursor.execute("select nextval('cases_case_id_seq')", prepare=True).fetchone()
            assert fresh is not None
            values |= {"c_id": fresh[0], "subject_id": fresh[0], "c_number": f"floor-{fresh[0]}", "version": 1}
            cursor.execute(create, [values[name] for name in create_names], prepare=True)
            link.commit()
            for version in range(2, 6):
                values["version"] = values["c_version"] = version
                cursor.execute("select id from cases_case where id = $1 for update", [fresh[0]], prepare=True)
                cursor.execute(update, [values[name] for name in update_names], prepare=True)
                link.commit()
            done += 1
    out.put(done)


def rate(url: str, clients: int, seconds: float) -> float:
    """Matters a second."""
    made, out = sample(), mp.Queue()
    running = [mp.Process(target=writer, args=(url, made, seconds, out)) for _ in range(clients)]
    for one in running:
        one.start()
    total = sum(out.get(timeout=seconds + 60) for _ in running)
    for one in running:
        one.join()
    return total / seconds
