"""Filing any matter in a test: a photo where one is asked for, every paper that applies, handed in."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from PIL import Image

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.actions import Taken
from onewindow.kernel.files.actions import put
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.testing.city import MONDAY, City


def picture(color: str = "navy") -> bytes:
    """A small PNG."""
    held = io.BytesIO()
    Image.new("RGB", (64, 64), color).save(held, "PNG")
    return held.getvalue()


def filed(
    city: City,
    who: str,
    case_type: str,
    answers: dict[str, Any],
    *,
    now: datetime = MONDAY,
    organisation: int | None = None,
    papers: bool = True,
) -> int:
    """The id of a case that this person has filled in and handed in."""
    actor, entry = city.actor(who, now), shelf().entry(case_type)
    upload = put(picture(), name="材料.png", actor_id=actor.id, now=now, person_id=actor.person_id).id
    photos = {one.code: upload for one in entry.fields.values() if one.kind in ("photo", "file") and one.asked(answers)}
    complete = photos | answers
    row = drafts.open_draft(case_type, actor=actor, now=now, answers=answers, for_organisation=organisation)
    wanted = {one.code: upload for one in entry.papers if one.when is None or one.when.holds(complete)}
    drafts.save_draft(row.id, actor=actor, now=now, answers=complete, papers=wanted if papers else {})
    actions.take("submit", case_id=row.id, actor=actor, now=now)
    return row.id


def take(city: City, who: str, step: str, case: int, now: datetime = MONDAY, **given: Any) -> Taken:
    """This person takes this step of this case."""
    return actions.take(step, case_id=case, actor=city.actor(who, now), now=now, given=given)
