"""When will it be my turn: the dispatcher played forward on expected minutes, with an honest spread.  Pure."""

from __future__ import annotations
