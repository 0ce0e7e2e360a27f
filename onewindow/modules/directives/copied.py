"""Feedback that was copied: the same words, apart from numbers and signs, as another feedback or the directive itself."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256

from onewindow.kernel.cases.effects import Change, only_decides
from onewindow.kernel.store.statements import one
from onewindow.modules.directives.values import values

NOISE = re.compile(r"[\W\d_]+")
SHORTEST = 6  # letters that are left; less says nothing either way
EARLIER = (
    "select number from cases_case where facts->>'fed_words' = %s and id <> %s and case_type = any(%s) "
    "and changed_at >= %s order by id limit 1"
)


def plain(said: str) -> str:
    """Letters only: who copies changes the number of the house."""
    return NOISE.sub("", said).casefold()


def mark(said: str) -> str:
    """A digest of the words; empty for too few."""
    letters = plain(said)
    return sha256(letters.encode()).hexdigest()[:24] if len(letters) >= SHORTEST else ""


@only_decides
def compare(change: Change) -> None:
    """With the step `feedback`: keep what was found wrong, and the number of the feedback that it repeats."""
    words = mark(str(change.given.get("result") or ""))
    copied = ""
    if words and words == mark(str(change.case.answers.get("text") or "")):
        copied = change.case.number
    elif words:
        since = change.now - timedelta(days=int(values(change.now)["copied.days"]))
        types = ["directives.directive", "directives.secret"]
        found = one(EARLIER, (words, change.case.id, types, since))
        copied = found["number"] if found else ""
    change.decide(fed_words=words, wrong=int(change.given.get("wrong") or 0), copied=copied)
