"""Where events may be sent: web addresses, and no network of our own without leave."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.kernel.journal import addresses
from onewindow.kernel.journal.addresses import NotAnAddress, PrivateAddress, check_url, resolve


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "//example.org",
        "http://a b/",
        "http://u:p@example.org/",
        "http://例子.cn/",
        "http://x:99999/",
        "",
        "gopher://x",
    ],
)
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(NotAnAddress):
        check_url(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "172.16.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "100.64.0.1",
    ],
)
def test_private_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        addresses.socket,
        "getaddrinfo",
        lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", (address, 80))],
    )
    with pytest.raises(PrivateAddress):
        resolve("rebinds.example", 80, ())


def test_a_private_network_may_be_named(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    assert resolve("127.0.0.1", 80, addresses.allowed_networks()) == "127.0.0.1"
    with pytest.raises(PrivateAddress):
        resolve("10.0.0.1", 80, addresses.allowed_networks())
