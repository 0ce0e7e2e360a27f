"""What a lawyer was told: sealed for a week, then erased; who asked about whom stays."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Result(models.Model):
    """The answer to one inquiry.  `body` is sealed and emptied when it is taken too late or erased.

    `persons` are keyed hashes of the identity numbers told, so that it can be found out years later who
    asked about a person; `digest` proves what was told.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    licence_hash = models.TextField()
    docket = models.TextField()
    persons = ArrayField(models.TextField())
    asked = models.IntegerField()
    body = models.BinaryField(null=True)
    digest = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["licence_hash", "at"], name="ow_lawyers_result_day"),
            models.Index(fields=["until"], name="ow_lawyers_result_until", condition=models.Q(body__isnull=False)),
        ]
