"""What people do at the sign-in pages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from onewindow.kernel.people.sms import kept
from onewindow.kernel.people.totp import digits_at

PASSWORD = "correct-horse-9"


def password(client: Client, name: str = "wang", typed: str = PASSWORD, **more: Any) -> Any:
    return client.post("/sign-in/staff/", {"username": name, "password": typed}, **more)


def newest_code() -> str:
    found = re.search(r"\d{6}", kept(1)[0]["words"])
    assert found
    return found.group()


def phone(client: Client, number: str = "13800000001", **more: Any) -> Any:
    client.post("/sign-in/", {"phone": number, **more})
    return client.post("/sign-in/code/", {"code": newest_code()})


def signed_in(client: Client) -> bool:
    return bool(client.get("/profile/").status_code == 200)


def at(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    """From now on it is this instant at the edge of the house."""
    monkeypatch.setattr(timezone, "now", lambda: instant)


def digits(secret: str, instant: datetime) -> str:
    return digits_at(secret, int(instant.timestamp()) // 30)
