"""Which processes make an installation: change the lists here and nowhere else."""

import sys
from dataclasses import dataclass, field

PYTHON = sys.executable
DJANGO = (PYTHON, "-m", "django")


@dataclass(frozen=True)
class Process:
    """A long-running child; `patience` is how many seconds it may take to stop."""

    name: str
    command: tuple[str, ...]
    patience: float = 10
    environment: dict[str, str] = field(default_factory=dict)


def web(server: str, host: str, port: int, workers: int) -> Process:
    command: tuple[str, ...]
    if server == "granian":
        command = (PYTHON, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
                   "--workers", str(workers), "--blocking-threads", "4", "--no-access-log",
                   "--log-level", "warning", "onewindow.site.wsgi:application")  # fmt: skip
    else:
        command = (PYTHON, "-m", "uvicorn", "onewindow.site.asgi:application", "--host", host,
                   "--port", str(port), "--workers", str(workers), "--log-level", "warning",
                   "--no-access-log", "--timeout-graceful-shutdown", "3")  # fmt: skip
    return Process("web", command)


WORKERS = (
    Process("pump", (*DJANGO, "pump")),
    Process("worker", (*DJANGO, "procrastinate", "worker")),
)
"""Run beside the web: the pump delivers the journal's unsent rows, the worker takes jobs and timers."""

PREPARE_AS_OWNER: tuple[tuple[str, ...], ...] = (("migrate", "--noinput", "--verbosity=0"),)
PREPARE_DEMO: tuple[tuple[str, ...], ...] = (("demo_load",),)
"""Django commands before the first request; a command the site does not have is passed over."""

SHOW_DEMO = ("demo_cast",)
"""Prints the demo's accounts once the web answers."""

OWNER_WORDS = frozenset({"migrate", "flush", "sqlflush", "dbshell"})
"""Commands that change tables rather than rows, and so run as the tables' owner."""

WITHOUT_DATABASE = frozenset({"help", "--help", "version", "--version", "startapp", "makemessages",
                              "compilemessages", "diffsettings", "collectstatic", "findstatic",
                              "handbook", "docs", "translations", "room", "halls_proof"})  # fmt: skip
