"""Start PostgreSQL for one installation, or join the server that another process started."""

import hashlib
import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from onewindow.runner import binaries, cluster, identity, roles, wire
from onewindow.runner.home import last_lines
from onewindow.runner.lifetime import dies_with_parent, locked, try_lock
from onewindow.runner.trouble import Trouble

SOCKET_PATH_LIMIT = 100
"""Bytes; the kernel's own limits are 107 (Linux) and 103 (macOS), with the file name in it."""
SAY_EVERY = 10.0


@dataclass
class Server:
    """A running server; `process` is None when another process started it and will stop it."""

    folder: Path
    sockets: Path
    process: subprocess.Popen[bytes] | None

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    @property
    def app_url(self) -> str:
        return self.url(roles.APP)

    @property
    def owner_url(self) -> str:
        return self.url(roles.OWNER)

    def alive(self) -> bool:
        if self.process is not None:
            return self.process.poll() is None
        return wire.answers(self.sockets)

    def stop(self, patience: float = 30) -> None:
        """Fast shutdown (open transactions roll back); a server of another process is left alone."""
        if self.process is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(sign)
            try:
                self.process.wait(patience)
                return
            except subprocess.TimeoutExpired:
                continue


def start(
    folder: Path,
    settings: dict[str, str] = cluster.DURABLE,
    patience: float = 600,
    say: Callable[[str], None] = print,
    database: str = roles.DATABASE,
) -> Server:
    """A server that answers, with both roles and the database in it.

    `folder` holds `data`, the lock and (if the path is short enough) the socket. The lock is
    handed to the server: whoever gets it knows that no process of an earlier server lives,
    whatever its pid file says.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sockets = socket_folder(folder)
    give_up = time.monotonic() + patience
    speak = _now_and_then(say)
    while time.monotonic() < give_up:
        lock = try_lock(folder / "server.lock")
        if lock is not None:
            try:
                server = Server(folder, sockets, _launch(folder, sockets, settings, lock))
            finally:
                os.close(lock)
            _wait_for(server, give_up, speak)
            return _furnished(server, database)
        if wire.answers(sockets):
            return _furnished(Server(folder, sockets, None), database)
        speak("Another process is starting or stopping PostgreSQL here; waiting.")
        time.sleep(0.05)
    raise Trouble(f"PostgreSQL did not answer within {patience:.0f} s; see {folder / 'postgres.log'}.")


def _furnished(server: Server, database: str) -> Server:
    with locked(server.folder / "roles.lock"):
        roles.ensure(server.sockets, database)
    return server


def socket_folder(folder: Path) -> Path:
    """A private folder for the socket: inside, or in the temporary folder when the path is too long."""
    inside = folder / "run"
    if len(os.fsencode(inside / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside
    mark = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    outside = Path("/tmp") / f"onewindow-{os.geteuid()}-{mark}"
    outside.mkdir(mode=0o700, exist_ok=True)
    found = outside.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in identity.trusted() or found.st_mode & 0o077:
        raise Trouble(f"{outside} belongs to somebody else. Set ONEWINDOW_HOME to a shorter path.")
    return outside


def _launch(folder: Path, sockets: Path, settings: dict[str, str], lock: int) -> subprocess.Popen[bytes]:
    data, log = folder / "data", folder / "postgres.log"
    build = binaries.choose(cluster.written_by(data))
    cluster.prepare(data, build, settings, log)
    for left_behind in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
        left_behind.unlink(missing_ok=True)  # their pid may be anybody's by now; that none of ours lives, the lock says
    identity.own(data, sockets)
    command = [*identity.prefix(), build.program("postgres"), "-D", str(data),
               "-c", f"unix_socket_directories={sockets}", "-c", "unix_socket_permissions=0700",
               "-c", "listen_addresses=", "-c", "port=5432"]  # fmt: skip
    with log.open("ab") as words:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, cwd=data,
            pass_fds=(lock,), start_new_session=True, preexec_fn=dies_with_parent(signal.SIGINT),
        )  # fmt: skip


def _wait_for(server: Server, give_up: float, speak: Callable[[str], None]) -> None:
    """Crash recovery may take long: wait while the process lives, and say so."""
    log = server.folder / "postgres.log"
    while not wire.answers(server.sockets):
        if not server.alive():
            raise Trouble(f"PostgreSQL stopped while starting; {log} ends with:\n{last_lines(log)}")
        if time.monotonic() > give_up:
            server.stop()
            raise Trouble(f"PostgreSQL did not finish starting in time; see {log}.")
        speak(f"PostgreSQL is still starting: {last_lines(log, 1)}")
        time.sleep(0.03)


def _now_and_then(say: Callable[[str], None]) -> Callable[[str], None]:
    last = time.monotonic()

    def speak(words: str) -> None:
        nonlocal last
        if time.monotonic() - last > SAY_EVERY:
            last = time.monotonic()
            say(words)

    return speak
