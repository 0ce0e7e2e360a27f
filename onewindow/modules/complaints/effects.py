"""What the chapter listens to: complaints that were registered, to look for others of the same matter."""

from __future__ import annotations

from onewindow.modules.complaints.demo import plant
from onewindow.modules.complaints.pairs.suggesting import suggest

LISTENERS = (("complaints-pairs", ("complaints.complaint.report",), suggest),)
DEMO = (plant,)
