"""What the terminal gets to hear."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from onewindow.runner import ports, postgres
from onewindow.runner.home import REPOSITORY
from onewindow.runner.tests.conftest import is_running, until
from onewindow.runner.trouble import Trouble

Onewindow = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home of its own, and nothing of the test run's database."""
    mine = {k: v for k, v in os.environ.items() if not k.startswith(("ONEWINDOW_", "DATABASE_", "PYTEST_"))}
    yield {**mine, "ONEWINDOW_HOME": str(tmp_path / "home")}
    for home in ("home", "other"):
        if (tmp_path / home / "postgres").exists():
            shutil.rmtree(postgres.socket_folder(tmp_path / home / "postgres"), ignore_errors=True)


@pytest.fixture
def onewindow(environment: dict[str, str]) -> Onewindow:
    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "onewindow", *words],
            env={**environment, **more}, cwd=REPOSITORY, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    return run


def test_a_taken_port_is_one_sentence_with_a_free_one(taken: int) -> None:
    with pytest.raises(Trouble, match=rf"Port {taken} .* is taken.*make demo PORT=\d+"):
        ports.refuse_if_taken("127.0.0.1", taken)


def test_a_free_port_is_no_trouble(taken: int) -> None:
    free = next(port for port in range(taken + 1, 65_000) if ports.is_free("127.0.0.1", port))
    ports.refuse_if_taken("127.0.0.1", free)


def test_the_port_is_asked_before_anything_else_happens(onewindow: Onewindow, taken: int, tmp_path: Path) -> None:
    done = onewindow("demo", "--port", str(taken))
    assert done.returncode == 1
    assert f"Port {taken} on 127.0.0.1 is taken" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "home" / "postgres").exists()


def test_without_a_word_it_says_what_there_is(onewindow: Onewindow) -> None:
    done = onewindow()
    assert done.returncode == 0 and "demo" in done.stdout and "restore" in done.stdout


def test_the_prompt_is_the_applications_unless_the_owner_is_asked_for(onewindow: Onewindow) -> None:
    words = ("-A", "-t", "-c", "select current_user")
    assert onewindow("psql", *words).stdout == "onewindow_app\n"
    assert onewindow("psql", "--owner", *words).stdout == "onewindow_owner\n"


@pytest.mark.slow
def test_a_dump_is_restored_beside_its_keys_and_only_into_nothing(onewindow: Onewindow, tmp_path: Path) -> None:
    archive, other = str(tmp_path / "city.dump"), {"ONEWINDOW_HOME": str(tmp_path / "other")}
    onewindow("psql", "--owner", "-c", "create table note as select '你好' as words")
    assert onewindow("dump", archive).returncode == 0
    assert Path(archive).stat().st_mode & 0o077 == 0
    assert "not empty" in onewindow("restore", archive).stderr
    assert "sealing.key" in onewindow("restore", archive, **other).stderr
    (tmp_path / "other").mkdir(exist_ok=True)
    (tmp_path / "home" / "keys").rename(tmp_path / "other" / "keys")
    assert onewindow("restore", archive, **other).returncode == 0
    assert onewindow("psql", "-A", "-t", "-c", "table note", **other).stdout == "你好\n"


def test_an_installation_in_earnest_will_not_run_on_the_demos_data(onewindow: Onewindow, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "demo").touch()
    assert "known passwords" in onewindow("up", "--port", "65431").stderr


def test_the_demo_will_not_be_loaded_over_real_data(onewindow: Onewindow) -> None:
    onewindow("psql", "-c", "select 1")
    assert "no demo" in onewindow("demo", "--port", "65431").stderr


@pytest.mark.slow
def test_a_throw_away_server_ends_with_ctrl_c(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "onewindow", "test-db"]
    process = subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split("'")[1]
        with psycopg.connect(url) as app:
            server = app.execute("select current_setting('fsync'), pg_backend_pid()").fetchone()
        assert server is not None and server[0] == "off"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert until(lambda: not is_running(server[1]))
    finally:
        process.kill()
        process.communicate()
