"""Tables of the daily list: where doors are, the plan of a day, and what an officer's phone has sent."""

from __future__ import annotations

from django.db import models


class Spot(models.Model):
    """Where a door or a community lies, in metres east and north of the city's zero.

    `key` is the keyed hash of a door (never the address itself), or the code of a community or a unit.
    Learned from the phone at the door, planted by the demo (synthetic), or imported.
    """

    key = models.TextField(primary_key=True)
    x = models.FloatField()
    y = models.FloatField()
    source = models.TextField()  # phone | import | synthetic
    at = models.DateTimeField()


class Plan(models.Model):
    """One officer's list of one day, as it was drawn up last.  `stops` and `left` are plain values, cases by id."""

    account_id = models.BigIntegerField()
    day = models.DateField()
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)
    stops = models.JSONField(default=list)  # [{key, cases, at, minutes, x, y, sure}] in walking order
    left = models.JSONField(default=list)  # [{key, cases, why}]
    metres = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "day"], name="ow_rounds_plan_day")]


class Command(models.Model):
    """What a phone asked for, kept as it came: never dropped, done once.

    `id` is made by the phone.  `result`: done | conflict | refused | settled (an officer has looked at a conflict).
    """

    id = models.UUIDField(primary_key=True)
    account_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    step = models.TextField()
    sealed = models.BinaryField(null=True)  # what was given, encrypted
    version = models.IntegerField(null=True)  # of the case as the phone knew it
    device_at = models.DateTimeField()
    received_at = models.DateTimeField()
    result = models.TextField()
    words = models.TextField(default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["account_id", "received_at"], name="ow_rounds_open", condition=models.Q(result="conflict")
            )
        ]
