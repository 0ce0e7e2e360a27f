"""Where passes are issued and when, and the passes themselves."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Switch(models.Model):
    """No pass is issued for an area between two days, by a notice; `until` empty is 另行公告."""

    area = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    notice = models.TextField()
    url = models.TextField(default="", blank=True)
    set_by = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "since"], name="ow_borderpass_switch_day"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="ow_borderpass_switch_order",
            ),
        ]


class Pass(models.Model):
    """One pass.  A newer one of the same holder voids it on its day of issue."""

    number = models.TextField(unique=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    edition = models.TextField()
    person_id = models.BigIntegerField(null=True)
    holder_hash = models.TextField()
    destinations = ArrayField(models.TextField())
    valid_from = models.DateField()
    valid_until = models.DateField()
    issued = models.DateField()
    void_on = models.DateField(null=True)
    void_reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder_hash"], condition=models.Q(void_on__isnull=True), name="ow_borderpass_pass_one"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="ow_borderpass_pass_order"
            ),
        ]
