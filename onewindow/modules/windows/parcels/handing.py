"""Handing out: everything of a visit at one window, to the right hands, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.codes import citizen_id
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people import persons
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.vault import seal_json
from onewindow.modules.windows.models import Companion, Parcel
from onewindow.modules.windows.parcels import codes
from onewindow.modules.windows.parcels.filling import parcel_for
from onewindow.modules.windows.parcels.state import FETCHABLE, NoSuchParcel, locked, must_be, note

BY = {"self": "本人", "guardian": "监护人", "proxy": "代领人", "kin": "近亲属"}
CARES = {"guardian": ("child", "ward"), "kin": ("kin",), "proxy": ("principal",)}
"""Relations of the visit that let the one who took the number fetch for another without a new paper."""


class NotTheirs(Refusal):
    """Neither the number nor the card fits the person."""

    code = "not_theirs"
    status = 403
    words = "取件码和身份证都对不上，不能发件。请本人再核对短信里的 6 位取件码，或者刷本人身份证。"


class NoMandate(Refusal):
    """Somebody fetches for another, and nothing says that they may."""

    code = "no_mandate"
    status = 403
    words = "没有看到{who}可以代领的材料。请核对委托书（监护人核对户口簿或出生医学证明），核对后勾选再发件。"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the one at the window showed: the number, a card (its number and name), and a paper when for another."""

    by: str = "self"
    code: str = ""
    id_no: str = ""
    name: str = ""
    paper_seen: bool = False
    paper_file: str = ""


@transaction.atomic
def hand_out(*, parcel_ids: Sequence[int], proof: Proof, actor: Actor, now: datetime) -> list[Parcel]:
    """Give these parcels to the one who stands here: all of them, or none."""
    if proof.by not in BY:
        raise BadAnswers({"by": "请选择谁来领"})
    if not parcel_ids:
        raise BadAnswers({"parcel": "请勾选要发的件"})
    if proof.by != "self" and not proof.name.strip():
        raise BadAnswers({"name": "请写代领人的姓名，与身份证一致"})
    shown = _card(proof, actor, now)
    return [_give(locked(one, actor), proof, shown, actor, now) for one in sorted(set(parcel_ids))]


def _card(proof: Proof, actor: Actor, now: datetime) -> set[int]:
    """Who the card belongs to; a proxy must show one, even when we do not know the person."""
    number = proof.id_no.strip()
    if proof.by != "self" and not number:
        raise BadAnswers({"id_no": "代领要核对并登记代领人的身份证号码"})
    if not number:
        return set()
    citizen_id.check(number, local_date(now))
    return {one.id for one in persons.find(actor=actor, now=now, purpose="出件核对身份", id_no=number)}


def _give(parcel: Parcel, proof: Proof, shown: Collection[int], actor: Actor, now: datetime) -> Parcel:
    must_be(parcel, *FETCHABLE)
    proof = replace(proof, by=_as(parcel, proof.by, shown))
    if proof.by == "self":
        if parcel.person_id not in shown and not codes.opens(parcel.hall_id, proof.code, parcel.code_hash):
            raise NotTheirs()
    elif not (_came_with(parcel, proof, shown) or proof.paper_seen or proof.paper_file):
        raise NoMandate(who=BY[proof.by])
    _leave_the_rest(parcel)
    if proof.by != "self":
        proxy = {"name": proof.name.strip(), "id_no": proof.id_no.strip().upper()}
        parcel.proxy_sealed, parcel.proxy_file = seal_json(proxy, f"parcel:{parcel.id}:proxy"), proof.paper_file
    parcel.state, parcel.taken_by, parcel.given_by, parcel.ended_at = "taken", proof.by, actor.id, now
    parcel.slot, parcel.code_hash = "", ""
    parcel.save()
    note(parcel, "taken", f"{parcel.contents.count()} 件已由{BY[proof.by]}领走", now=now, actor=actor)
    return parcel


def _as(parcel: Parcel, by: str, shown: Collection[int]) -> str:
    """As whom they take this very parcel: one who fetches for the family takes the own one as themselves."""
    if by == "self" or parcel.person_id in shown:
        return "self"
    if parcel.ticket.person_id in shown:
        relation = parcel.ticket.companions.filter(person_id=parcel.person_id).values_list("relation", flat=True)
        return next((code for code, cares in CARES.items() if set(cares) & set(relation)), by)
    return by


def _came_with(parcel: Parcel, proof: Proof, shown: Collection[int]) -> bool:
    """Whether the one who took the number, card shown, came for this person; other than a child's with its paper."""
    if parcel.ticket.person_id not in shown:
        return False
    theirs = Companion.objects.filter(
        ticket_id=parcel.ticket_id, person_id=parcel.person_id, relation__in=CARES[proof.by]
    )
    return any(one.relation == "child" or one.paper_file for one in theirs)


def _leave_the_rest(parcel: Parcel) -> None:
    """What is not there yet waits in a parcel of its own."""
    rest = parcel.contents.filter(put_at=None)
    if rest.exists():
        state, parcel.state = parcel.state, "taken"
        parcel.save(update_fields=["state"])
        rest.update(parcel=parcel_for(parcel.ticket, parcel.person_id))
        parcel.state = state


def by_code(hall_id: int, code: str) -> int:
    """The visit whose parcels of this hall this number opens."""
    kept = codes.hash_of(hall_id, code)
    found = Parcel.objects.filter(hall_id=hall_id, code_hash=kept, state__in=FETCHABLE).first()
    if found is None:
        raise NoSuchParcel()
    return found.ticket_id


def by_card(hall_id: int, id_no: str, *, actor: Actor, now: datetime) -> int:
    """The visit of the hall with something to fetch for, or brought by, the holder of this card."""
    shown = persons.find(actor=actor, now=now, purpose="出件核对身份", id_no=id_no)
    waiting = Parcel.objects.filter(hall_id=hall_id, state__in=FETCHABLE).order_by("ready_at", "id")
    ids = [one.id for one in shown]
    found = waiting.filter(person_id__in=ids).first() or waiting.filter(ticket__person_id__in=ids).first()
    if found is None:
        raise NoSuchParcel()
    return found.ticket_id
