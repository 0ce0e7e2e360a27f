"""What the room hears, keeps and plants."""

from __future__ import annotations

from onewindow.kernel.journal.subjects import Subject
from onewindow.modules.revisits.demo import plant
from onewindow.modules.revisits.planning import keep_plan

DEMO_LAST = (plant,)
LISTENERS = (("revisits", ("*",), keep_plan),)
SUBJECTS = (Subject("revisit", "ow_revisits_revisit", number="number", title="'办结回访'", person="person_id"),)
