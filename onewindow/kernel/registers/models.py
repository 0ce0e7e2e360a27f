"""Tables of the local stand-in: entries sealed at rest, and how each register stands."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One synthetic entry.  `key_hash` finds it, `body` is sealed and bound to register and key."""

    register = models.TextField()
    key_hash = models.TextField()
    body = models.BinaryField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "key_hash"], name="ow_registers_entry_key")]


class Standing(models.Model):
    """When a register was last brought up to date, and since when and why it is down."""

    register = models.TextField(primary_key=True)
    synced_at = models.DateTimeField(null=True)
    down_since = models.DateTimeField(null=True)
    why = models.TextField(default="")
