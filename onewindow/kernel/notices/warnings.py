"""Warnings to staff: what falls due soon and what is overdue, said once each, and only in duty hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.calendar.office_hours import STANDARD
from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.ground.due import warn_at, within_duty
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.notices.audiences import Receiver
from onewindow.kernel.notices.telling import Saying, to_inbox
from onewindow.kernel.notices.wording import day_words
from onewindow.kernel.store.statements import rows

CAUSE = "%(kind)s || ':' || c.id || ':' || c.due_code || ':' || extract(epoch from c.due_at)::bigint"
FOUND = f"""
select c.id, c.number, c.case_type, c.edition, c.title, c.assignee_id, c.unit_path, c.due_at, c.due_code,
  {CAUSE} as cause
from cases_case c where c.submitted_at is not null and c.ended_at is null and c.due_at {{due}}
  and not exists (select 1 from ow_notices_message m where m.cause = {CAUSE})
order by c.due_at limit %(limit)s
"""
SOON = FOUND.format(due="> %(now)s and c.warn_at <= %(now)s")
OVERDUE = FOUND.format(due="<= %(now)s")
AGAIN = FOUND.format(due="> %(now)s and c.warn_at <= %(now)s and c.case_type || ':' || c.due_code = any(%(limits)s)")


def warn_staff(*, now: datetime, limit: int = 500) -> int:
    """Write the warnings of this moment; how many cases were warned about.  Nothing outside duty hours.

    Soon goes to who has the case, or to the unit when nobody has; overdue goes to both.
    """
    if not on_duty(now):
        return 0
    values = {"now": now, "limit": limit}
    soon = rows(SOON, {**values, "kind": "soon"})
    again = _again(now, limit)
    over = rows(OVERDUE, {**values, "kind": "overdue"})
    for row in [*soon, *again]:
        _warn(row, f"{day_words(row['due_at'])}前要办结，请抓紧。", "将到期", now, both=False)
    for row in over:
        _warn(
            row,
            f"应在{day_words(row['due_at'])}前办结，已经超期。请马上办理，并按规定说明原因。",
            "已超期",
            now,
            both=True,
        )
    return len(soon) + len(again) + len(over)


def _again(now: datetime, limit: int) -> list[dict[str, Any]]:
    """Cases whose limit wants a later warning, too, and whose moment for it has come; not those warned this instant."""
    leads = {
        f"{code}:{one.code}": one.warnings[1:]
        for code, entry in shelf().current.items()
        for one in entry.deadlines
        if len(one.warnings) > 1
    }
    found: list[dict[str, Any]] = []
    for nth in range(max(map(len, leads.values()), default=0)):
        due = {name: spans[nth] for name, spans in leads.items() if len(spans) > nth}
        values = {"now": now, "limit": limit, "kind": f"soon{nth + 2}", "limits": list(due)}
        for row in rows(AGAIN, values):
            if warn_at(row["due_at"], due[f"{row['case_type']}:{row['due_code']}"], calendar()) <= now:
                found.append(row)
    return found


def on_duty(now: datetime) -> bool:
    """Whether now lies in duty hours.  In a year without a calendar every day counts: better warned than not."""
    try:
        return within_duty(now, calendar(), STANDARD.opens, STANDARD.closes) == local(now)
    except NoCalendar:
        return STANDARD.opens <= local(now).time() < STANDARD.closes


def _warn(row: dict[str, Any], words: str, title: str, now: datetime, *, both: bool) -> None:
    entry = shelf().entry(row["case_type"], row["edition"])
    limit = next((one.title for one in entry.deadlines if one.code == row["due_code"]), "")
    text = f"{entry.title}（{row['number']}）{f'“{limit}”' if limit else ''}{words}"
    if row["assignee_id"]:
        saying = Saying(row["cause"], row["id"], "assignee", f"{title} · {entry.title}")
        to_inbox(saying, Receiver(account_id=row["assignee_id"]), text, now=now)
    if both or not row["assignee_id"]:
        saying = Saying(row["cause"], row["id"], "unit", f"{title} · {entry.title}")
        to_inbox(saying, Receiver(unit_path=row["unit_path"]), text, now=now)
