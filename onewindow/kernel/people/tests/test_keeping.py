"""The first administrator, and what the night takes away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from onewindow.kernel.people import codes, sms
from onewindow.kernel.people.management.commands import administrator
from onewindow.kernel.people.models import Account, Code, Hold, Sms
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.tasks import sweep
from onewindow.kernel.testing.city import MONDAY, City


def type_in(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    typed = iter(words)
    monkeypatch.setattr(administrator, "getpass", lambda prompt: next(typed))


def test_the_first_administrator_is_made_with_a_grant(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "a-long-password", "a-long-password")
    call_command("administrator", "root", "首任管理员", verbosity=0)
    made = Account.objects.get(username="root")
    assert made.check_password("a-long-password") and not made.is_superuser
    assert actor_by_account(made.pk, MONDAY + timedelta(days=3650)).holds("administrator")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("first", "second", "words"), [("short", "short", "10"), ("a-long-password", "another-one-9", "不一样")]
)
def test_a_weak_or_mistyped_password_makes_nobody(
    city: City, monkeypatch: pytest.MonkeyPatch, first: str, second: str, words: str
) -> None:
    type_in(monkeypatch, first, second)
    with pytest.raises(CommandError, match=words):
        call_command("administrator", "root", "首任管理员")
    assert not Account.objects.filter(username="root").exists()


def test_a_city_without_units_says_so(db: None) -> None:
    with pytest.raises(CommandError, match="先导入"):
        call_command("administrator", "root", "首任管理员")


def test_the_night_takes_what_has_served_and_spares_the_rest(db: None, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    codes.send_code("13900009999", address="10.0.0.1", now=MONDAY)
    assert sweep(MONDAY) == 0
    codes.send_code("13900008888", address="10.0.0.1", now=MONDAY + timedelta(days=8))
    assert sweep(MONDAY + timedelta(days=8)) == 5  # a code, a message, three tries; the address is counted anew
    assert (Code.objects.count(), Sms.objects.count(), len(sms.kept())) == (1, 1, 1)
    assert Hold.objects.count() == 4
