"""Webhooks from outside: forged, stale and repeated ones change nothing."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.journal.envelope import headers, signed_by
from onewindow.kernel.journal.incoming import Forged, Stale, Unreadable, forget_old, hear
from onewindow.kernel.journal.tests.making import NOW
from onewindow.kernel.store.statements import one

SECRET = b"shared with the other side, 24+"
BODY = json.dumps({"id": "e1", "data": {"n": 1}}).encode()


def sent(body: bytes = BODY, *, at: datetime = NOW, secret: bytes = SECRET, ident: str = "e1") -> dict[str, str]:
    return headers(ident, body, secret, at)


def heard(head: dict[str, str], body: bytes = BODY, secrets: tuple[bytes, ...] = (SECRET,)) -> tuple[bool, list[Any]]:
    acted: list[Any] = []
    return hear(head, body, source="test", secrets=secrets, now=NOW, act=acted.append), acted


@pytest.mark.django_db
def test_a_good_one_is_acted_on_once() -> None:
    assert heard(sent()) == (True, [json.loads(BODY)])
    assert heard(sent(at=NOW - timedelta(minutes=1))) == (False, [])
    assert heard(sent(ident="e2"))[0]


@pytest.mark.django_db
def test_either_signature_will_do_and_an_old_secret_while_it_is_changed() -> None:
    for number, keep in enumerate(("v1,", "v1sm3,")):
        head = sent(ident=f"s{number}")
        head["webhook-signature"] = next(one_ for one_ in head["webhook-signature"].split() if one_.startswith(keep))
        assert heard(head)[0]
    assert heard(sent(ident="old", secret=b"the one before"), secrets=(SECRET, b"the one before"))[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": ""},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,签名"},
        {"webhook-id": "e9"},
        {"webhook-id": ""},
        {"webhook-timestamp": "1"},
        {"webhook-timestamp": "٣"},
        {"webhook-id": "x\x00"},
    ],
)
def test_a_forged_one_changes_nothing(change: dict[str, str]) -> None:
    with pytest.raises(Forged):
        heard({**sent(), **change})
    with pytest.raises(Forged):
        heard(sent(secret=b"somebody else's"))
    with pytest.raises(Forged):
        heard(sent(), BODY + b" ")
    assert one("select count(*) as n from journal_heard") == {"n": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("at", [NOW - timedelta(minutes=6), NOW + timedelta(minutes=6)])
def test_an_old_recording_is_refused(at: datetime) -> None:
    with pytest.raises(Stale) as no:
        heard(sent(at=at))
    assert "5分钟" in no.value.sentence


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"[]", b"not json", b"\xff", b"[" * 100_000])
def test_what_is_not_an_object_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        heard(sent(body), body)


@pytest.mark.django_db
def test_an_act_that_falls_may_come_again() -> None:
    def fall(event: dict[str, Any]) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        hear(sent(), BODY, source="test", secrets=(SECRET,), now=NOW, act=fall)
    assert heard(sent())[0]


@pytest.mark.django_db
def test_old_ids_are_forgotten() -> None:
    heard(sent())
    assert forget_old(NOW + timedelta(days=29)) == 0 and forget_old(NOW + timedelta(days=31)) == 1


@given(st.binary(max_size=40), st.text(max_size=30), st.text(max_size=30))
def test_no_signature_fits_by_chance(body: bytes, signature: str, at: str) -> None:
    assert not signed_by("e1", at, body, signature, (SECRET,))
