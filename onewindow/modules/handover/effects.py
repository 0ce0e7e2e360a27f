"""What the chapter brings: where its lines are kept, and the demo."""

from __future__ import annotations

from onewindow.kernel.journal.subjects import Subject
from onewindow.modules.handover.demo import plant

SUBJECTS = (
    Subject("shift", "ow_handover_shift", title="'值班'"),
    Subject("handover", "ow_handover_handover", title="'值班交接'"),
)
DEMO = (plant,)
