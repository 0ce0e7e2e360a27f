"""Registers of what was pushed to us: batches, pushes with what the filter made of them, rows that could not be read.

What a push is about is kept sealed; the filter works on keyed hashes.
"""

from __future__ import annotations

from django.db import models


class Batch(models.Model):
    """One delivery of pushes.  `key` makes a second delivery of the same harmless."""

    key = models.TextField(unique=True)
    digest = models.BinaryField()
    source = models.TextField()
    name = models.TextField(default="")
    at = models.DateTimeField()
    by = models.BigIntegerField()
    by_name = models.TextField(default="")
    unit_path = models.TextField(default="", db_collation="C")
    rows = models.IntegerField()
    bad = models.IntegerField(default=0)
    seconds = models.FloatField(default=0)

    def __str__(self) -> str:
        return self.key


class Push(models.Model):
    """One push: issued, merged into another, or stopped for a reason; never two of these, never none."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    row_no = models.IntegerField()
    source = models.TextField()
    category = models.TextField()
    level = models.TextField()
    place = models.TextField()
    matter = models.BinaryField()
    payload = models.BinaryField()
    basis = models.TextField()
    due_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)
    outcome = models.TextField()
    reason = models.TextField(default="")
    into_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    answered = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["payload"], name="ow_dir_push_payload"),
            models.Index(fields=["matter"], name="ow_dir_push_matter", condition=models.Q(outcome="issued")),
            models.Index(fields=["batch", "outcome"], name="ow_dir_push_batch"),
            models.Index(fields=["case_id"], name="ow_dir_push_case", condition=models.Q(case_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="ow_directives_one_outcome",
                condition=models.Q(outcome="issued", reason="", into_id__isnull=True)
                | models.Q(outcome="merged", reason="", into_id__isnull=False)
                | (models.Q(outcome="stopped", into_id__isnull=True) & ~models.Q(reason="")),
            )
        ]


class Unread(models.Model):
    """A row that could not be read: why, and sealed what it said, so that it can be put right."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    row_no = models.IntegerField()
    faults = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "row_no"], name="ow_dir_unread_batch")]
