"""Hybrid check characters of ISO/IEC 7064."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mod_37_36(body: str) -> str:
    """The check character after `body` of digits and capital letters; ValueError for others.

    Finds every single wrong character and nearly every swap of neighbours.
    """
    return ALPHABET[_hybrid(body, 36)]


def mod_11_10(body: str) -> str:
    """The check digit after `body` of digits; ValueError for others."""
    return ALPHABET[_hybrid(body, 10)]


def _hybrid(body: str, size: int) -> int:
    product = size
    for character in body:
        value = ALPHABET.index(character)
        if value >= size:
            raise ValueError(f"{character!r} is not one of {size} characters")
        product = (product + value) % size or size
        product = product * 2 % (size + 1)
    return (size + 1 - product) % size
