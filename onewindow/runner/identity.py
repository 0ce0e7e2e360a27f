"""PostgreSQL refuses to run as root: give it another name without making a user."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

from onewindow.runner.trouble import Trouble

NAMES = ("daemon", "nobody", "postgres")
"""Accounts every system has; any will do, initdb only wants a name for its number."""


@cache
def prefix() -> tuple[str, ...]:
    """Words to put before a PostgreSQL command so that it runs as somebody who is not root.

    A user namespace costs nothing and changes no file; where it is forbidden (some containers),
    root steps down to `nobody` and the folder is handed over by `own`.
    """
    if os.geteuid() != 0 and _has_a_name(os.geteuid()):
        return ()
    namespace = _namespace()
    if namespace and _runs(namespace):
        return namespace
    step_down = _step_down()
    if step_down and _runs(step_down):
        return step_down
    raise Trouble(
        "PostgreSQL will not run as root, and here neither `unshare --user` nor `setpriv` works. "
        "Run as an ordinary user, or set DATABASE_URL to a running server."
    )


def uid() -> int:
    """The number under which the server's files lie on disk."""
    stepped_down = any(word.startswith("--reuid=") for word in prefix())
    return pwd.getpwnam("nobody").pw_uid if stepped_down else os.geteuid()


def trusted() -> set[int]:
    """Whose private folders we may use: our own, and root those of the account it steps down to."""
    return {os.geteuid(), *([pwd.getpwnam("nobody").pw_uid] if os.geteuid() == 0 else [])}


def own(*folders: Path) -> None:
    """Hand the folders to whoever the server runs as, if they are not already his."""
    for folder in folders:
        if folder.stat().st_uid != uid():
            for path in (folder, *folder.rglob("*")):
                os.lchown(path, uid(), uid())


def _has_a_name(uid: int) -> bool:
    try:
        return bool(pwd.getpwuid(uid))
    except KeyError:
        return False


def _namespace() -> tuple[str, ...]:
    unshare = shutil.which("unshare")
    uid = next((pwd.getpwnam(n).pw_uid for n in NAMES if n in {p.pw_name for p in pwd.getpwall()}), None)
    if unshare is None or uid is None or os.environ.get("ONEWINDOW_NO_USERNS"):
        return ()
    return (unshare, "--user", f"--map-user={uid}", f"--map-group={uid}", "--")


def _step_down() -> tuple[str, ...]:
    """`dac_override` stays, for wheels and data folders that lie below root's own 0700 home."""
    setpriv = shutil.which("setpriv")
    if setpriv is None or os.geteuid() != 0:
        return ()
    nobody = pwd.getpwnam("nobody")
    return (setpriv, f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups",
            "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override", "--pdeathsig=INT", "--")  # fmt: skip


def _runs(words: tuple[str, ...]) -> bool:
    return subprocess.run([*words, "true"], capture_output=True).returncode == 0
