"""A subscriber for tests: an HTTP server that remembers what came, and answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a secret of at least twenty-four characters"


@dataclass
class Came:
    """One request as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def what(self) -> tuple[str, int]:
        """Subject and version."""
        return self.event["subject"], self.event["data"]["version"]


@dataclass
class Receiver:
    """`answer` gets what came and returns (status, headers); it may block."""

    answer: Callable[[Came], tuple[int, dict[str, str]]] = lambda came: (204, {})
    came: list[Came] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Receiver:
        receiver = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                came = Came({name.lower(): value for name, value in self.headers.items()}, body)
                receiver.came.append(came)
                status, headers = receiver.answer(came)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Answering)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def good(self) -> list[tuple[str, int]]:
        return [one.what for one in self.came]
