"""Just enough of PostgreSQL's protocol to ask a server on a Unix socket something, with no driver."""

import socket
import struct
from pathlib import Path

PROTOCOL_3 = 196608
STARTING_UP = "57P03"


class SqlError(Exception):
    """The server's own answer; `state` is its SQLSTATE."""

    def __init__(self, state: str, words: str) -> None:
        super().__init__(f"{state}: {words}")
        self.state = state


class Wire:
    """One connection for simple queries; the socket folder is 0700, so the server trusts it."""

    def __init__(self, folder: Path, database: str = "postgres", user: str = "postgres") -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        try:
            self._socket.connect(str(folder / ".s.PGSQL.5432"))
            words = b"".join(f"{w}\0".encode() for w in ("user", user, "database", database)) + b"\0"
            self._socket.sendall(struct.pack("!II", len(words) + 8, PROTOCOL_3) + words)
            self._answers()
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, sql: str) -> list[tuple[str | None, ...]]:
        """Rows as text; raises SqlError."""
        body = sql.encode() + b"\0"
        self._socket.sendall(b"Q" + struct.pack("!I", len(body) + 4) + body)
        return self._answers()

    def _answers(self) -> list[tuple[str | None, ...]]:
        """Read until the server is ready for the next question."""
        rows, error = [], None
        while True:
            kind, body = self._message()
            if kind == b"D":
                rows.append(_row(body))
            elif kind == b"E":
                error = _error(body)
                if error.state in (STARTING_UP, "3D000", "28000") or error.state.startswith("53"):
                    raise error  # refused at the door: no ReadyForQuery will follow
            elif kind == b"Z":
                if error:
                    raise error
                return rows

    def _message(self) -> tuple[bytes, bytes]:
        head = self._exactly(5)
        return head[:1], self._exactly(struct.unpack("!I", head[1:])[0] - 4)

    def _exactly(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            part = self._socket.recv(size - len(parts))
            if not part:
                raise ConnectionError("the server closed the connection")
            parts += part
        return bytes(parts)


def answers(folder: Path) -> bool:
    """Does a server take questions on this socket; False while it starts, recovers or stops."""
    try:
        with Wire(folder):
            return True
    except (OSError, SqlError):
        return False


def _row(body: bytes) -> tuple[str | None, ...]:
    values: list[str | None] = []
    at = 2
    for _ in range(struct.unpack("!H", body[:2])[0]):
        (size,) = struct.unpack("!i", body[at : at + 4])
        at += 4
        values.append(None if size < 0 else body[at : at + size].decode())
        at += max(size, 0)
    return tuple(values)


def _error(body: bytes) -> SqlError:
    parts = {part[:1]: part[1:].decode("utf-8", "replace") for part in body.split(b"\0") if part}
    return SqlError(parts.get(b"C", ""), parts.get(b"M", ""))
