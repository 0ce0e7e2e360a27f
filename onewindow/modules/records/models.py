"""What a check found out, and what a unit was told: sealed, and only until it has served."""

from __future__ import annotations

from django.db import models


class Finding(models.Model):
    """The finding of one approved check, found by the keyed hash of the identity number."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    person_hash = models.TextField()
    body = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_hash", "at"], name="ow_records_finding_person")]


class Told(models.Model):
    """The verdict that a letter to a unit tells, for drawing the letter; on no page and in no list."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    body = models.BinaryField()
    at = models.DateTimeField()
