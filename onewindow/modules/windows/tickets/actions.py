"""Everything that is done with a ticket, from the number to the last word; each call is one transaction.

`actor` is who does it: the person themselves or nobody for a number from the phone, else a member of staff.
"""

from __future__ import annotations

from onewindow.modules.windows.tickets.calling import call_next, miss, recall
from onewindow.modules.windows.tickets.serving import finish, hold, resume, start, transfer
from onewindow.modules.windows.tickets.taking import Along, leave, take

__all__ = [
    "Along",
    "call_next",
    "finish",
    "hold",
    "leave",
    "miss",
    "recall",
    "resume",
    "start",
    "take",
    "transfer",
]
