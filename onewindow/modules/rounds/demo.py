"""Points of the demo: communities in a grid around their station, doors near their community.  All invented.

The real city has no open list of house numbers with points; a bureau imports its own, or the phones learn them.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from onewindow.kernel.cases.duties import open_doors
from onewindow.kernel.people.places import places_by_unit
from onewindow.modules.rounds.models import Spot

APART = 700  # metres between communities
NEAR = 300  # metres around a community


def plant(now: datetime) -> None:
    """Points that are missing; those learned from phones stay."""
    known = set(Spot.objects.values_list("key", flat=True))
    made = []
    for unit_path, places in places_by_unit().items():
        middle = _scattered(f"unit:{unit_path}", 20_000)
        made.append((f"unit:{unit_path}", *middle))
        for nth, place in enumerate(places):
            made.append((place, middle[0] + APART * (nth % 5 - 2), middle[1] + APART * (nth // 5 - 1)))
    at = {key: (x, y) for key, x, y in made}
    for door, place in open_doors():
        x, y = at.get(place, (0.0, 0.0))
        dx, dy = _scattered(door, NEAR)
        made.append((door, x + dx, y + dy))
    Spot.objects.bulk_create(
        [Spot(key=key, x=x, y=y, source="synthetic", at=now) for key, x, y in made if key not in known],
        ignore_conflicts=True,
    )


def _scattered(key: str, within: int) -> tuple[float, float]:
    digest = sha256(key.encode()).digest()
    east, north = int.from_bytes(digest[:4]), int.from_bytes(digest[4:8])
    return (east / 2**32 - 0.5) * 2 * within, (north / 2**32 - 0.5) * 2 * within
