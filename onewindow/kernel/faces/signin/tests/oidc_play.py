"""A play in a process of its own: the site with the bureau's sign-in connected, and a small provider.

Run by test_oidc; prints one JSON line with what happened.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django

WHO = {"preferred_username": "wang", "sub": "s-1", "name": "王窗口"}
SEEN: dict[str, Any] = {}


class Provider(BaseHTTPRequestHandler):
    """Discovery, token and userinfo; the authorisation page is skipped by the play."""

    def answer(self, body: dict[str, Any]) -> None:
        raw = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if "openid-configuration" in self.path:
            self.answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            SEEN["bearer"] = self.headers["Authorization"]
            self.answer(WHO)

    def do_POST(self) -> None:
        SEEN["token"] = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer({"access_token": "a-token", "token_type": "Bearer", "id_token": unsigned(WHO)})

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def unsigned(claims: dict[str, Any]) -> str:
    """An id token as it comes over the provider's own connection."""
    server = os.environ["ONEWINDOW_OIDC_URL"]
    full = {**claims, "iss": server, "aud": "onewindow", "iat": 1, "exp": 9999999999}
    parts = (json.dumps(one).encode() for one in ({"alg": "RS256", "typ": "JWT"}, full, {}))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def main() -> dict[str, Any]:
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["ONEWINDOW_OIDC_URL"] = f"http://127.0.0.1:{server.server_port}"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from onewindow.kernel.testing.city import small_city  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    small_city()
    told = {"page": "统一身份认证" in Client().get("/sign-in/staff/").content.decode()}
    told["known"] = go(Client())
    told["pkce"] = "code_verifier" in SEEN["token"]
    WHO["preferred_username"] = "stranger"
    told["unknown"] = go(Client())
    told["forged"] = (
        Client().get("/sign-in/oidc/bureau/login/callback/?code=x&state=forged").headers.get("Location", "")
    )
    told["cancelled"] = go(Client(), {"error": "access_denied"})
    server.shutdown()
    server.server_close()
    told["down"] = Client().get("/sign-in/oidc/bureau/login/").headers.get("Location", "")
    told["other"] = Client().get("/sign-in/oidc/nobody/login/").status_code
    return told


def go(client: Any, back: dict[str, str] | None = None) -> str:
    """Out to the provider and back again; where one ends."""
    out = client.get("/sign-in/oidc/bureau/login/?next=/desk/?list=soon")
    assert out.status_code == 302, out.content
    state = parse_qs(urlsplit(out.headers["Location"]).query)["state"][0]
    answer = client.get("/sign-in/oidc/bureau/login/callback/", {**(back or {"code": "c"}), "state": state})
    inside = client.get("/profile/").status_code == 200
    return f"{answer.headers['Location']} {'in' if inside else 'out'}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
