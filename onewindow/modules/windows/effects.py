"""What the journal and the live stream are told about visits."""

from __future__ import annotations

from collections.abc import Sequence

from onewindow.kernel.faces.live.topics import Topic
from onewindow.kernel.journal.subjects import Subject
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import rows
from onewindow.modules.windows.demo import plant
from onewindow.modules.windows.parcels.listening import keep_parcels


def halls_of(about: str, ids: Sequence[int]) -> dict[int, str]:
    """The hall of each ticket, or of each seat that changed."""
    if about == "seat":
        sql = "select w.id, h.code from ow_windows_window w join ow_windows_hall h on h.id = w.hall_id where w.id = any(%s)"
    else:
        sql = "select t.id, h.code from ow_windows_ticket t join ow_windows_hall h on h.id = t.hall_id where t.id = any(%s)"
    return {row["id"]: row["code"] for row in rows(sql, (list(ids),))}


def anybody(actor: Actor | None, key: str) -> bool:
    """The hall's screen is public, and an event says no more than that something moved."""
    return key.isalnum() and len(key) <= 20


DEMO = (plant,)
LISTENERS = (("parcels", ("*",), keep_parcels),)
SUBJECTS = (Subject("visit", "ow_windows_ticket", number="number", title="'大厅办事'", person="person_id"),)
TOPICS = (Topic("hall", frozenset({"visit", "seat"}), halls_of, anybody),)
