"""Tables of notices: what was told to whom by which channel, and the stand-in of WeChat."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    """One message to one audience by one channel.

    `cause` is what it follows from ("line:81", "overdue:7:decide:1772…"), so that it is never said twice.
    A message is waiting until it is delivered, refused (this channel will not do) or given up (tried
    too often); then it is over, and the next channel has its turn.
    """

    cause = models.TextField()
    line_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    link = models.TextField(default="")  # where the reader goes on, when it is about no case
    audience = models.TextField()  # applicant | assignee | unit | helper
    channel = models.TextField()  # inbox | wechat | sms
    person_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    unit_path = models.TextField(default="", db_collation="C")
    title = models.TextField()
    words = models.TextField()
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField()
    state = models.TextField(default="waiting")  # waiting | delivered | refused | given_up
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    terminal_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    read_at = models.DateTimeField(null=True)
    read_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "audience", "channel"], name="ow_notices_once"),
            models.CheckConstraint(
                name="ow_notices_ends",
                condition=models.Q(state="waiting", terminal_at__isnull=True, next_at__isnull=False)
                | models.Q(state__in=["delivered", "refused", "given_up"], terminal_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="ow_notices_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["line_id"], name="ow_notices_line"),
            models.Index(fields=["case_id"], name="ow_notices_case"),
            models.Index(fields=["at"], name="ow_notices_at", condition=models.Q(line_id__isnull=False)),
            models.Index(
                fields=["person_id", "id"],
                name="ow_notices_person",
                condition=models.Q(channel="inbox", person_id__isnull=False),
            ),
            models.Index(
                fields=["account_id", "id"],
                name="ow_notices_account",
                condition=models.Q(channel="inbox", account_id__isnull=False),
            ),
            models.Index(
                fields=["unit_path", "id"],
                name="ow_notices_unit",
                condition=models.Q(channel="inbox") & ~models.Q(unit_path=""),
            ),
        ]


class Subscription(models.Model):
    """How many more messages of this template a person lets us send by WeChat; lasting ones are not counted."""

    person_id = models.BigIntegerField()
    template = models.TextField()  # progress | correction | result
    openid = models.TextField()
    remaining = models.IntegerField(default=0)
    lasting = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "template"], name="ow_notices_subscription_once"),
            models.CheckConstraint(condition=models.Q(remaining__gte=0), name="ow_notices_subscription_left"),
        ]


class WechatSent(models.Model):
    """A subscription message that the local stand-in kept instead of sending."""

    at = models.DateTimeField()
    openid = models.TextField()
    template = models.TextField()
    data = models.JSONField()
