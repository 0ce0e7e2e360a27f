"""The database starts, is joined, and keeps its two roles apart."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from onewindow.runner import binaries, cluster, identity, postgres
from onewindow.runner.tests.conftest import Start
from onewindow.runner.trouble import Trouble
from onewindow.runner.wire import SqlError, Wire

START_AND_TELL = """
import sys, pathlib
from onewindow.runner import postgres
server = postgres.start(pathlib.Path(sys.argv[1]), patience=60)
print("own" if server.process else "joined", flush=True)
sys.stdin.read()
"""


def test_a_second_start_joins_the_first_and_does_not_stop_it(start: Start) -> None:
    first, second = start(), start()
    second.stop()
    assert second.process is None
    assert (second.app_url, second.owner_url) == (first.app_url, first.owner_url)
    assert first.alive() and second.alive()


def test_a_stopped_server_starts_again_with_its_rows(start: Start) -> None:
    first = start()
    with psycopg.connect(first.owner_url) as owner:
        owner.execute("create table note as select 7 as a")
    first.stop()
    with psycopg.connect(start().app_url) as app:
        assert app.execute("select a from note").fetchone() == (7,)


def test_the_application_writes_rows_and_owns_nothing(start: Start) -> None:
    server = start()
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("create table note (id bigserial primary key, words text)")
    with psycopg.connect(server.app_url, autocommit=True) as app:
        app.execute("insert into note (words) values ('你好')")
        app.execute("update note set words = '您好'")
        assert app.execute("select words from note").fetchone() == ("您好",)
        for forbidden in ("drop table note", "create table mine (a int)", "truncate note", "create schema mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
        owned = app.execute("select count(*) from pg_class where relowner = current_user::regrole").fetchone()
        assert owned == (0,)


def test_it_listens_on_a_private_socket_only(start: Start) -> None:
    server = start()
    assert server.sockets.stat().st_mode & 0o077 == 0
    with Wire(server.sockets) as wire:
        settings = ("listen_addresses", "fsync", "synchronous_commit", "max_connections")
        asked = ", ".join(f"current_setting('{name}')" for name in settings)
        assert wire.ask(f"select {asked}") == [("", "on", "on", "200")]


def test_a_data_path_too_long_for_a_socket_moves_the_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("长路径" * 20)
    server = postgres.start(folder, cluster.THROW_AWAY)
    try:
        assert not server.sockets.is_relative_to(folder)
        assert server.sockets.stat().st_mode & 0o077 == 0
        assert psycopg.connect(server.app_url).execute("select 1").fetchone() == (1,)
    finally:
        server.stop()
        server.sockets.rmdir()


def test_your_own_settings_in_postgresql_conf_win(start: Start, folder: Path) -> None:
    start().stop()
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.write("work_mem = '9MB'\nmax_connections = 30\n")
    with Wire(start().sockets) as wire:
        assert wire.ask("select current_setting('work_mem'), current_setting('max_connections')") == [("9MB", "30")]


@pytest.mark.slow
def test_four_at_once_make_one_server(folder: Path) -> None:
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", START_AND_TELL, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        told = sorted(process.stdout.readline().strip() for process in begun if process.stdout)
    finally:
        for process in begun:
            process.communicate("")
    assert told == ["joined", "joined", "joined", "own"]


@pytest.mark.slow
def test_root_can_step_down_where_user_namespaces_are_forbidden(folder: Path) -> None:
    if not identity.prefix():
        pytest.skip("an ordinary user needs no other name")
    environment = {**os.environ, "ONEWINDOW_NO_USERNS": "1"}
    command = [sys.executable, "-c", START_AND_TELL, str(folder)]
    assert subprocess.run(command, env=environment, input="", text=True).returncode == 0
    server = postgres.start(folder, patience=60)  # and back again: the files change hands
    server.stop()
    assert server.process is not None


def test_another_majors_folder_is_refused_and_left_alone(start: Start, folder: Path) -> None:
    start().stop()
    version = folder / "data" / "PG_VERSION"
    version.write_text("15\n" if not _has(15) else "9\n")
    with pytest.raises(Trouble, match="Nothing was touched.*PG_BINDIR"):
        start()
    assert version.read_text() in ("15\n", "9\n")


def test_a_folder_that_holds_something_else_is_refused(start: Start, folder: Path) -> None:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "letter.txt").write_text("dear diary")
    with pytest.raises(Trouble, match="holds no database"):
        start()
    assert (folder / "data" / "letter.txt").exists()


def test_an_old_postgresql_is_named_and_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "postgres"
    fake.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.9'\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(Trouble, match="needs PostgreSQL 16 or newer; found only 15"):
        binaries.choose()


def test_a_named_folder_without_postgres_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(Trouble, match="no postgres in it"):
        binaries.choose()


def test_an_error_of_the_server_arrives_with_its_state(start: Start) -> None:
    with Wire(start().sockets) as wire, pytest.raises(SqlError) as caught:
        wire.ask("select 1/0")
    assert caught.value.state == "22012"


def _has(major: int) -> bool:
    try:
        return binaries.choose(major).major == major
    except Trouble:
        return False
