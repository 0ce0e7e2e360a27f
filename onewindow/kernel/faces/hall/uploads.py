"""Files that a form brings: kept; the draft holds them when it is saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.files import actions as files
from onewindow.kernel.people.actor import Actor

MOST_OF_ONE = 10  # files of one paper


def received(sent: UploadedFile, row: CaseRow, actor: Actor, now: datetime) -> files.Stored:
    """Keep one upload; a refusal says what to do."""
    if (sent.size or 0) > files.MOST_BYTES:
        raise files.TooLarge(size=f"{(sent.size or 0) / 1048576:.1f}")
    return files.put(sent.read(), name=sent.name or "", actor_id=actor.id, now=now, person_id=row.person_id)


def ids(value: Any) -> list[str]:
    """The files of a paper, whether one or several were given."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
