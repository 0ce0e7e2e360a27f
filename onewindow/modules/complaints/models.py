"""Files that were brought in with their bad rows, who came with which number, and pairs that may be one matter."""

from __future__ import annotations

from django.db import models


class Batch(models.Model):
    """One file: how many rows became complaints, were there already, or were set aside."""

    name = models.TextField()
    by = models.BigIntegerField()
    by_name = models.TextField()
    unit_path = models.TextField(db_collation="C")
    at = models.DateTimeField()
    filed = models.IntegerField(default=0)
    already = models.IntegerField(default=0)


class Quarantined(models.Model):
    """A row that is not right: sealed as it came, what is wrong by field, and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="held")
    nth = models.IntegerField()
    row = models.BinaryField()
    errors = models.JSONField()
    state = models.TextField(default="held")  # held | filed | dropped
    number = models.TextField(default="")
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "nth"], name="ow_complaints_row_once")]


class Incoming(models.Model):
    """The number under which a source knows a complaint: brought in again, it is known."""

    source = models.TextField()
    source_number = models.TextField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_number"], name="ow_complaints_source_once")]


class Pair(models.Model):
    """Two complaints that may be one matter; only a person says whether they are."""

    first = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    because = models.JSONField()  # {"phone": true, "about": true, "near": 0.73}
    state = models.TextField(default="open")  # open | merged | apart
    at = models.DateTimeField()
    reason = models.TextField(default="")
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="ow_complaints_pair_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="ow_complaints_pair_order"),
        ]
        indexes = [models.Index(fields=["at"], name="ow_complaints_pair_open", condition=models.Q(state="open"))]
