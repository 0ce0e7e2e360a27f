"""Who may handle what, and who is on duty when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models


class Authorisation(models.Model):
    """An officer's leave to handle one item, from a day to a day, on a stated ground."""

    account_id = models.BigIntegerField(db_index=True)
    item = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    ground = models.TextField()
    given_by = models.BigIntegerField()
    at = models.DateTimeField()


class Certificate(models.Model):
    """The digital certificate an officer signs with; without one in force nothing is accepted."""

    account_id = models.BigIntegerField(db_index=True)
    serial = models.TextField(unique=True)
    since = models.DateField()
    until = models.DateField()


class Shift(models.Model):
    """A person at a place of the hall for part of a day; `window` is empty at the guide's desk.

    `breaks` holds [["12:00", "12:40", "午休"], …] in local time.  Nobody is planned twice at once, no window either.
    """

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("ow_windows.Window", null=True, on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    account_name = models.TextField()
    during = DateTimeRangeField()
    breaks = models.JSONField(default=list)
    kind = models.TextField(default="regular")  # regular | after_hours
    planned_by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="ow_windows_shift_person",
                index_type="gist",
                expressions=[
                    (
                        models.Func(
                            models.F("account_id"), models.F("account_id"), models.Value("[]"), function="int8range"
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="ow_windows_shift_window",
                index_type="gist",
                expressions=[
                    (
                        models.Func(
                            models.F("window_id"), models.F("window_id"), models.Value("[]"), function="int8range"
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(window__isnull=False),
            ),
        ]
