"""Which chapters this city has installed.  `make room NAME=…` adds a line here and in wiring."""

from onewindow.kernel.handbook import Module
from onewindow.modules.borderpass.definition import MODULE as BORDERPASS
from onewindow.modules.complaints.definition import MODULE as COMPLAINTS
from onewindow.modules.directives.definition import MODULE as DIRECTIVES
from onewindow.modules.disputes.definition import MODULE as DISPUTES
from onewindow.modules.feedback.definition import MODULE as FEEDBACK
from onewindow.modules.handover.definition import MODULE as HANDOVER
from onewindow.modules.hazards.definition import MODULE as HAZARDS
from onewindow.modules.incidents.definition import MODULE as INCIDENTS
from onewindow.modules.lawyers.definition import MODULE as LAWYERS
from onewindow.modules.records.definition import MODULE as RECORDS
from onewindow.modules.residence.definition import MODULE as RESIDENCE
from onewindow.modules.revisits.definition import MODULE as REVISITS
from onewindow.modules.rounds.definition import MODULE as ROUNDS
from onewindow.modules.seals.definition import MODULE as SEALS
from onewindow.modules.unsolved.definition import MODULE as UNSOLVED
from onewindow.modules.windows.definition import MODULE as WINDOWS

MODULES: tuple[Module, ...] = (
    RESIDENCE,
    RECORDS,
    BORDERPASS,
    SEALS,
    LAWYERS,
    WINDOWS,
    HAZARDS,
    REVISITS,
    DIRECTIVES,
    FEEDBACK,
    DISPUTES,
    ROUNDS,
    UNSOLVED,
    COMPLAINTS,
    INCIDENTS,
    HANDOVER,
)
