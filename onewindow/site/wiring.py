"""What each chapter does with steps, events and look-ups.  Imported once Django is awake."""

from types import ModuleType

from onewindow.modules.borderpass import effects as borderpass
from onewindow.modules.complaints import effects as complaints
from onewindow.modules.directives import effects as directives
from onewindow.modules.disputes import effects as disputes
from onewindow.modules.feedback import effects as feedback
from onewindow.modules.handover import effects as handover
from onewindow.modules.hazards import effects as hazards
from onewindow.modules.incidents import effects as incidents
from onewindow.modules.lawyers import effects as lawyers
from onewindow.modules.records import effects as records
from onewindow.modules.residence import effects as residence
from onewindow.modules.revisits import effects as revisits
from onewindow.modules.rounds import effects as rounds
from onewindow.modules.seals import effects as seals
from onewindow.modules.unsolved import effects as unsolved
from onewindow.modules.windows import effects as windows

EFFECTS: tuple[ModuleType, ...] = (
    residence,
    records,
    borderpass,
    seals,
    lawyers,
    windows,
    hazards,
    revisits,
    directives,
    feedback,
    disputes,
    rounds,
    unsolved,
    complaints,
    incidents,
    handover,
)
