"""Children that do not outlive their parent, and locks that the kernel releases."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(sign: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `sign` when its parent dies, even by kill -9 (Linux only)."""
    parent = os.getpid()

    def ask_the_kernel() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(sign))
            if os.getppid() != parent:  # the parent died between fork and here
                os._exit(1)

    return ask_the_kernel


def try_lock(path: Path) -> int | None:
    """An open, locked descriptor, or None while another process holds it.

    The lock lives as long as any process holds the descriptor: handed to a server it says, better
    than any pid file, whether a single process of that server is still alive.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for the lock, hold it for the block."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def run_in_foreground(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """The exit code of a program that has the terminal; Ctrl-C belongs to it, not to us."""
    dies = dies_with_parent(signal.SIGTERM)

    def hear_ctrl_c() -> None:
        dies()
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run(command, env=environment, preexec_fn=hear_ctrl_c).returncode
    finally:
        signal.signal(signal.SIGINT, before)
