"""Where the house may call out to: public addresses, and the private networks a bureau names."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import httpcore
from django.conf import settings

from onewindow.kernel.ground.refusal import Refusal

Network = IPv4Network | IPv6Network


class NotAnAddress(Refusal):
    """Not a web address that events may be sent to."""

    code = "not_an_address"
    status = 422
    words = "“{url}”不能作为接收地址：请填写完整的 http:// 或 https:// 地址，不要带用户名和密码。"


class PrivateAddress(Refusal):
    """A name that leads into our own networks."""

    code = "private_address"
    status = 422
    words = (
        "“{host}”指向内部网络，默认不允许向它发送。确需发送的，请系统管理员把该网段加入 ONEWINDOW_WEBHOOK_NETWORKS。"
    )


def check_url(url: str) -> str:
    """The host of an address that events may be sent to, or a refusal."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or not url.isascii() or any(mark.isspace() for mark in url):
        raise NotAnAddress(url=url)
    return parts.hostname or ""


def allowed_networks() -> tuple[Network, ...]:
    """The private networks that this bureau has named."""
    return tuple(ip_network(one) for one in settings.WEBHOOK_NETWORKS)


def resolve(host: str, port: int, allowed: Iterable[Network]) -> str:
    """The address to call; refuses when any address of the name is private and not allowed."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    allowed = tuple(allowed)
    for text in found:
        address = ip_address(str(text).partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        if address.is_global and not address.is_multicast:
            continue
        if not any(address in network for network in allowed if network.version == address.version):
            raise PrivateAddress(host=host)
    return str(found[0])


class CarefulNetwork(httpcore.SyncBackend):
    """Connects to the very address that was checked: a name cannot change its mind in between."""

    def __init__(self) -> None:
        self._allowed = allowed_networks()

    def connect_tcp(self, host: str, port: int, *more: Any, **options: Any) -> httpcore.NetworkStream:
        return super().connect_tcp(resolve(host, port, self._allowed), port, *more, **options)

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise PrivateAddress(host=path)
