"""What each chapter does with steps, events and look-ups.  Imported once Django is awake."""

from types import ModuleType

EFFECTS: tuple[ModuleType, ...] = ()
