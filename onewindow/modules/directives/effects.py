"""What the chapter does with the steps of a directive: sends it out, withdraws it, settles the pushes behind it."""

from __future__ import annotations

from onewindow.kernel.cases.effects import WithStep
from onewindow.kernel.journal.subjects import Subject
from onewindow.modules.directives import copied, sending
from onewindow.modules.directives.demo import plant
from onewindow.modules.directives.directive import DIRECTIVE, SECRET

ACTS: dict[str, WithStep] = {
    "issue": sending.send,
    "cancel": sending.withdraw,
    "finish": sending.all_done,
    "feedback": copied.compare,
    "close": sending.answer,
    "reopen": sending.go_on,
}
WITH_STEP: dict[tuple[str, str], WithStep] = {
    (entry.code, step): act for entry in (DIRECTIVE, SECRET) for step, act in ACTS.items()
}
SUBJECTS = (Subject("pushes", "ow_directives_batch", number="key", title="'推送'"),)
DEMO = (plant,)
