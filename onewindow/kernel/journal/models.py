"""Tables of the journal: lines, seals, readings and where each reader of the outbox stands."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

WAITING = models.Q(state="waiting")


class Line(models.Model):
    """One thing that happened.  Never changed, never deleted (a trigger refuses both).

    `version` counts the lines of one subject; `digest` = SM3(previous ‖ canonical body), so a
    subject's lines form a chain.  (txid, id) is the order of all lines: complete, and readable
    without gaps, below `journal_horizon()`.
    """

    at = models.DateTimeField()
    # The shift is 0 until the database is restored into another cluster: see epochs.py.
    txid = models.BigIntegerField(
        db_default=models.Func(template="(pg_current_xact_id()::text::bigint + journal_shift())")
    )
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
            models.UniqueConstraint(
                fields=["actor_id", "key"], name="journal_line_key", condition=models.Q(key__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["txid", "id"], name="journal_line_tx")]


class Seal(models.Model):
    """A Merkle root over every line with after_txid <= txid < before_txid, chained to the seal before."""

    at = models.DateTimeField()
    day = models.DateField()
    after_txid = models.BigIntegerField()
    before_txid = models.BigIntegerField()
    lines = models.BigIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["day", "id"], name="journal_seal_day")]


class Day(models.Model):
    """A root over the seals of one finished day, chained to the day before: what is published."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    seals = models.IntegerField()
    lines = models.BigIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()


class Epoch(models.Model):
    """The database moved to a cluster that counts transactions anew; `shift` is added from then on."""

    at = models.DateTimeField()
    shift = models.BigIntegerField()


class Reading(models.Model):
    """A member of staff saw data of persons: who, when, what, how, and for which matter."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    actor_name = models.TextField()
    actor_unit = models.TextField(default="")
    actor_role = models.TextField(default="")
    persons = ArrayField(models.BigIntegerField())
    how = models.TextField()
    purpose = models.TextField()
    case_id = models.BigIntegerField(null=True)
    what = ArrayField(models.TextField(), default=list)

    class Meta:
        indexes = [
            GinIndex(fields=["persons"], name="journal_reading_persons"),
            models.Index(fields=["case_id"], name="journal_reading_case"),
            models.Index(fields=["actor_id", "at"], name="journal_reading_actor"),
        ]


class Deferral(models.Model):
    """Readings of a person (all, or those for one case) stay hidden from that person until a day.

    Sources: 个人信息保护法 articles 18 and 35.
    """

    person_id = models.BigIntegerField(db_index=True)
    case_id = models.BigIntegerField(null=True)
    hidden_until = models.DateTimeField()
    ground = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.BigIntegerField()
    released_at = models.DateTimeField(null=True)
    released_by = models.BigIntegerField(null=True)


class Cursor(models.Model):
    """How far a reader of the outbox has come: every line up to (txid, line_id) is done."""

    name = models.TextField(primary_key=True)
    txid = models.BigIntegerField(default=0)
    line_id = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)


class Missed(models.Model):
    """A line that a listener failed on: tried again with growing waits, then stuck until somebody looks."""

    listener = models.TextField()
    line_id = models.BigIntegerField()
    subject = models.TextField()
    state = models.TextField(default="waiting")  # waiting | stuck | passed_over
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    at = models.DateTimeField()
    words = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listener", "line_id"], name="journal_missed_once")]
        indexes = [
            models.Index(fields=["listener", "subject", "line_id"], name="journal_missed_first", condition=WAITING)
        ]


class Subscriber(models.Model):
    """Somebody outside who wants to be told: a webhook, its sealed secret, event patterns and reach.

    `rests_until` and `failures`: nobody answered there, so it is left alone for a while.
    """

    name = models.TextField(unique=True)
    url = models.TextField()
    secret = models.BinaryField()
    events = ArrayField(models.TextField(), default=list)
    unit_path = models.TextField(default="", db_collation="C")
    active = models.BooleanField(default=True)
    since = models.DateTimeField()
    rests_until = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)


class Delivery(models.Model):
    """One event for one subscriber until it is acknowledged, or given up and reported as a gap."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+")
    line_id = models.BigIntegerField()
    subject = models.TextField(default="")
    state = models.TextField(default="waiting")  # waiting | delivered | given_up
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "line_id"], name="journal_delivery_once")]
        indexes = [
            models.Index(fields=["subscriber", "line_id"], name="journal_delivery_next", condition=WAITING),
            models.Index(fields=["subscriber", "subject", "line_id"], name="journal_delivery_first", condition=WAITING),
            models.Index(fields=["subscriber"], name="journal_delivery_gaps", condition=models.Q(state="given_up")),
        ]


class Heard(models.Model):
    """An event id that came in from outside: the second time it changes nothing."""

    source = models.TextField()
    event_id = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "event_id"], name="journal_heard_once")]
        indexes = [models.Index(fields=["at"], name="journal_heard_at")]
