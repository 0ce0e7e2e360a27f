"""Tables of the journal: lines, seals, readings and where each subscriber stands."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Line(models.Model):
    """One thing that happened.  Never changed, never deleted (a trigger refuses both).

    `version` counts the lines of one subject; `digest` = SM3(previous ‖ canonical body), so a
    subject's lines form a chain, and a day's digests form a root.
    """

    at = models.DateTimeField()
    txid = models.BigIntegerField(db_default=models.Func(template="(pg_current_xact_id()::text::bigint)"))
    about = models.TextField()
    subject_id = models.BigIntegerField()
    version = models.IntegerField()
    kind = models.TextField(default="")
    act = models.TextField()
    event = models.TextField(default="")
    from_state = models.TextField(default="")
    to_state = models.TextField(default="")
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.TextField(default="")
    role = models.TextField(default="")
    unit_path = models.TextField(default="", db_collation="C")
    facts = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    key = models.TextField(null=True)
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "subject_id", "version"], name="journal_line_order"),
            models.UniqueConstraint(fields=["actor_id", "key"], name="journal_line_key",
                                    condition=models.Q(key__isnull=False)),
        ]
        indexes = [models.Index(fields=["txid", "id"], name="journal_line_tx")]


class Seal(models.Model):
    """A root over the digests of every line up to a transaction, chained to the seal before it."""

    at = models.DateTimeField()
    day = models.DateField()
    after_txid = models.BigIntegerField()
    before_txid = models.BigIntegerField()
    lines = models.BigIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()


class Reading(models.Model):
    """A member of staff saw data of persons: who, when, what, how, and for which matter.

    `hidden_until` defers the disclosure to the person on a legal ground.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    actor_name = models.TextField()
    actor_unit = models.TextField(default="")
    persons = ArrayField(models.BigIntegerField())
    how = models.TextField()
    purpose = models.TextField()
    case_id = models.BigIntegerField(null=True)
    what = ArrayField(models.TextField(), default=list)
    hidden_until = models.DateTimeField(null=True)
    hidden_ground = models.TextField(default="")

    class Meta:
        indexes = [GinIndex(fields=["persons"], name="journal_reading_persons"),
                   models.Index(fields=["case_id"], name="journal_reading_case"),
                   models.Index(fields=["actor_id", "at"], name="journal_reading_actor")]


class Cursor(models.Model):
    """How far a reader of the outbox has come: every line of a transaction below `txid` is done."""

    name = models.TextField(primary_key=True)
    txid = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)


class Subscriber(models.Model):
    """Somebody outside who wants to be told: a webhook with its secret and its event patterns."""

    name = models.TextField(unique=True)
    url = models.TextField()
    secret = models.BinaryField()
    events = ArrayField(models.TextField(), default=list)
    unit_path = models.TextField(default="", db_collation="C")
    active = models.BooleanField(default=True)
    since = models.DateTimeField()


class Delivery(models.Model):
    """One event for one subscriber until it is acknowledged, or given up and reported as a gap."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+")
    line_id = models.BigIntegerField()
    state = models.TextField(default="waiting")  # waiting | delivered | given_up
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "line_id"], name="journal_delivery_once")]
        indexes = [models.Index(fields=["next_at"], name="journal_delivery_next",
                                condition=models.Q(state="waiting"))]
