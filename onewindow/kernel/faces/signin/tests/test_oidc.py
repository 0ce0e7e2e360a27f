"""The bureau's own sign-in, played against a small provider in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_the_bureaus_sign_in_opens_known_accounts_and_makes_none(own_database: tuple[str, str]) -> None:
    _, owner = own_database
    environment = {
        **os.environ,
        "DATABASE_URL": owner,
        "DATABASE_OWNER_URL": owner,
        "ONEWINDOW_DEMO": "1",
        "ONEWINDOW_OIDC_URL": "http://127.0.0.1:1",
        "NO_PROXY": "*",
        "DJANGO_SETTINGS_MODULE": "onewindow.site.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "onewindow.kernel.faces.signin.tests.oidc_play"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["page"] and told["pkce"]
    assert told["known"] == "/desk/?list=soon in"
    assert told["unknown"] == "/sign-in/staff/ out"
    assert told["cancelled"] == "/sign-in/staff/ out"
    assert told["forged"] == "/sign-in/staff/"
    assert told["down"] == "/sign-in/staff/"
    assert told["other"] == 404
