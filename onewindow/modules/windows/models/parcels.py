"""What is handed out: on the shelf or by mail, once, to the right hands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Parcel(models.Model):
    """Everything of one visit that is ready for one person."""

    ticket = models.ForeignKey("ow_windows.Ticket", on_delete=models.PROTECT, related_name="parcels")
    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    way = models.TextField()  # shelf | mail
    slot = models.TextField(default="")  # of the shelf: A-07
    carrier = models.TextField(default="")
    waybill = models.TextField(default="")
    address_sealed = models.BinaryField(null=True)
    state = models.TextField(default="open")  # open | ready | sent | taken | returned | unclaimed
    code_hash = models.TextField(default="")  # of the 6 digits that open it
    ready_at = models.DateTimeField(null=True)
    reminded = models.SmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_by = models.TextField(default="")  # self | guardian | proxy | kin
    proxy_sealed = models.BinaryField(null=True)  # name and number of a proxy, whose card was seen
    proxy_file = models.TextField(default="")
    given_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "slot"], condition=Q(state="ready") & ~Q(slot=""), name="ow_windows_parcel_slot"
            )
        ]


class Content(models.Model):
    """One thing in a parcel: the result of a case, or of a matter of another system."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="contents")
    title = models.TextField()
    case_id = models.BigIntegerField(null=True)
    matter = models.OneToOneField("ow_windows.Matter", on_delete=models.PROTECT, related_name="content")
    put_at = models.DateTimeField(null=True)
