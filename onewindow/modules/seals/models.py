"""Licences of seal engravers, and the promise some of them rest on."""

from __future__ import annotations

from django.db import models


class Licence(models.Model):
    """One licence: from its day of issue until it is revoked or given up."""

    number = models.TextField(unique=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    firm_code = models.TextField()
    firm_name = models.TextField()
    way = models.TextField()
    place = models.TextField()
    issued = models.DateField()
    checked_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["firm_code", "place"], condition=models.Q(revoked_on__isnull=True), name="ow_seals_licence_one"
            )
        ]


class Promise(models.Model):
    """What a licence was given on: the text of its day, the signature, and the check that follows.

    `aftercheck` cannot be empty, and a case in `granted_on_promise` cannot be committed without a row here:
    migration 0002 makes the database refuse both.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    aftercheck = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    licence = models.OneToOneField(Licence, on_delete=models.PROTECT, related_name="+")
    edition = models.TextField()
    text = models.JSONField()
    signature = models.TextField()
    signed_at = models.DateTimeField()
    digest = models.TextField()
