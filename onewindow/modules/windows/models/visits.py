"""A visit is one ticket: who came, for what, when it was called, where it sat, how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

AT_WINDOW = ["called", "serving"]
OVER = ["done", "left", "missed"]


class Ticket(models.Model):
    """The first event of every case of the visit.  Its id is `visit` of those cases.

    State: waiting → called → serving → done; held (a paper is missing), transferred (waiting again), missed
    (called three times; back once after some tickets), left.  `rank` orders the line: the moment it was taken,
    or of the booking.  `not_before_call` holds it back until the hall has called so many.
    """

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.TextField()  # prefix and three digits: A023
    token = models.TextField(unique=True)  # of the page that needs no sign-in
    lane = models.TextField()  # see line.lanes
    reason = models.TextField(default="")  # why priority: elderly, disabled, pregnant, serviceman …
    items = models.JSONField()
    person_id = models.BigIntegerField(null=True, db_index=True)
    called_as = models.TextField(default="")  # masked: 张*三; the screen shows the number alone
    booking = models.OneToOneField("ow_windows.Booking", null=True, on_delete=models.PROTECT, related_name="ticket")
    source = models.TextField()  # phone | kiosk | guide | booking
    state = models.TextField(default="waiting")
    rank = models.DateTimeField()
    not_before_call = models.IntegerField(default=0)
    calls = models.SmallIntegerField(default=0)
    returned = models.BooleanField(default=False)
    window = models.ForeignKey("ow_windows.Window", null=True, on_delete=models.PROTECT, related_name="+")
    only_window = models.BooleanField(default=False)  # transferred to that very window
    account_id = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField()
    first_called_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    estimate = models.JSONField(default=dict)  # what the ticket was told: minutes {low, middle, high}, ahead
    version = models.IntegerField(default=1)
    key = models.TextField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "day", "number"], name="ow_windows_ticket_number"),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state__in=AT_WINDOW), name="ow_windows_ticket_one_at_window"
            ),
        ]
        indexes = [
            models.Index(
                fields=["hall", "rank"],
                name="ow_windows_ticket_line",
                condition=Q(state__in=["waiting", "transferred"]),
            ),
            models.Index(fields=["hall", "day"], name="ow_windows_ticket_day"),
        ]


class Companion(models.Model):
    """Somebody for whom the visit is as well: a child, a parent, a person who sent a proxy."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="companions")
    person_id = models.BigIntegerField()
    relation = models.TextField()  # self | child | ward | kin | principal
    paper_file = models.TextField(default="")  # of the proxy, or the proof of guardianship


class Sitting(models.Model):
    """One stay at one window: a held or transferred ticket has several."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="sittings")
    window = models.ForeignKey("ow_windows.Window", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    account_name = models.TextField()
    called_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")  # done | held | transferred
    after_hours = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["window"], condition=Q(ended_at__isnull=True), name="ow_windows_sitting_one_open"
            ),
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(ended_at__isnull=True), name="ow_windows_sitting_one_hand"
            ),
        ]


class Matter(models.Model):
    """One item for one person in one sitting, and the case it became, if it is one of the house's."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="matters")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="matters")
    item = models.TextField()
    person_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True, unique=True)
    outside_number = models.TextField(default="")  # in the department's own system, typed back by hand
    outcome = models.TextField(default="")  # on_the_spot | accepted | missing_paper | refused | unsolved
    note = models.TextField(default="")
    at = models.DateTimeField()


class VisitRating(models.Model):
    """How the sitting was: one a ticket, by the one who came (GB/T 39734-2020: one event, one rating)."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="rating")
    level = models.SmallIntegerField()  # 1 very satisfied … 5 very dissatisfied
    words = models.TextField(default="")
    by_account = models.BigIntegerField(null=True)
    channel = models.TextField()  # phone | kiosk | window_pad
    seconds_after = models.IntegerField()
    flagged = models.TextField(default="")  # why it may not be the visitor's own
    at = models.DateTimeField()
