"""Content on disk: sealed, named by its SHA-256, there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.vault import vault


class Damaged(Refusal):
    """The bytes on disk are gone or are not those that were kept."""

    code = "file_damaged"
    status = 500
    words = "这个文件在存储中损坏或丢失，已停止使用。请联系系统管理员从备份恢复，或者请当事人重新上传。"


def digest_of(content: bytes) -> str:
    """The name of this content."""
    return sha256(content).hexdigest()


def place(digest: str) -> Path:
    """Where the content of this digest lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


def write(content: bytes) -> str:
    """Seal the content and put it in its place; the digest.  A content already there is left."""
    digest = digest_of(content)
    target = place(digest)
    if target.exists():
        os.utime(target)  # young again: the sweep of strays leaves it alone
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(vault().seal(content, _about(digest)))
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return digest


def read(digest: str) -> bytes:
    """The content; Damaged when it is gone or another than its name says."""
    try:
        sealed = place(digest).read_bytes()
    except FileNotFoundError:
        raise Damaged(digest=digest) from None
    content = vault().unseal(sealed, _about(digest))
    if digest_of(content) != digest:
        raise Damaged(digest=digest)
    return content


def remove(digest: str) -> None:
    """Take the content away; nothing happens when it is gone already."""
    place(digest).unlink(missing_ok=True)


def older_than(instant: datetime) -> Iterator[str]:
    """Names on disk last written before the instant, left-over temporary files included."""
    for path in Path(settings.MEDIA_ROOT).glob("??/??/*"):
        try:
            if path.stat().st_mtime < instant.timestamp():
                yield path.name
        except FileNotFoundError:
            continue


def drop_unfinished(name: str) -> bool:
    """Remove a temporary file that a crash left; False when the name is a digest."""
    if not name.startswith(".writing-"):
        return False
    for path in Path(settings.MEDIA_ROOT).glob(f"??/??/{name}"):
        path.unlink(missing_ok=True)
    return True


def _about(digest: str) -> bytes:
    return f"file:{digest}".encode()


def _settle(folder: Path) -> None:
    """The rename is on disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
