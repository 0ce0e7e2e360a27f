"""One text found somewhere: what stands in the catalogue, and where it was seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`context` is "pattern" for a sentence with numbered gaps, filled before it is translated."""

    text: str
    place: str
    plural: str = ""
    context: str = ""
