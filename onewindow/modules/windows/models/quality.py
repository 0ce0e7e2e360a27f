"""Service quality: spot checks at a window, weekly study, quarterly tests."""

from __future__ import annotations

from django.db import models


class SpotCheck(models.Model):
    """One look at one window at one moment: each point kept, not kept or not seen, with a note.

    Nobody may have sat there: then `account_id` is empty.  `rectify_by` is there when a point was not kept.
    """

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("ow_windows.Window", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True, db_index=True)
    account_name = models.TextField(default="")
    how = models.TextField(default="there")  # there | film
    seen_at = models.DateTimeField()
    points = models.JSONField()  # code → {seen: yes | no | not_seen, note}
    note = models.TextField(default="")
    rectify_by = models.DateField(null=True)
    by_account = models.BigIntegerField()
    by_name = models.TextField(default="")
    at = models.DateTimeField()
    answered = models.TextField(default="")  # what the officer says to it
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["hall", "seen_at"], name="ow_windows_check_seen")]


class Recheck(models.Model):
    """A second look, by another hand, at what was not kept; `by_when` is the next day when it still is not."""

    check_of = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="rechecks")
    mended = models.BooleanField()
    note = models.TextField()
    by_when = models.DateField(null=True)
    by_account = models.BigIntegerField()
    by_name = models.TextField()
    at = models.DateTimeField()


class Study(models.Model):
    """A weekly lesson: what, how long, who was there."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    subject = models.TextField()
    minutes = models.IntegerField()
    there = models.JSONField()  # account id as text → name on that day
    by_account = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["hall", "day"], name="ow_windows_study_day")]


class QuarterTest(models.Model):
    """A quarterly test of one officer; the best of a quarter counts, every try is kept."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    account_name = models.TextField(default="")
    quarter = models.TextField()  # 2026Q4
    day = models.DateField()
    score = models.SmallIntegerField()
    pass_mark = models.SmallIntegerField()  # in force on that day
    passed = models.BooleanField()
    by_account = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["hall", "quarter"], name="ow_windows_test_quarter")]
