"""The register of residence permits: what outlives the cases."""

from __future__ import annotations

from django.db import models


class Permit(models.Model):
    """One permit.  Found again by the keyed hash of its holder's identity number.

    `counted_from` is the day whose anniversaries are the full years; `years_since` the day from which
    residence counts without a break.  Suspension is no column: a permit is suspended from the day after
    `valid_until` (居住证暂行条例 第十条).  `card` seals what the card shows and no form asks: nation, household.
    """

    number = models.TextField(unique=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField(null=True)
    holder_hash = models.TextField()
    place = models.TextField()
    card = models.BinaryField(null=True)
    issued = models.DateField()
    counted_from = models.DateField()
    years_since = models.DateField()
    valid_until = models.DateField()
    void_on = models.DateField(null=True)
    void_reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder_hash"], condition=models.Q(void_on__isnull=True), name="ow_residence_permit_one"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("counted_from")), name="ow_residence_permit_ahead"
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="ow_residence_permit_until")]


class Endorsement(models.Model):
    """One yearly endorsement of a permit, and whether it started the years again."""

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    valid_until = models.DateField()
    restarted = models.BooleanField()
