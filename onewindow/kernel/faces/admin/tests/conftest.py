"""The administrator at the console."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.kernel.testing.city import City


@pytest.fixture
def console(city: City, client: Client, settings: Any) -> Client:
    """A browser in which the administrator is signed in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client.force_login(city.accounts["admin"])
    return client
