"""Tables of documents: what was issued, and the running numbers."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """One document of one step.  It is issued with the step and drawn a moment later, or when first opened.

    `content` (sealed JSON) is what will be printed; it is erased once the PDF lies in `file_id`.  A document
    to be taken `once` is never kept as a PDF: it is drawn when it is taken, and its content erased.
    `check_code` is what the QR code carries; `holder` is masked already.
    """

    case_id = models.BigIntegerField()
    line_id = models.BigIntegerField()
    code = models.TextField()
    title = models.TextField()
    template = models.TextField()
    number = models.TextField()
    check_code = models.TextField(unique=True)
    unit_name = models.TextField()
    holder = models.TextField(default="")
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    result = models.BooleanField(default=False)
    once = models.BooleanField(default=False)
    at = models.DateTimeField()
    content = models.BinaryField(null=True)
    file_id = models.TextField(default="")
    digest = models.TextField(default="")
    drawn_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.BigIntegerField(null=True)
    expires = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "line_id", "code"], name="ow_documents_once"),
            models.UniqueConstraint(fields=["number"], name="ow_documents_number"),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="ow_documents_person"),
            models.Index(
                fields=["organisation_id"], name="ow_documents_firm", condition=models.Q(organisation_id__isnull=False)
            ),
            models.Index(fields=["id"], name="ow_documents_undrawn", condition=models.Q(content__isnull=False)),
        ]


class Serial(models.Model):
    """The last number given in a year under one abbreviation and word (常公（红梅所）受); no number is skipped.

    Units that abbreviate alike share a row, so that a number is never given twice.
    """

    issuer = models.TextField()
    word = models.TextField()
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "word", "year"], name="ow_documents_serial_once")]
