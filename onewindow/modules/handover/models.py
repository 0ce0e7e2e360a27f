"""Tables of shifts: who is on duty in a unit, what is handed over by hand, and both signatures."""

from __future__ import annotations

from django.db import models


class Shift(models.Model):
    """One turn of duty of a unit.  `how` it began: begun | handed | stepped_in (whoever had it before has left)."""

    unit_id = models.BigIntegerField()
    unit_path = models.TextField(db_collation="C")
    account_id = models.BigIntegerField()
    name = models.TextField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    how = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id"], condition=models.Q(ended_at__isnull=True), name="ow_handover_one_shift"
            )
        ]
        indexes = [models.Index(fields=["unit_id", "-began_at"], name="ow_handover_shifts")]


class Handover(models.Model):
    """From one shift to the next.  Until `in_at` the old shift has everything.

    `cases` and `items` are what was handed over, frozen at the second signature:
    [{id, number, title, state, due, officer}], [{kind, content, in_charge, limit}].
    """

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="+")
    out_id = models.BigIntegerField()
    out_name = models.TextField()  # as typed
    out_at = models.DateTimeField()
    note = models.TextField(default="")
    in_id = models.BigIntegerField()
    in_name = models.TextField()  # as known, then as typed
    in_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    cases = models.JSONField(default=list)
    items = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(out_id=models.F("in_id")), name="ow_handover_two_people"),
            models.UniqueConstraint(
                fields=["shift"], condition=models.Q(withdrawn_at__isnull=True), name="ow_handover_one_offer"
            ),
        ]


class Item(models.Model):
    """Something that is no case: a thing, a vehicle, a task told by word.  It lies with the shift that runs."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    content = models.TextField()
    in_charge = models.TextField()
    limit_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="")
    done_words = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["shift"], name="ow_handover_items", condition=models.Q(done_at__isnull=True))]
