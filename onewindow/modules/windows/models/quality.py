"""Service quality: spot checks at a window, weekly study, quarterly tests."""

from __future__ import annotations

from django.db import models


class SpotCheck(models.Model):
    """One look at one window by the hall's chief or the supervisor: each point passed or not, with a note."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("ow_windows.Window", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    points = models.JSONField()  # code → {ok, note}
    by_account = models.BigIntegerField()
    at = models.DateTimeField()
    answered = models.TextField(default="")  # what the officer says to it
    answered_at = models.DateTimeField(null=True)


class Study(models.Model):
    """A weekly lesson: what, how long, who was there."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    subject = models.TextField()
    minutes = models.IntegerField()
    there = models.JSONField()  # account ids
    by_account = models.BigIntegerField()
    at = models.DateTimeField()


class QuarterTest(models.Model):
    """A quarterly test of one officer; the best of a quarter counts, every try is kept."""

    hall = models.ForeignKey("ow_windows.Hall", on_delete=models.PROTECT, related_name="+")
    account_id = models.BigIntegerField()
    quarter = models.TextField()  # 2026Q4
    score = models.SmallIntegerField()
    passed = models.BooleanField()
    by_account = models.BigIntegerField()
    at = models.DateTimeField()
