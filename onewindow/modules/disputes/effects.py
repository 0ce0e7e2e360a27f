"""What the chapter brings beside its declaration: words of its papers, the demo."""

from __future__ import annotations

from functools import partial

from onewindow.modules.disputes import papers
from onewindow.modules.disputes.demo import plant

DOCUMENT_FACTS = {("disputes.dispute", code): partial(papers.facts, code) for code in papers.OPENINGS}
DEMO = (plant,)
