"""Statements on a connection that the server has ended meanwhile."""

from __future__ import annotations

import psycopg
import pytest
from django.core.signals import request_started
from django.db import connection

from onewindow.kernel.store.statements import one


@pytest.mark.django_db(transaction=True)
def test_the_next_request_finds_a_new_connection() -> None:
    """A crashed server must not leave a thread with a dead connection for ever."""
    pid = one("select pg_backend_pid() as pid")
    assert pid
    with psycopg.connect(_place(), autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s)", (pid["pid"],))
    request_started.send(sender=None)
    found = one("select pg_backend_pid() as pid")
    assert found and found["pid"] != pid["pid"]


def _place() -> str:
    given = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(
        **{name: given[name] for name in ("host", "port", "user", "password", "dbname") if given.get(name)}
    )
