"""Tables of files: what is kept, which cases hold it, which papers a person has given already."""

from __future__ import annotations

from django.db import models


class File(models.Model):
    """One file of one owner.  The bytes lie sealed on disk under `digest`, the SHA-256 of the content.

    `id` is a keyed hash of owner and content, 64 hex digits: the same upload twice is one file, and
    who knows a content cannot guess the id under which somebody else keeps it.
    """

    id = models.TextField(primary_key=True)
    digest = models.TextField(db_index=True)
    owner_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    kind = models.TextField(default="upload")  # upload | document
    name = models.TextField()
    size = models.IntegerField()
    type = models.TextField()
    pages = models.IntegerField(default=1)
    thumb = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner_id", "at"], name="ow_files_owner")]


class Attachment(models.Model):
    """A case holds a file: from then on, who sees the case sees the file."""

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    case_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "case_id"], name="ow_files_attachment_once")]
        indexes = [models.Index(fields=["case_id"], name="ow_files_attachment_case")]


class Paper(models.Model):
    """A paper that a person or an organisation has given once, and need not bring again while it is valid."""

    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    code = models.TextField()
    title = models.TextField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    from_case = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "organisation_id", "code", "file"],
                name="ow_files_paper_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="ow_files_paper_owned",
                condition=models.Q(person_id__isnull=False) | models.Q(organisation_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id"],
                name="ow_files_paper_firm",
                condition=models.Q(organisation_id__isnull=False),
            )
        ]
