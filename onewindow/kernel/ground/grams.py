r"""Search terms of a Chinese text, the same as the database function `zh_grams`.

Pairs of neighbouring Han characters (a lone one stays alone) and lower-case runs of ASCII
letters and digits. The ranges are those of the SQL: U+3400–4DBF and U+4E00–9FFF; rarer
characters of the higher planes are found by the plain-text filter that follows the index.
"""

import re

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile("[A-Za-z0-9]+")


def grams(text: str) -> list[str]:
    """Distinct terms in code-point order, which is PostgreSQL's order under collation C."""
    found: set[str] = set()
    for run in _HAN.findall(text):
        if len(run) == 1:
            found.add(run)
        else:
            found.update(map(str.__add__, run, run[1:]))
    # Cut first, then lower: the Kelvin sign lowers to an ASCII k that the SQL never sees.
    found.update(word.lower() for word in _WORD.findall(text))
    return sorted(found)


def query_grams(text: str) -> list[str]:
    """Terms a document must hold to match; empty when the index cannot help.

    A lone Han character in a query may sit inside a longer run of the document, where the
    index holds only pairs: it is left to the plain-text filter.
    """
    return [gram for gram in grams(text) if len(gram) > 1 or gram.isascii()]
