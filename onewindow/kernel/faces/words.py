"""Words of the handbook in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from onewindow.kernel.faces.sentences import said_again


def words(text: str) -> str:
    """A Chinese text of the handbook, translated when the reader chose another language."""
    if not text:
        return ""
    told = gettext(text)
    return said_again(text, words) if told == text else told


def filled(text: str, **values: object) -> str:
    """The same, with `{names}` filled after translation; a missing name stays empty."""
    return words(text).format_map(
        _Blank({key: words(one) if isinstance(one, str) else one for key, one in values.items()})
    )


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
