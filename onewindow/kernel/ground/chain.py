"""Chaining and rooting records with SM3 (GB/T 32905-2016).

Leaves and nodes are hashed under different first bytes (as in RFC 6962), so that a node can
never be passed off as a record.
"""

import json
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash

SIZE = 32
LEAF, NODE = b"\x00", b"\x01"
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_LEAVES = frozenset({str, int, bool, type(None)})  # most of a record: told apart without a call
Proof = list[tuple[bool, bytes]]


def digest(*parts: bytes) -> bytes:
    """SM3 of the parts one after another, 32 bytes."""
    h = Hash(SM3())
    for part in parts:
        h.update(part)
    return h.finalize()


def canonical(value: Any) -> bytes:
    """The one UTF-8 JSON text of a value of dict, list, str, int, bool and None.

    TypeError for anything else: a float has several spellings (write it as text), and a
    key that is not text would be turned into one silently.
    """
    _only_plain(value)
    return _write(value).encode("utf-8")


def _only_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} has no canonical form")
            if type(inner) not in _LEAVES:
                _only_plain(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            if type(inner) not in _LEAVES:
                _only_plain(inner)
    elif not (isinstance(value, (str, int)) or value is None):
        raise TypeError(f"{type(value).__name__} {value!r} has no canonical form")


def link(previous: bytes, body: bytes) -> bytes:
    """The digest of a record that names its predecessor; `previous` is b"" for the first."""
    if len(previous) not in (0, SIZE):
        raise ValueError(f"a link names 0 or {SIZE} bytes, not {len(previous)}")
    return digest(len(previous).to_bytes(1, "big"), previous, body)


def root(digests: Sequence[bytes]) -> bytes:
    """The Merkle root over records in order; SM3 of nothing when there are none."""
    if not digests:
        return digest()
    level = [digest(LEAF, one) for one in digests]
    while len(level) > 1:
        level = _above(level)
    return level[0]


def _above(level: list[bytes]) -> list[bytes]:
    """Pairs hashed together; an odd last one moves up unchanged, never doubled."""
    pairs = [digest(NODE, level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return pairs + level[-1:] if len(level) % 2 else pairs


def proof(digests: Sequence[bytes], index: int) -> Proof:
    """The neighbours from record `index` up to the root, as (neighbour is left, digest)."""
    if not 0 <= index < len(digests):
        raise IndexError(index)
    level = [digest(LEAF, one) for one in digests]
    path: Proof = []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append((beside < index, level[beside]))
        level, index = _above(level), index // 2
    return path


def check_proof(record: bytes, path: Proof, claimed_root: bytes) -> bool:
    """Whether the record digest is under that root; needs nothing but SM3."""
    at = digest(LEAF, record)
    for is_left, beside in path:
        at = digest(NODE, beside, at) if is_left else digest(NODE, at, beside)
    return at == claimed_root
