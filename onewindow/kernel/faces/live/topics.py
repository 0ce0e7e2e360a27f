"""Streams of the rooms, beside the list of cases: what moves them, under which key, and who may listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onewindow.kernel.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Topic:
    """`/live/<code>/<key>`: an event each time a subject of one of these kinds moves under the key.

    `keys` finds the key of each subject, in one statement; `may` lets a listener in, nobody signed in
    included.  An event says that something moved, never what: the page asks for its part anew.
    """

    code: str
    about: frozenset[str]
    keys: Callable[[str, Sequence[int]], dict[int, str]]
    may: Callable[[Actor | None, str], bool]


topics: dict[str, Topic] = {}
