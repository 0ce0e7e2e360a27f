"""Words of the handbook in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext


def words(text: str) -> str:
    """A Chinese text of the handbook, translated when the reader chose another language."""
    return gettext(text) if text else ""


def filled(text: str, **values: object) -> str:
    """The same, with `{names}` filled after translation; a missing name stays empty."""
    return words(text).format_map(_Blank(values))


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
