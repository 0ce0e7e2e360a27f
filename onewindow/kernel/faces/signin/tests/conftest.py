"""A city whose people can sign in."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.kernel.faces.signin.tests.moves import PASSWORD
from onewindow.kernel.people.accounts import phone_key
from onewindow.kernel.testing.city import City


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    """The demo's stand-ins, and a password hash that does not take half a second."""
    settings.DEMO, settings.REQUIRE_TOTP = True, False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def town(city: City) -> City:
    """Wang and admin have passwords, Li a phone to sign in with."""
    for name in ("wang", "admin", "zhao"):
        city.accounts[name].set_password(PASSWORD)
        city.accounts[name].save()
    city.accounts["li"].phone_hash = phone_key("13800000001")
    city.accounts["li"].save()
    return city
