"""What the chapter brings beside its declaration: words of its papers, the stand-in that answers, the demo."""

from __future__ import annotations

from functools import partial

from onewindow.modules.hazards import papers
from onewindow.modules.hazards.demo import plant
from onewindow.modules.hazards.platform import PUSHED, answer

DOCUMENT_FACTS = {("hazards.hazard", code): partial(papers.facts, code) for code in papers.OPENINGS}
LISTENERS = (("hazards-platform", (PUSHED,), answer),)
DEMO = (plant,)
