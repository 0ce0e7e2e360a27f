"""What the chapter does with steps and events: merging, what a call becomes, the stand-in of 12345, the demo."""

from __future__ import annotations

from onewindow.modules.incidents import merging, papers
from onewindow.modules.incidents.demo import plant
from onewindow.modules.incidents.following import ENDED, follow_on
from onewindow.modules.incidents.hotline import SENT, answer

WITH_STEP = {
    ("incidents.call", "merge"): merging.merge,
    ("incidents.call", "absorb"): merging.absorb,
    ("incidents.call", "follow"): merging.follow,
}
DOCUMENT_FACTS = {("incidents.call", "order_12345"): papers.facts}
LISTENERS = (("incidents-following", ENDED, follow_on), ("incidents-12345", (SENT,), answer))
DEMO = (plant,)
