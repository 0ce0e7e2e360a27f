"""Tables of people: units, accounts, grants, persons, organisations, tokens."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Unit(models.Model):
    """A unit of the bureau, in force between two days.

    `path` is fixed-width ids with a dot at the end ("0001.0004.0171."): above = prefix.
    """

    code = models.TextField()
    name = models.TextField()
    kind = models.TextField()  # bureau | district | station | room | department
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    path = models.TextField(db_collation="C", unique=True)
    area_code = models.TextField(default="")
    address = models.TextField(default="")
    phone = models.TextField(default="")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], condition=models.Q(until__isnull=True),
                                               name="people_unit_code")]


class Place(models.Model):
    """A community or village of the city, with the unit that is responsible for it."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    street_code = models.TextField(db_index=True)
    street_name = models.TextField()
    district_code = models.TextField()
    district_name = models.TextField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")


class Person(models.Model):
    """A natural person.  Identity number, phone and address are sealed; hashes find them again."""

    name = models.TextField()
    id_hash = models.TextField(unique=True, null=True)
    id_sealed = models.BinaryField(null=True)
    phone_hash = models.TextField(db_index=True, default="")
    phone_sealed = models.BinaryField(null=True)
    address_sealed = models.BinaryField(null=True)
    place_code = models.TextField(default="")
    synthetic = models.BooleanField(default=False)
    since = models.DateTimeField()


class Organisation(models.Model):
    """A firm or body, by its unified social credit code."""

    name = models.TextField()
    credit_code = models.TextField(unique=True)
    place_code = models.TextField(default="")
    address = models.TextField(default="")
    synthetic = models.BooleanField(default=False)


class Agency(models.Model):
    """A person may act for an organisation, or for another person, within dates."""

    agent = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    ground = models.TextField(default="")
    since = models.DateField()
    until = models.DateField(null=True)


class Account(AbstractUser):
    """Somebody who signs in: a resident, a member of staff, or a program."""

    KINDS = [("resident", "群众"), ("staff", "民警职工"), ("program", "程序")]
    kind = models.TextField(choices=KINDS, default="resident")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    badge = models.TextField(default="", blank=True)  # 警号 / 辅警号
    elder = models.BooleanField(default=False)
    language = models.TextField(default="zh-hans")


class Grant(models.Model):
    """A role at a unit, between two days; for a beat, the communities it covers."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    role = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    places = ArrayField(models.TextField(), default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    given_by = models.TextField(default="")
    reason = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["account"], name="people_grant_account")]


class Help(models.Model):
    """A unit may see and answer one case of another unit, until its help is given."""

    case_id = models.BigIntegerField()
    unit_path = models.TextField(db_collation="C")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit_path"], name="people_help_open", condition=models.Q(until__isnull=True))]


class Token(models.Model):
    """A key for programs; only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.TextField(unique=True)
    title = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)


class Code(models.Model):
    """A one-time sign-in code sent to a phone; hashed, short-lived, few tries."""

    phone_hash = models.TextField(db_index=True)
    digest = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)
