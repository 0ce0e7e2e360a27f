"""A batch received: read, checked, sorted out and kept in one transaction; the same batch again is the same answer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.units import whole_city
from onewindow.kernel.store.vault import seal_json
from onewindow.modules.directives.intake import filtering
from onewindow.modules.directives.intake.checking import checked
from onewindow.modules.directives.models import Batch, Unread
from onewindow.modules.directives.values import values

SENDERS = ("hub", "chief")
KEPT_FAULTS = 10_000


class NotForYou(Refusal):
    """Pushes come in at the centre only."""

    code = "not_for_you_to_push"
    status = 403
    words = "推送由指挥室接收。您的岗位不能导入。"


class KeyTaken(Refusal):
    """The key of a batch came with other rows."""

    code = "batch_key_taken"
    status = 409
    words = "批次号“{key}”已经收过内容不同的一批。请换一个批次号。"


class NoKey(Refusal):
    """A batch without a key cannot be told from its repetition."""

    code = "no_batch_key"
    status = 422
    words = "请填批次号（最多 80 个字）：同一批再传一次，靠它认出来。"


class NothingIn(Refusal):
    """No row at all."""

    code = "empty_batch"
    status = 422
    words = "这一批没有一行内容。请检查文件。"


@dataclass(frozen=True, slots=True)
class Received:
    """What a batch came to: how many of each outcome, how many rows could not be read; `again` when it was there."""

    batch_id: int
    counts: dict[str, int]
    bad: int
    again: bool = False


def receive(
    lines: Iterable[Mapping[str, str]], *, key: str, source: str, name: str, actor: Actor, now: datetime
) -> Received:
    """Take a batch in.  Rows that cannot be read are kept aside, with why; the rest is sorted out at once."""
    if not any(actor.holds(role) for role in SENDERS) and actor.kind != "system":
        raise NotForYou()
    key = key.replace("\x00", "").strip()
    if not key or len(key) > 80:
        raise NoKey()
    began = time.monotonic()
    good, bad, digest, many = _read(lines, source, key)
    if not many:
        raise NothingIn()
    with transaction.atomic():
        filtering.execute(filtering.LOCK)
        there = Batch.objects.filter(key=key).first()
        if there is not None:
            if bytes(there.digest) != digest:
                raise KeyTaken(key=key)
            return Received(there.id, filtering.counted(there.id), there.bad, again=True)
        batch = Batch.objects.create(
            key=key, digest=digest, source=source, name=name[:200], at=now, by=actor.id, by_name=actor.name,
            unit_path=_seat(actor),
            rows=many, bad=len(bad),
        )  # fmt: skip
        counts = filtering.sort_in(batch.id, good, now=now, known_days=int(values(now)["known.days"]))
        Unread.objects.bulk_create([Unread(batch=batch, **one) for one in bad[:KEPT_FAULTS]], batch_size=1000)
        Batch.objects.filter(id=batch.id).update(seconds=round(time.monotonic() - began, 3))
        _line(batch, counts, actor, now)
    return Received(batch.id, counts, len(bad))


def _read(lines: Iterable[Mapping[str, str]], source: str, key: str) -> tuple[list[Any], list[Any], bytes, int]:
    good: list[tuple[Any, ...]] = []
    bad: list[dict[str, Any]] = []
    digest, row_no = sha256(source.encode()), 0
    for row_no, line in enumerate(lines, 1):
        row, faults = checked(line, row_no, source, f"push:{key}")
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
        if row is None:
            kept = {name: str(value)[:200] for name, value in line.items()}
            bad.append({"row_no": row_no, "faults": faults, "sealed": seal_json(kept, f"push:{key}:{row_no}")})
        else:
            good.append(row)
    return good, bad, digest.digest(), row_no


def _seat(actor: Actor) -> str:
    """The unit that took the batch in; what a program of the house brings is the whole city's."""
    held = next((one for one in actor.held if one.role in SENDERS), None)
    return held.unit_path if held else whole_city().path


def _line(batch: Batch, counts: dict[str, int], actor: Actor, now: datetime) -> None:
    write(
        Entry(
            at=now, about="pushes", subject_id=batch.id, act="receive", kind="directives.batch",
            actor_id=actor.id, actor_name=actor.name, role=actor.held[0].role if actor.held else "system",
            unit_path=actor.held[0].unit_path if actor.held else "",
            facts={"key": batch.key, "rows": batch.rows, "bad": batch.bad, **counts},
        )
    )  # fmt: skip
