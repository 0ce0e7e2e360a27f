"""A person looks at every value before it is used; the first confirmed number says who has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.codes import citizen_id, names, plate
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actions import create_person
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import search_hash, unseal_text
from onewindow.modules.windows.capture import printed
from onewindow.modules.windows.capture.actions import seal
from onewindow.modules.windows.capture.bundles import Visit, bundle_of, line, must_have_come, piece_in, visit_for
from onewindow.modules.windows.models import Piece, Ticket, Value

LONGEST = 200


class OtherPerson(Refusal):
    """The number on the paper is not that of the person it was captured for."""

    code = "other_person"
    status = 409
    words = "材料上的公民身份号码不是这个人的。请核对是不是放错了卡，或者选错了人；选对人再采一次。"


def opened(value: Value) -> str:
    """The text of a value."""
    return unseal_text(value.sealed, f"capture:{value.piece_id}:{value.field}")


def confirm(*, ticket_id: int, piece_id: int, values: dict[str, str], actor: Actor, now: datetime) -> int | None:
    """Take the values over as the clerk left them: as read, or corrected (then they are typed); blank ones stay out.

    The person of the piece; somebody not known before is registered by a confirmed name and number.
    """
    visit = visit_for(ticket_id, actor)
    said = {field: _plain(text) for field, text in values.items() if _plain(text)}
    said = _sound(said, now)
    with transaction.atomic():
        piece = piece_in(bundle_of(visit, actor=actor, now=now), piece_id)
        _must_be_theirs(piece, said)
        held = {value.field: value for value in piece.values.select_for_update()}
        for field, text in said.items():
            _settle(piece, held.get(field), field, text, actor=actor, now=now)
        person_id = piece.person_id or _who(visit, piece, said, actor=actor, now=now)
        line(visit, f"采集：核对 {len(said)} 项", actor=actor, now=now)
    return person_id


def _must_be_theirs(piece: Piece, said: dict[str, str]) -> None:
    if piece.person_id is None or "id_no" not in said:
        return
    known = one("select id_hash from people_person where id = %s", (piece.person_id,))
    if known and known["id_hash"] and known["id_hash"] != search_hash("id", said["id_no"]):
        raise OtherPerson()


def _plain(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _sound(said: dict[str, str], now: datetime) -> dict[str, str]:
    """The values in their one spelling; every fault at once."""
    errors, sound = {}, {}
    for field, text in said.items():
        if field not in printed.FIELDS:
            continue
        try:
            sound[field] = _spelled(field, text, now)
        except Refusal as fault:
            errors[field] = fault.sentence
    number, birth = sound.get("id_no"), sound.get("birth")
    if number and birth and citizen_id.birth_date(number).isoformat() != birth:
        errors["birth"] = "出生日期和公民身份号码里的不一样，请对照证件核对"
    if errors:
        raise BadAnswers(errors)
    return sound


def _spelled(field: str, text: str, now: datetime) -> str:
    if field == "id_no":
        return citizen_id.check(text, local_date(now))
    if field in ("name", "owner"):
        return names.check(text) if field == "name" else text
    if field == "plate":
        return plate.check(text)
    if field == "vin" and not printed.vin_holds(text.upper()):
        raise BadAnswers({"vin": "车辆识别代号校验不符"})
    if field == "birth" and as_day(text) is None:
        raise BadAnswers({"birth": "出生日期请写成 1990-01-31"})
    return text.upper() if field == "vin" else text


def _settle(piece: Piece, value: Value | None, field: str, text: str, *, actor: Actor, now: datetime) -> None:
    same = value is not None and opened(value) == text
    if value is None:
        value = Value(piece=piece, field=field)
    if not same:
        value.sealed, value.source, value.sure = seal(piece.id, field, text), "typed", None
        value.checked = printed.rule_of(field, text, today=local_date(now))
    value.confirmed_by, value.confirmed_at = actor.id, now
    value.save()


def _who(visit: Visit, piece: Piece, said: dict[str, str], *, actor: Actor, now: datetime) -> int | None:
    """The person whom a confirmed name and number name; the first of a visit is the one who came."""
    if not ("name" in said and "id_no" in said and piece.kind in ("card", "scan")):
        return None
    synthetic = piece.device.startswith("模拟")
    person_id = create_person(
        name=said["name"],
        id_no=said["id_no"],
        address=said.get("address", ""),
        synthetic=synthetic,
        actor=actor,
        now=now,
    )
    ticket = Ticket.objects.select_for_update().get(id=visit.ticket.id)
    if ticket.person_id is None:
        ticket.person_id = person_id
        ticket.called_as = ticket.called_as or mask_name(said["name"])
        ticket.save(update_fields=["person_id", "called_as"])
        piece.bundle.pieces.filter(person_id__isnull=True).update(person_id=person_id)
        visit.ticket.person_id = person_id
        return person_id
    must_have_come(visit, person_id)
    Piece.objects.filter(id=piece.id).update(person_id=person_id)
    return person_id
