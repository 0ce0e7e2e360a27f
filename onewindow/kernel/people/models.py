"""Tables of people: units, accounts, grants, persons, organisations, and what signing in leaves behind."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as lazy

from onewindow.kernel.people.fingerprint import fingerprint


class Unit(models.Model):
    """A unit of the bureau, in force between two days.

    `path` is fixed-width ids with a dot at the end ("0001.0004.0171."): above = prefix.
    """

    code = models.TextField(verbose_name=lazy("机构代码"))
    name = models.TextField(verbose_name=lazy("名称"))
    kind = models.TextField(verbose_name=lazy("类别"))  # bureau | district | station | room | department
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=lazy("上级"))
    path = models.TextField(db_collation="C", unique=True, verbose_name=lazy("层级"))
    area_code = models.TextField(default="")
    address = models.TextField(default="")
    phone = models.TextField(default="")
    since = models.DateField(verbose_name=lazy("起"))
    until = models.DateField(null=True, verbose_name=lazy("止"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("单位")
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(until__isnull=True), name="people_unit_code")
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A community or village of the city, with the unit that is responsible for it."""

    code = models.TextField(primary_key=True, verbose_name=lazy("代码"))
    name = models.TextField(verbose_name=lazy("名称"))
    street_code = models.TextField(db_index=True)
    street_name = models.TextField(verbose_name=lazy("街道（镇）"))
    district_code = models.TextField()
    district_name = models.TextField(verbose_name=lazy("区（市）"))
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=lazy("负责单位"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("社区（村）")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A natural person.  Identity number, phone and address are sealed; hashes find them again.

    `proof` says who vouches that this is that person: window (an officer saw the card), register
    (number, name and phone agree), or claimed (only the person says so).  A claimed number has no
    `id_hash`, so that nobody comes into another's matters by knowing a name and a number.
    """

    name = models.TextField()
    id_hash = models.TextField(unique=True, null=True)
    id_sealed = models.BinaryField(null=True)
    phone_hash = models.TextField(db_index=True, default="")
    phone_sealed = models.BinaryField(null=True)
    address_sealed = models.BinaryField(null=True)
    place_code = models.TextField(default="")
    synthetic = models.BooleanField(default=False)
    proof = models.TextField(default="window", db_default="window")
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
    """Somebody who signs in: a resident, a member of staff, or a program.

    `phone_hash` is what a resident signs in with; `epoch` goes up when all sessions must end.
    """

    KINDS = [("resident", lazy("群众")), ("staff", lazy("民警职工")), ("program", lazy("程序"))]
    kind = models.TextField(choices=KINDS, default="resident", verbose_name=lazy("类别"))
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    badge = models.TextField(default="", blank=True, verbose_name=lazy("警号"))  # 警号 / 辅警号
    elder = models.BooleanField(default=False)
    language = models.TextField(default="zh-hans")
    phone_hash = models.TextField(unique=True, null=True, blank=True)
    epoch = models.IntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = verbose_name_plural = lazy("账号")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return fingerprint(self.password, self.epoch, secret)


class Grant(models.Model):
    """A role at a unit, between two days; for a beat, the communities it covers."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name=lazy("账号"))
    role = models.TextField(verbose_name=lazy("角色"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=lazy("单位"))
    places = ArrayField(models.TextField(), default=list, verbose_name=lazy("社区（村）"))
    since = models.DateField(verbose_name=lazy("起"))
    until = models.DateField(null=True, verbose_name=lazy("止（含）"))
    given_by = models.TextField(default="", verbose_name=lazy("授权人"))
    reason = models.TextField(default="", verbose_name=lazy("理由"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("授权")
        indexes = [models.Index(fields=["account"], name="people_grant_account")]

    def __str__(self) -> str:
        return f"{self.role} · {self.unit_id}"


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

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name=lazy("账号"))
    digest = models.TextField(unique=True)
    title = models.TextField(verbose_name=lazy("用途"))
    since = models.DateTimeField(verbose_name=lazy("起"))
    until = models.DateTimeField(null=True, verbose_name=lazy("止"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("程序密钥")

    def __str__(self) -> str:
        return self.title


class Code(models.Model):
    """A one-time sign-in code sent to a phone; hashed, short-lived, few tries."""

    phone_hash = models.TextField(db_index=True)
    digest = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)


class Totp(models.Model):
    """The second factor of an account; `last_step` makes every code good for once."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    secret_sealed = models.BinaryField()
    since = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """One of ten codes on paper, for the day the phone is lost; good for once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.TextField()
    used_at = models.DateTimeField(null=True)


class Hold(models.Model):
    """Tries counted against one key, and until when the key is held after too many.

    `key` is a keyed hash; a name that was typed is never kept, for it may be a password.
    """

    key = models.TextField(primary_key=True)
    kind = models.TextField()
    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=lazy("账号")
    )
    address = models.TextField(default="", verbose_name=lazy("来自"))
    tries = models.IntegerField(verbose_name=lazy("次数"))
    since = models.DateTimeField(db_index=True, verbose_name=lazy("起"))
    until = models.DateTimeField(null=True, verbose_name=lazy("到"))

    class Meta:
        verbose_name = verbose_name_plural = lazy("锁定")

    def __str__(self) -> str:
        return self.kind


class Sms(models.Model):
    """A short message that the local stand-in kept instead of sending."""

    at = models.DateTimeField()
    phone_sealed = models.BinaryField()
    words_sealed = models.BinaryField()
    purpose = models.TextField()
