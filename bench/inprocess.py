"""The same matter by calling the actions directly: what the house costs without HTTP."""

from __future__ import annotations

import time
from typing import Any

TYPE = "records.certificate"
STEPS = (("submit", "li"), ("claim", "wang"), ("accept", "wang"), ("certify", "chen"))


def rate(answers: dict[str, Any], seconds: float) -> tuple[float, float]:
    """Matters a second of one process, and its CPU milliseconds a step."""
    from django.utils import timezone

    from onewindow.kernel.cases import actions, drafts
    from onewindow.kernel.people.models import Account
    from onewindow.kernel.people.queries import actor_by_account

    actors = {}
    for name in ("li", "wang", "chen"):
        actors[name] = actor_by_account(Account.objects.get(username=name).id, timezone.now())
    done, cpu, until = 0, time.process_time(), time.perf_counter() + seconds
    while time.perf_counter() < until:
        row = drafts.open_draft(TYPE, actor=actors["li"], now=timezone.now(), answers=answers)
        for step, name in STEPS:
            actions.take(step, case_id=row.id, actor=actors[name], now=timezone.now(), case_type=TYPE)
        done += 1
    return done / seconds, 1e3 * (time.process_time() - cpu) / done / 5
