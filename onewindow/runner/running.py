"""`up` and `demo`: the whole installation in the foreground, until Ctrl-C."""

import argparse
import subprocess
import threading
import time

from onewindow.runner import ports
from onewindow.runner.home import REPOSITORY, home
from onewindow.runner.installation import Installation, open_installation, settle_on
from onewindow.runner.postgres import start as start_postgres
from onewindow.runner.processes import DJANGO, SHOW_DEMO, WORKERS, web
from onewindow.runner.supervisor import Supervisor
from onewindow.runner.trouble import Trouble


def say(words: str) -> None:
    print(words, flush=True)


def run(options: argparse.Namespace, demo: bool) -> int:
    """Port, database, migrations, processes, address; in this order, each only after the one before."""
    ports.refuse_if_taken(options.host, options.port)
    settle_on(demo)
    began = time.monotonic()
    installation = open_installation(say)
    # What the QR code of a document leads to, unless the city has said otherwise.
    installation.environment.setdefault("ONEWINDOW_PUBLIC_URL", f"http://{options.host}:{options.port}")
    processes = [web(options.server, options.host, options.port, options.workers), *WORKERS]
    supervisor = Supervisor(processes, installation.environment, say, to_terminal=options.verbose or not demo)
    try:
        supervisor.listen_to_signals()
        installation.prepare(demo, say, supervisor.stopping)
        if not supervisor.stopping.is_set():
            supervisor.start()
            greeting = threading.Thread(
                target=_greet, args=(installation, supervisor, options, demo, began), daemon=True
            )
            greeting.start()
            supervisor.keep(each_tick=lambda: _keep_postgres(installation))
    finally:
        say("\nStopping…")
        supervisor.stop()
        installation.close()
    say("Stopped.")
    return 0


def _keep_postgres(installation: Installation) -> None:
    """Start the server again when it died, or when the process that had started it went away."""
    server = installation.server
    if server is None or server.alive():
        return
    say("PostgreSQL stopped; starting it again.")
    try:
        installation.server = start_postgres(server.folder, say=say)
    except Trouble as trouble:
        say(str(trouble))
        time.sleep(1)


def _greet(
    installation: Installation, supervisor: Supervisor, options: argparse.Namespace, demo: bool, began: float
) -> None:
    while not ports.answers(options.host, options.port):
        if supervisor.stopping.wait(0.05):
            return
    host = {"0.0.0.0": "127.0.0.1"}.get(options.host, options.host)
    say(f"\n  一窗 OneWindow  →  http://{host}:{options.port}/   ({time.monotonic() - began:.1f} s)")
    say(f"  Logs in {home() / 'log'}" if demo else "")
    if demo:
        shown = subprocess.run(
            [*DJANGO, *SHOW_DEMO], env=installation.environment, cwd=REPOSITORY, capture_output=True, text=True
        )
        say(shown.stdout if shown.returncode == 0 else "")
    say("  Ctrl-C 停止 / stops everything.")
