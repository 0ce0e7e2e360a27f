"""The bureau of Changzhou for the demo: real districts, streets and communities, invented offices.

One bureau, six district bureaus (the development zone stays under its real streets), one station a
real street, 667 police rooms spread over the communities.  Which street takes a statistical zone's
communities is our reading.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from onewindow.kernel.people.models import Place, Unit
from onewindow.kernel.people.tree import WIDTH, add_places, add_unit

DATA = Path(__file__).parent.parent / "changzhou"
SINCE = date(2021, 1, 1)
ROOMS = 667
BUREAUS = {
    "320402": "天宁分局",
    "320404": "钟楼分局",
    "320411": "新北分局",
    "320412": "武进分局",
    "320413": "金坛分局",
    "320481": "溧阳市公安局",
}
TAKEN_BY = {
    "320412400": "320412119",
    "320412411": "320412100",
    "320412412": "320412119",
    "320412413": "320412110",
    "320413400": "320413100",
    "320413401": "320413109",
    "320413402": "320413001",
    "320481400": "320481111",
    "320481401": "320481116",
}


def plant() -> None:
    """Units and communities; nothing when they are there."""
    if Unit.objects.filter(kind="room").exists():
        return
    bureau = add_unit("320400000000", "常州市公安局", "bureau", parent=None, since=SINCE, area_code="320400")
    districts = {
        code: add_unit(f"{code}000000", name, "district", parent=bureau, since=SINCE, area_code=code)
        for code, name in BUREAUS.items()
    }
    stations = {}
    for row in _rows("streets.csv"):
        code = row["street_code9"]
        if code not in TAKEN_BY:
            stations[code] = add_unit(
                f"{code}000",
                _station(row["street_name"]),
                "station",
                parent=districts[row["area_code6"]],
                since=SINCE,
                area_code=row["area_code6"],
                phone="0519-00000000",
            )
    communities = _rows("communities.csv")
    add_places([_place(row, stations) for row in communities])
    _rooms(communities, stations)


def _station(street: str) -> str:
    return street.removesuffix("街道").removesuffix("镇") + "派出所"


def _place(row: dict[str, str], stations: dict[str, Unit]) -> Place:
    street = TAKEN_BY.get(row["street_code"], row["street_code"])
    return Place(
        code=row["community_code"],
        name=row["community_name"],
        street_code=row["street_code"],
        street_name=row["street_name"],
        district_code=row["district_code"],
        district_name=row["district_name"],
        unit=stations[street],
    )


def _rooms(communities: list[dict[str, str]], stations: dict[str, Unit]) -> None:
    """Spread the rooms evenly: every community in turn, until the published number is reached."""
    step, rooms, counted = len(communities) / ROOMS, [], {code: 0 for code in stations}
    for nth in range(ROOMS):
        row = communities[int(nth * step)]
        street = TAKEN_BY.get(row["street_code"], row["street_code"])
        counted[street] += 1
        name = (
            row["community_name"]
            .removesuffix("居委会")
            .removesuffix("村委会")
            .removesuffix("社区")
            .removesuffix("村民委员会")
        )
        station = stations[street]
        rooms.append(
            Unit(
                code=f"{row['community_code']}R",
                name=f"{name}警务室",
                kind="room",
                parent=station,
                since=SINCE,
                path=f"{station.path}{counted[street]:0{WIDTH}d}.",
                area_code=row["district_code"],
            )
        )
    Unit.objects.bulk_create(rooms, batch_size=500)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
