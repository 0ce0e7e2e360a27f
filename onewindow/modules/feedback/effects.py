"""What the chapter listens to: ratings of finished cases."""

from __future__ import annotations

from onewindow.modules.feedback.demo import plant
from onewindow.modules.feedback.source import open_bad_rating

LISTENERS = (("feedback", ("*.rated",), open_bad_rating),)
DEMO = (plant,)
