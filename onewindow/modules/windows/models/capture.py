"""One pass of the devices for all matters of a visit: what was read, taken, scanned and signed."""

from __future__ import annotations

from django.db import models


class Bundle(models.Model):
    """The capture of one visit; files lie with the kernel's files, values are sealed."""

    ticket = models.OneToOneField("ow_windows.Ticket", on_delete=models.PROTECT, related_name="bundle")
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    by_account = models.BigIntegerField()


class Piece(models.Model):
    """One thing that a device gave.  A later piece of the same kind, person and title replaces it."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="pieces")
    person_id = models.BigIntegerField(null=True)
    kind = models.TextField()  # card | portrait | scan | signature | fingerprint
    title = models.TextField(default="")  # of a scan: code of the paper
    device = models.TextField()  # as the adapter names itself, stand-ins included
    file_id = models.TextField(default="")
    digest = models.TextField(default="")
    quality = models.JSONField(default=dict)  # each check: {ok, value, wanted, words}
    good = models.BooleanField(default=False)
    kept_anyway = models.TextField(default="")  # the reason a clerk gave
    replaced_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by_account = models.BigIntegerField()


class Value(models.Model):
    """One value read from a piece, and who confirmed it; never taken over unseen."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="values")
    field = models.TextField()  # name | id_no | address | birth | valid_until …
    sealed = models.BinaryField()
    source = models.TextField()  # card | ocr | typed
    sure = models.FloatField(null=True)  # 0 to 1, of the reader
    checked = models.TextField(default="")  # the check digit or rule that held
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
