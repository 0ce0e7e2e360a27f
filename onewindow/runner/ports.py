"""Is the port free: asked first, because some servers share a taken port without a word."""

import socket

from onewindow.runner.trouble import Trouble


def refuse_if_taken(host: str, port: int) -> None:
    """Raises a sentence that names a free port."""
    if is_free(host, port):
        return
    other = next((p for p in range(port + 1, port + 100) if is_free(host, p)), None)
    advice = f" Port {other} is free: `make demo PORT={other}`." if other else ""
    raise Trouble(f"Port {port} on {host} is taken: another program, or another OneWindow, listens there.{advice}")


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def answers(host: str, port: int) -> bool:
    """Does somebody accept connections there."""
    try:
        with socket.create_connection((_reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
