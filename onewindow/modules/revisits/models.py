"""Tables of the room: a seed a month, a revisit for each turn of each end of a case, and the calls nobody took."""

from __future__ import annotations

from django.db import models

OPEN = models.Q(state="open")


class Seed(models.Model):
    """What the draws of one month are reckoned from; told when the month is over."""

    month = models.TextField(unique=True)  # 2026-11
    seed = models.TextField()
    made_at = models.DateTimeField()


class Revisit(models.Model):
    """One turn of asking after one end of a case.

    `state`: passed (not drawn) | open | reached | refused | not_reached | nobody (no phone) | dropped (the case was
    opened again before).  `draw` and `share` are kept, so that the sample can be reckoned again.  `due_at` is None
    while the calendar of that year is not published.  `words` is sealed: what the person said.
    """

    event = models.TextField()
    nth = models.IntegerField()
    case_id = models.BigIntegerField()
    number = models.TextField()
    case_type = models.TextField()
    edition = models.TextField()
    unit_id = models.BigIntegerField(null=True)
    unit_path = models.TextField(db_collation="C")
    person_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    after = models.TextField()  # the span, as the handbook counts it
    month = models.TextField()
    draw = models.BigIntegerField()
    share = models.FloatField()
    first = models.BooleanField(default=False)  # the first turn of the first end
    synthetic = models.BooleanField(default=False)
    state = models.TextField()
    not_before = models.DateTimeField(null=True)
    taken_by = models.BigIntegerField(null=True)
    taken_name = models.TextField(default="")
    taken_until = models.DateTimeField(null=True)
    asked_by = models.BigIntegerField(null=True)
    asked_name = models.TextField(default="")
    asked_at = models.DateTimeField(null=True)
    key = models.TextField(null=True)
    answers = models.JSONField(default=dict)  # code of the question → yes | no
    satisfied = models.SmallIntegerField(null=True)  # 1 very satisfied … 5 very dissatisfied (GB/T 39735-2020)
    words = models.BinaryField(null=True)
    failed = models.BooleanField(default=False)
    reopened = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "nth"], name="ow_revisits_once")]
        indexes = [
            models.Index(fields=["unit_path", "due_at"], name="ow_revisits_due", condition=OPEN),
            models.Index(fields=["case_id"], name="ow_revisits_case"),
            models.Index(fields=["ended_at"], name="ow_revisits_ended"),
        ]


class Try(models.Model):
    """A call that nobody took."""

    revisit = models.ForeignKey(Revisit, on_delete=models.PROTECT, related_name="tries")
    at = models.DateTimeField()
    how = models.TextField()  # no_answer | busy | off | wrong_number
    by = models.BigIntegerField()
    by_name = models.TextField()
    key = models.TextField(null=True, unique=True)
