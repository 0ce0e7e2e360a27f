"""Personal data at rest: sealed with SM4-GCM, found again by a keyed SM3 hash.

GB/T 39786-2021 asks for confidentiality and integrity of important data in storage. The
master key never touches data: HKDF over SM3 derives one key per purpose from it.

A sealed value is version(1) | key id(4) | nonce(12) | ciphertext | tag(16).
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from onewindow.kernel.ground.refusal import Refusal

VERSION = b"\x01"
ID_SIZE, NONCE_SIZE, TAG_SIZE = 4, 12, 16
HEAD = len(VERSION) + ID_SIZE
OVERHEAD = HEAD + NONCE_SIZE + TAG_SIZE
SHORTEST_KEY = 32


class Unsealable(Refusal):
    """Facts: `why` (for the log, names no data)."""

    code = "unsealable"
    status = 500
    words = "这份加密数据打不开（密钥不对或内容被改动），已停止使用。请联系系统管理员核对密钥和数据。"


@dataclass(frozen=True, slots=True, repr=False)
class _Key:
    ident: bytes
    seal: algorithms.SM4
    hash: bytes


class Sealer:
    """Master keys of at least 32 bytes, newest first: the first seals, all of them unseal.

    Search hashes are made with the oldest key, so that putting a new one in front finds all
    that was stored; the oldest key is retired by resealing and rehashing everything.
    """

    def __init__(self, *keys: bytes) -> None:
        if not keys:
            raise ValueError("a sealer needs a key")
        self._keys = [_derived(key) for key in keys]
        self._by_id = {key.ident: key for key in self._keys}
        if len(self._by_id) != len(keys):
            raise ValueError("the same key twice")
        self._hash_key = self._keys[-1].hash

    @property
    def key_id(self) -> str:
        """Public name of the sealing key, eight hex digits; tells nothing about the key."""
        return self._keys[0].ident.hex()

    def seal(self, content: bytes, about: bytes = b"") -> bytes:
        """Seal `content`, bound to `about`: the row and column it belongs to."""
        key = self._keys[0]
        head, nonce = VERSION + key.ident, os.urandom(NONCE_SIZE)
        cipher = Cipher(key.seal, modes.GCM(nonce)).encryptor()
        cipher.authenticate_additional_data(head + about)
        body = cipher.update(content) + cipher.finalize()
        return b"".join((head, nonce, body, cipher.tag))

    def unseal(self, sealed: bytes, about: bytes = b"") -> bytes:
        """What was sealed; Unsealable when key, place or a single bit differ."""
        head, nonce = sealed[:HEAD], sealed[HEAD : HEAD + NONCE_SIZE]
        key = self._by_id.get(head[len(VERSION) :])
        if len(sealed) < OVERHEAD or head[:1] != VERSION:
            raise Unsealable(why="not a sealed value")
        if key is None:
            raise Unsealable(why=f"no key {head[1:].hex()}")
        tag = sealed[-TAG_SIZE:]
        cipher = Cipher(key.seal, modes.GCM(nonce, tag)).decryptor()
        cipher.authenticate_additional_data(head + about)
        try:
            return cipher.update(sealed[HEAD + NONCE_SIZE : -TAG_SIZE]) + cipher.finalize()
        except InvalidTag:
            raise Unsealable(why="changed, or sealed for another place") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the newest key sealed it; if not, a rotation has still to reseal it."""
        return hmac.compare_digest(sealed[:HEAD], VERSION + self._keys[0].ident)

    def search_hash(self, kind: str, value: str) -> str:
        """Keyed hash of a normalised value, 64 hex digits; equal values of one kind agree.

        Normalise before hashing: this hashes exactly what it is given.
        """
        mac = HMAC(self._hash_key, SM3())
        mac.update(kind.encode() + b"\x00" + value.encode())
        return mac.finalize().hex()


def _derived(master: bytes) -> _Key:
    if len(master) < SHORTEST_KEY:
        raise ValueError(f"a master key has at least {SHORTEST_KEY} bytes, not {len(master)}")
    return _Key(
        ident=_expand(master, b"onewindow key id", ID_SIZE),
        seal=algorithms.SM4(_expand(master, b"onewindow sealing", 16)),
        hash=_expand(master, b"onewindow search hash", 32),
    )


def _expand(master: bytes, purpose: bytes, size: int) -> bytes:
    return HKDF(SM3(), size, salt=None, info=purpose).derive(master)
