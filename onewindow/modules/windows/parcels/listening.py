"""The listener: a case that ends, or a visit that moves, brings the parcels of the visit up to date."""

from __future__ import annotations

from onewindow.kernel.journal.listeners import Told
from onewindow.modules.windows.models import Matter
from onewindow.modules.windows.parcels.filling import fill


def keep_parcels(told: Told) -> None:
    """Told twice, it does the same once: `fill` only mends differences."""
    if told.about == "case" and told.from_state != told.to_state:
        visit = Matter.objects.filter(case_id=told.subject_id).values_list("ticket_id", flat=True).first()
    elif told.about == "visit" and not told.act.startswith("parcel_"):
        awaited = Matter.objects.filter(ticket_id=told.subject_id, outcome="accepted")
        visit = awaited.values_list("ticket_id", flat=True).first()
    else:
        return
    if visit is not None:
        fill(visit, now=told.now)
