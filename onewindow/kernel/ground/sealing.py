"""Encryption at rest: SM4-GCM to seal, HMAC-SM3 to find again."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NONCE, TAG, NAME = 12, 16, 4


class Unsealable(Exception):
    """The bytes were not sealed by a key we hold, or were changed."""


def derived(key: bytes, use: bytes, length: int) -> bytes:
    """A key for one use, by HKDF (RFC 5869) over HMAC-SM3."""
    secret = hmac.new(b"onewindow", key, "sm3").digest()
    return hmac.new(secret, use + b"\x01", "sm3").digest()[:length]


class Sealer:
    """Seals with the first key, unseals with any of them; each sealed text names its key."""

    def __init__(self, *keys: bytes) -> None:
        if not keys or any(len(key) < 32 for key in keys):
            raise ValueError("sealing keys are 32 bytes each")
        self._keys = {hashlib.new("sm3", b"name" + key).digest()[:NAME]: derived(key, b"seal", 16) for key in keys}
        self._newest = next(iter(self._keys))
        self._search = derived(keys[-1], b"search", 32)

    def seal(self, plain: bytes, about: bytes = b"") -> bytes:
        """Key name, nonce, ciphertext, tag; `about` must be the same when it is opened."""
        nonce = os.urandom(NONCE)
        run = Cipher(algorithms.SM4(self._keys[self._newest]), modes.GCM(nonce)).encryptor()
        run.authenticate_additional_data(about)
        return self._newest + nonce + run.update(plain) + run.finalize() + run.tag

    def unseal(self, sealed: bytes, about: bytes = b"") -> bytes:
        """The plain bytes; Unsealable when a byte or the subject was changed."""
        key = self._keys.get(sealed[:NAME])
        if key is None or len(sealed) < NAME + NONCE + TAG:
            raise Unsealable("no key for these bytes")
        nonce, body, tag = sealed[NAME:NAME + NONCE], sealed[NAME + NONCE:-TAG], sealed[-TAG:]
        run = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        run.authenticate_additional_data(about)
        try:
            return run.update(body) + run.finalize()
        except InvalidTag:
            raise Unsealable("changed, or sealed for another row") from None

    def search_hash(self, kind: str, value: str) -> str:
        """A keyed hash, 64 hex characters: equal values are found, nothing is revealed."""
        return hmac.new(self._search, f"{kind}\x00{value}".encode(), "sm3").hexdigest()
