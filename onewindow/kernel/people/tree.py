"""Planting units: paths are given here and nowhere else."""

from __future__ import annotations

from datetime import date

from onewindow.kernel.people.models import Place, Unit

WIDTH = 4


def add_unit(
    code: str,
    name: str,
    kind: str,
    *,
    parent: Unit | None,
    since: date,
    area_code: str = "",
    address: str = "",
    phone: str = "",
) -> Unit:
    """Add a unit below its parent; the same code again gives the unit that is there."""
    there = Unit.objects.filter(code=code, until__isnull=True).first()
    if there:
        return there
    above = parent.path if parent else ""
    last = (
        Unit.objects.filter(path__startswith=above, path__regex=rf"^{above.replace('.', '[.]')}\d{{{WIDTH}}}[.]$")
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    nth = int(last[len(above) : -1]) + 1 if last else 1
    return Unit.objects.create(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        path=f"{above}{nth:0{WIDTH}d}.",
        area_code=area_code,
        address=address,
        phone=phone,
        since=since,
    )


def add_places(places: list[Place]) -> None:
    """Add communities in one statement; those that are there stay as they are."""
    Place.objects.bulk_create(places, ignore_conflicts=True, batch_size=500)
