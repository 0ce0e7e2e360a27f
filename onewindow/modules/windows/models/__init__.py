"""Tables of the room.  Subjects of their own files; Django wants to find them here."""

from onewindow.modules.windows.models.booking import Booking, Pause
from onewindow.modules.windows.models.capture import Bundle, Piece, Value
from onewindow.modules.windows.models.parcels import Content, Parcel
from onewindow.modules.windows.models.places import Hall, HallCalls, HallDay, Seat, Window
from onewindow.modules.windows.models.quality import QuarterTest, Recheck, SpotCheck, Study
from onewindow.modules.windows.models.staffing import Authorisation, Certificate, Shift
from onewindow.modules.windows.models.visits import Companion, Matter, Sitting, Ticket, VisitRating

__all__ = [
    "Authorisation",
    "Booking",
    "Bundle",
    "Certificate",
    "Companion",
    "Content",
    "Hall",
    "HallCalls",
    "HallDay",
    "Matter",
    "Parcel",
    "Pause",
    "Piece",
    "QuarterTest",
    "Recheck",
    "Seat",
    "Shift",
    "Sitting",
    "SpotCheck",
    "Study",
    "Ticket",
    "Value",
    "VisitRating",
    "Window",
]
