"""The keys of this installation: seal what is personal, find it again by its hash."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from onewindow.kernel.ground.sealing import Sealer


@lru_cache(maxsize=1)
def vault() -> Sealer:
    """The sealer of this installation; newest key first, so old data stays readable."""
    keys = [bytes.fromhex(key) for key in settings.SEALING_KEYS]
    if not keys:
        raise ImproperlyConfigured("ONEWINDOW_SEALING_KEY is missing: start with `python -m onewindow up`")
    return Sealer(*keys)


def seal_json(value: Any, about: str) -> bytes | None:
    """Seal a JSON value; nothing for an empty one.  `about` binds it to its row."""
    if not value:
        return None
    return vault().seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), about.encode())


def unseal_json(sealed: bytes | memoryview | None, about: str) -> Any:
    """Read back what `seal_json` sealed; an empty dictionary for nothing."""
    if not sealed:
        return {}
    return json.loads(vault().unseal(bytes(sealed), about.encode()))


def seal_text(value: str, about: str) -> bytes | None:
    """Seal one text; nothing for an empty one."""
    return vault().seal(value.encode(), about.encode()) if value else None


def unseal_text(sealed: bytes | memoryview | None, about: str) -> str:
    """Read back what `seal_text` sealed."""
    return vault().unseal(bytes(sealed), about.encode()).decode() if sealed else ""


def search_hash(kind: str, value: str) -> str:
    """The keyed hash by which a sealed value is found again."""
    return vault().search_hash(kind, value)
