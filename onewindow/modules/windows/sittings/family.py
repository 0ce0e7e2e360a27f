"""The persons of a visit: who came, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.ages import age_on, born
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people import persons
from onewindow.kernel.people.actions import create_person
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import unseal_text
from onewindow.modules.windows.models import Companion, Ticket
from onewindow.modules.windows.sittings.holding import in_hand, noted, purpose
from onewindow.modules.windows.sittings.standing import RELATIONS, WITH_PAPER, WrongRelation, check_relation


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a visit, masked; `paper` is what the relation stands on, `paper_file` its file."""

    id: int
    name: str
    id_no: str
    relation: str
    relation_title: str
    paper: str = ""
    paper_file: str = ""

    @property
    def paper_missing(self) -> bool:
        """True while a guardian or a proxy has shown nothing."""
        return bool(self.paper) and not self.paper_file


def relations_of(ticket: Ticket) -> dict[int, tuple[str, str]]:
    """Relation and paper file by person; whoever holds the ticket comes first."""
    found = {ticket.person_id: ("self", "")} if ticket.person_id else {}
    for other in Companion.objects.filter(ticket=ticket).order_by("id"):
        found.setdefault(other.person_id, (other.relation, other.paper_file))
    return found


def phone_of(person_id: int | None) -> str:
    """The phone we hold of a person of the visit, empty when none; the caller leaves the reading."""
    found = one("select phone_sealed from people_person where id = %s", (person_id,)) if person_id else None
    return unseal_text(found["phone_sealed"], f"person:{person_id}:phone") if found else ""


def members(ticket: Ticket, *, actor: Actor, now: datetime) -> list[Member]:
    """The family as the officer sees it; each look is a line in the readings."""
    relations = relations_of(ticket)
    if not relations:
        return []
    seen = persons.masked(relations, actor=actor, now=now, purpose=purpose(ticket))
    return [
        Member(
            id=person_id,
            name=seen[person_id].name,
            id_no=seen[person_id].id_no,
            relation=relation,
            relation_title=RELATIONS.get(relation, relation),
            paper=WITH_PAPER.get(relation, ""),
            paper_file=file,
        )
        for person_id, (relation, file) in relations.items()
        if person_id in seen
    ]


def join(
    ticket_id: int,
    *,
    relation: str,
    name: str,
    actor: Actor,
    now: datetime,
    id_no: str = "",
    phone: str = "",
) -> int:
    """Somebody whose card was seen becomes a person of the visit; the id of the person.

    A newborn has no number yet; everybody else has one.  The first `self` becomes the ticket's own person.
    """
    birth = born(id_no.strip())
    check_relation(relation, age_on(birth, local_date(now)) if birth else None)
    if not id_no.strip() and relation != "child":
        raise BadAnswers({"id_no": "请读身份证，或者输入公民身份号码；只有还没上户口的孩子可以不填"})
    with transaction.atomic():
        sitting = in_hand(ticket_id, actor)
        ticket = Ticket.objects.select_for_update().get(id=ticket_id)
        person_id = create_person(name=name, id_no=id_no, phone=phone, actor=actor, now=now)
        persons.note([person_id], actor, now, how="search", purpose=purpose(ticket))
        if relation == "self":
            _own(ticket, person_id, name)
        elif person_id != ticket.person_id:
            Companion.objects.get_or_create(ticket=ticket, person_id=person_id, defaults={"relation": relation})
        noted(sitting.ticket, "join", actor=actor, now=now, relation=relation)
    return person_id


def _own(ticket: Ticket, person_id: int, name: str) -> None:
    if ticket.person_id not in (None, person_id):
        raise WrongRelation(words="这张票已经有本人了。另一个人请按与本人的关系登记。")
    Ticket.objects.filter(id=ticket.id).update(person_id=person_id, called_as=mask_name(name.strip()))


def keep_paper(ticket_id: int, person_id: int, *, data: bytes, name: str, actor: Actor, now: datetime) -> str:
    """The proof of guardianship or the proxy, kept with the visit; the id of the file."""
    with transaction.atomic():
        sitting = in_hand(ticket_id, actor)
        held = Companion.objects.select_for_update().filter(ticket_id=ticket_id, person_id=person_id).first()
        if held is None or held.relation not in WITH_PAPER:
            raise WrongRelation(words="这个人不需要代办材料。")
        held.paper_file = put(data, name=name, actor_id=actor.id, now=now, person_id=person_id).id
        held.save(update_fields=["paper_file"])
        noted(sitting.ticket, "standing_paper", actor=actor, now=now, relation=held.relation)
    return held.paper_file
