"""Tables of cases.  One row a case; what happened to it is in the journal."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

OPEN = models.Q(ended_at__isnull=True, submitted_at__isnull=False)


class Case(models.Model):
    """A process with an end.  `answers` and `facts` are plain, `sealed` is the encrypted rest.

    `moments` is [[state, instant, step, actor id], …]: enough to reckon every deadline again.
    `hands` is {step: actor id}: who did what, for the two-hands rule.
    `dues` is {deadline: {legal, promised, internal, started, stopped, met}} as ISO instants.
    `head` is the digest of the last journal line.
    """

    number = models.TextField(unique=True)
    case_type = models.TextField()
    edition = models.TextField()
    title = models.TextField(default="")
    state = models.TextField()
    waits_on = models.TextField()
    version = models.IntegerField(default=1)
    channel = models.TextField()
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    applicant_name = models.TextField(default="")
    filed_by = models.BigIntegerField()
    visit = models.BigIntegerField(null=True)
    parent_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    unit_path = models.TextField(default="", db_collation="C")
    place = models.TextField(default="")
    assignee_id = models.BigIntegerField(null=True)
    answers = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    facts = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    moments = models.JSONField(default=list)
    hands = models.JSONField(default=dict)
    dues = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    due_code = models.TextField(default="")
    extensions = models.JSONField(default=list)
    grams = ArrayField(models.TextField(), default=list)
    head = models.BinaryField(default=b"")
    resume_code = models.TextField(default="")
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        # Two more, covering every column that reach and buckets ask, are in migration 0002.
        indexes = [
            models.Index(
                fields=["assignee_id", "due_at"],
                name="cases_open_assignee",
                condition=OPEN & models.Q(assignee_id__isnull=False),
            ),
            models.Index(fields=["place"], name="cases_open_place", condition=OPEN & ~models.Q(place="")),
            models.Index(fields=["unit_path", "id"], name="cases_unit"),
            models.Index(fields=["person_id"], name="cases_person"),
            models.Index(
                fields=["organisation_id"], name="cases_organisation", condition=models.Q(organisation_id__isnull=False)
            ),
            models.Index(fields=["filed_by"], name="cases_draft", condition=models.Q(submitted_at__isnull=True)),
            GinIndex(fields=["grams"], name="cases_grams"),
        ]


class Countersign(models.Model):
    """Another unit's opinion, asked for and given; the case stays where it is."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    unit_id = models.BigIntegerField()
    unit_path = models.TextField(db_collation="C")
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    reason = models.TextField(default="")
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    opinion = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["unit_path"], name="cases_countersign_open", condition=models.Q(answered_at__isnull=True)
            )
        ]


class Rating(models.Model):
    """One rating of one case: 1 very satisfied … 5 very dissatisfied (GB/T 39735-2020); at most one follow-up."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    follow_up = models.BooleanField(default=False)
    level = models.SmallIntegerField()
    words = models.TextField(default="")
    tags = ArrayField(models.TextField(), default=list)
    at = models.DateTimeField()
    by = models.BigIntegerField()
    channel = models.TextField()
    signed = models.BooleanField(default=True)
    seconds_after = models.IntegerField(default=0)  # from the end of the case
    device = models.TextField(default="")  # a keyed hash

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "follow_up"], name="cases_rating_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="cases_rating_level"),
        ]
        indexes = [models.Index(fields=["device", "at"], name="cases_rating_device", condition=~models.Q(device=""))]
