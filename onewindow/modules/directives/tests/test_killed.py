"""kill -9 in the middle of sending: nothing was sent; the same press again sends everything, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from onewindow.runner.home import REPOSITORY

pytestmark = pytest.mark.slow
BEGIN = """
import sys, time
from datetime import timedelta
import django
django.setup()
from onewindow.kernel.cases import actions
from onewindow.kernel.people.models import Account, Place
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.store.statements import one
from onewindow.kernel.testing.city import MONDAY, small_city, staff
from onewindow.modules.directives import sending
from onewindow.modules.directives.tests.conftest import ANSWERS

def actor(name):
    return actor_by_account(Account.objects.get(username=name).id, MONDAY)

def issue():
    return actions.take("issue", case_id=int(sys.argv[1]), actor=actor("han"), now=MONDAY + timedelta(hours=1), key="once")

def there():
    row = one("select count(*) as n from cases_case where parent_id = %s", (int(sys.argv[1]),))
    state = one("select state from cases_case where id = %s", (int(sys.argv[1]),))
    return row["n"], state["state"]
"""
DRAFT = """
town = small_city()
for name in ("han", "luo"):
    staff(town, name, "hub", "bureau")
Place.objects.bulk_create(Place(code=f"3204{n:08d}", name="", street_code="", street_name="", district_code="320402",
    district_name="", unit=town.units["hongmei"]) for n in range(297))
made = sending.draft(ANSWERS, secret=False, actor=actor("han"), now=MONDAY)
actions.take("approve", case_id=made, actor=actor("luo"), now=MONDAY)
print(made)
"""
KILLED = """
real = sending.file_many
def slow(filings, **more):
    filed = real(filings, **more)
    print("written", len(filings), flush=True)
    time.sleep(60)
    return filed
sending.file_many = slow
issue()
"""
AFTER = """
print(*there())
issue()
print(*there())
issue()
print(*there())
"""


def script(then: str, url: str, *words: str) -> subprocess.Popen[str]:
    there = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "onewindow.site.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + then, *words], env=there, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )


def said(then: str, url: str, *words: str) -> list[str]:
    out, _ = script(then, url, *words).communicate(timeout=120)
    return out.split("\n")[:-1]


def test_a_directive_is_sent_to_all_or_to_nobody(own_database: tuple[str, str]) -> None:
    url, _ = own_database
    (number,) = said(DRAFT, url)
    dying = script(KILLED, url, number)
    assert dying.stdout is not None and dying.stdout.readline().strip() == "written 300"
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    assert said(AFTER, url, number) == ["0 approved", "300 sent", "300 sent"]
