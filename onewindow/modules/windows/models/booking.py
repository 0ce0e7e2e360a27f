"""Booked places, and who has to pause booking."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

HELD = ["booked", "arrived", "missed"]


class Booking(models.Model):
    """One place of one slot.  `nth` counts the places of a slot from 1: two bookings can never hold the same one."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    nth = models.SmallIntegerField()
    person_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    items = models.JSONField()  # codes of items
    code = models.TextField(unique=True)  # what is shown at the hall: 8 digits
    state = models.TextField(default="booked")  # booked | arrived | cancelled | missed
    channel = models.TextField(default="phone")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    key = models.TextField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "starts", "nth"], condition=Q(state__in=HELD), name="ow_windows_booking_place"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "starts"], name="ow_windows_booking_person"),
            models.Index(fields=["hall", "starts"], name="ow_windows_booking_slot"),
        ]


class Pause(models.Model):
    """No booking online until a day, after too many that were missed; the hall itself stays open to everybody."""

    person_id = models.BigIntegerField(db_index=True)
    since = models.DateField()
    until = models.DateField()
    reason = models.TextField()
