"""One installation: its folder, its keys, its database, and the environment its processes see."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onewindow.runner import cluster, freshness, keys, postgres, roles
from onewindow.runner.home import REPOSITORY, home, last_lines, log_file
from onewindow.runner.lifetime import dies_with_parent, run_in_foreground
from onewindow.runner.processes import DJANGO, PREPARE_AS_OWNER, PREPARE_DEMO
from onewindow.runner.trouble import Trouble

SETTINGS = "onewindow.site.settings"
UNKNOWN_COMMAND = "Unknown command"


@dataclass
class Installation:
    """`server` is None when DATABASE_URL names a server of your own."""

    server: postgres.Server | None
    environment: dict[str, str]
    owner_url: str

    @property
    def as_owner(self) -> dict[str, str]:
        """For commands that change tables: they see the owner's URL as the only one."""
        return {**self.environment, "DATABASE_URL": self.owner_url}

    def django(self, *words: str, owner: bool = False) -> int:
        environment = self.as_owner if owner else self.environment
        return run_in_foreground([*DJANGO, *words], environment)

    def close(self) -> None:
        if self.server is not None:
            self.server.stop()

    def prepare(self, demo: bool, say: Callable[[str], None], stopping: threading.Event) -> None:
        """Migrate, and load the demo city, unless this database was prepared with this very code."""
        mark = freshness.code_mark("demo" if demo else "")
        if self.server and freshness.stored_mark(self.server.sockets, roles.DATABASE) == mark:
            return
        say("Preparing the database…")
        for words in PREPARE_AS_OWNER:
            self._must(words, self.as_owner, stopping)
        for words in PREPARE_DEMO if demo else ():
            say("Loading the demo city…")
            self._must(words, self.environment, stopping)
        if self.server and not stopping.is_set():
            freshness.store_mark(self.server.sockets, roles.DATABASE, mark)

    def _must(self, words: Sequence[str], environment: dict[str, str], stopping: threading.Event) -> None:
        """In a session of its own, so that Ctrl-C is ours to pass on."""
        if stopping.is_set():
            return
        log = log_file("prepare")
        with log.open("wb") as said:
            process = subprocess.Popen(
                [*DJANGO, *words], env=environment, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=said,
                stderr=said, start_new_session=True, preexec_fn=dies_with_parent(signal.SIGTERM),
            )  # fmt: skip
            while process.poll() is None:
                if stopping.wait(0.05):
                    process.terminate()
        if process.returncode and not stopping.is_set() and UNKNOWN_COMMAND not in log.read_text():
            raise Trouble(f"`python -m onewindow {' '.join(words)}` failed; {log} ends with:\n{last_lines(log)}")


def open_installation(say: Callable[[str], None] = print) -> Installation:
    """Start or join PostgreSQL (unless DATABASE_URL is set) and gather the environment."""
    folder, given = home(), os.environ.get("DATABASE_URL")
    if given:
        server, app_url = None, given
        owner_url = os.environ.get("DATABASE_OWNER_URL") or given
        secret = keys.environment(folder / "keys", may_make=is_demo())
    else:
        empty = cluster.written_by(folder / "postgres" / "data") is None
        secret = keys.environment(folder / "keys", may_make=empty)
        server = postgres.start(folder / "postgres", say=say)
        app_url, owner_url = server.app_url, server.owner_url
    (folder / "static").mkdir(exist_ok=True)
    environment = {
        **os.environ, **secret,
        "DATABASE_URL": app_url, "DATABASE_OWNER_URL": owner_url, "ONEWINDOW_HOME": str(folder),
    }  # fmt: skip
    environment.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
    if is_demo():
        environment["ONEWINDOW_DEMO"] = "1"
    return Installation(server, environment, owner_url)


def is_demo() -> bool:
    return (home() / "demo").exists() or os.environ.get("ONEWINDOW_DEMO") == "1"


def settle_on(demo: bool) -> None:
    """A folder is a demo or it is not: invented people never meet real ones."""
    mark = home() / "demo"
    has_data = not os.environ.get("DATABASE_URL") and cluster.written_by(home() / "postgres" / "data")
    if demo and has_data and not mark.exists():
        raise Trouble(f"{home()} holds an installation that is no demo. Set ONEWINDOW_HOME to another folder.")
    if not demo and mark.exists():
        raise Trouble(f"{home()} holds the demo and its known passwords. Set ONEWINDOW_HOME to another folder.")
    if demo:
        mark.touch()
