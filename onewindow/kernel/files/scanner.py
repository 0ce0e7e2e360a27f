"""Looking for malware before a file is kept.

The local stand-in knows one thing, the EICAR test string, and says so; a bureau points
`FILE_SCANNER` at the clamd of its own network.
"""

from __future__ import annotations

import socket
import struct
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from onewindow.kernel.ground.refusal import Refusal

# Written in two halves, so that no scanner takes this source file for the test file itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PIECE = 64 * 1024


class Infected(Refusal):
    """The scanner knows this content.  Facts: `threat`, for the log."""

    code = "file_infected"
    words = "这个文件带有病毒特征，没有收。请用杀毒软件检查您的设备，换一份干净的文件再传；也可以带纸质材料到窗口。"


class NotScanned(Refusal):
    """The scanner does not answer; nothing is kept unseen."""

    code = "scanner_down"
    status = 503
    words = "病毒检查暂时不能用，文件没有收。请过几分钟再传，已填的内容不会丢。"


class Scanner(Protocol):
    """What looks at a content before it is kept."""

    title: str

    def threat(self, data: bytes) -> str | None:
        """The name of what was found, or None; NotScanned when it cannot tell."""


class LocalScanner:
    """Stand-in without signatures: finds the EICAR test string anywhere in the content."""

    title = "本地替身（只认 EICAR 测试串）"

    def threat(self, data: bytes) -> str | None:
        return "EICAR-Test-File" if EICAR in data else None


class Clamd:
    """ClamAV's daemon over TCP, by its INSTREAM command."""

    title = "ClamAV"

    def __init__(self, host: str, port: int, seconds: float = 20.0) -> None:
        self.address, self.seconds = (host, port), seconds

    def threat(self, data: bytes) -> str | None:
        try:
            answer = self._ask(data)
        except OSError as error:
            raise NotScanned(why=str(error)) from error
        if answer.endswith(b"FOUND"):
            return answer.removeprefix(b"stream: ").removesuffix(b" FOUND").decode("utf-8", "replace")
        if answer.endswith(b"OK"):
            return None
        raise NotScanned(why=answer.decode("utf-8", "replace"))

    def _ask(self, data: bytes) -> bytes:
        with socket.create_connection(self.address, self.seconds) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            answer = b""
            while piece := line.recv(4096):
                answer += piece
        return answer.strip(b"\0 \r\n")


@lru_cache(maxsize=1)
def scanner() -> Scanner:
    """The scanner of this installation: `FILE_SCANNER` is "host:port" of a clamd, or empty."""
    address = getattr(settings, "FILE_SCANNER", "")
    if not address:
        return LocalScanner()
    host, _, port = address.rpartition(":")
    return Clamd(host, int(port))


def scan(data: bytes) -> None:
    """Refuse what the scanner knows."""
    threat = scanner().threat(data)
    if threat:
        raise Infected(threat=threat)
