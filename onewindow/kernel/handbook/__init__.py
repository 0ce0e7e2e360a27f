"""The vocabulary of the handbook: what a chapter may say."""

from onewindow.kernel.ground.spans import EndRoll, Span, Start, Unit, days, hours, months, workdays, years
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline, Extension, since
from onewindow.kernel.handbook.fields import (
    Field,
    Group,
    address,
    choice,
    choices,
    citizen_id,
    credit_code,
    day,
    docket,
    file,
    long_text,
    money,
    name,
    number,
    optional,
    person,
    phone,
    photo,
    place,
    place_detail,
    plate,
    ref,
    signature_typed,
    text,
    tick,
)
from onewindow.kernel.handbook.indicators import Indicator
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.module import Event, Module
from onewindow.kernel.handbook.papers import Paper
from onewindow.kernel.handbook.parameters import Parameter
from onewindow.kernel.handbook.roles import (
    ADMINISTRATOR,
    APPLICANT,
    CHIEF,
    CLERK,
    COMMUNITY,
    REVIEWER,
    SUPERVISOR,
    SYSTEM,
    Reach,
    Role,
)
from onewindow.kernel.handbook.rules import Matter, Rule, rule
from onewindow.kernel.handbook.states import State, WaitsOn, ending, one_of, stays
from onewindow.kernel.handbook.steps import Document, Lookup, Notice, Step

__all__ = [
    "ADMINISTRATOR", "APPLICANT", "CHIEF", "CLERK", "COMMUNITY", "REVIEWER", "SUPERVISOR", "SYSTEM",
    "CaseType", "Deadline", "Document", "EndRoll", "Event", "Extension", "Field", "Group", "Indicator",
    "Law", "Lookup", "Matter", "Module", "Notice", "Paper", "Parameter", "Reach", "Role", "Rule", "Span",
    "Start", "State", "Step", "Sure", "Unit", "WaitsOn", "address", "choice", "choices", "citizen_id",
    "credit_code", "day", "days", "docket", "ending", "file", "hours", "long_text", "money", "months",
    "name", "number", "one_of", "optional", "person", "phone", "photo", "place", "place_detail", "plate",
    "ref", "rule", "signature_typed", "since", "stays", "text", "tick", "workdays", "years",
]
