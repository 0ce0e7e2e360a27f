"""What a clerk does with a parcel before it is fetched: lay in, call it ready, send it, take it back."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.vault import seal_text, unseal_text
from onewindow.modules.windows.models import Content, Parcel
from onewindow.modules.windows.parcels.filling import put, settle
from onewindow.modules.windows.parcels.readiness import make_ready, tell
from onewindow.modules.windows.parcels.state import NoSuchParcel, locked, must_be, note

CARRIERS = {"ems": "邮政 EMS", "sf": "顺丰", "other": "其他"}
WAYBILL = re.compile(r"[0-9A-Z]{8,30}")


class NothingThere(Refusal):
    """A parcel without a single result cannot be called ready."""

    code = "nothing_there"
    status = 409
    words = "这个件里还没有放入任何结果，不能通知领取。请先把办好的证件放进去。"


class ByItself(Refusal):
    """The result of a case of the house comes with the end of the case, not by hand."""

    code = "comes_by_itself"
    status = 409
    words = "“{title}”是本系统办理的，办结后自动放入，不能手工放入。请到办件里看进度。"


@transaction.atomic
def lay_in(*, content_id: int, actor: Actor, now: datetime) -> Content:
    """A result of another department's system has come to the hall; laid in twice, it is there once."""
    found = Content.objects.filter(id=content_id).values_list("parcel_id", flat=True).first()
    if found is None:
        raise NoSuchParcel()
    parcel = locked(found, actor)
    must_be(parcel, "open", "ready", "unclaimed", "returned")
    content = parcel.contents.get(id=content_id)
    if content.case_id:
        raise ByItself(title=content.title)
    if content.put_at is None:
        content.parcel = parcel
        put(content, now, now=now, actor=actor)
        settle(parcel, now=now)
    return content


@transaction.atomic
def call_ready(*, parcel_id: int, actor: Actor, now: datetime, slot: str = "") -> Parcel:
    """On a clerk's word: what is there may be fetched now, the rest comes in a parcel of its own."""
    parcel = locked(parcel_id, actor)
    must_be(parcel, "open")
    if not parcel.contents.exclude(put_at=None).exists():
        raise NothingThere()
    make_ready(parcel, now=now, actor=actor, slot=slot)
    return parcel


@transaction.atomic
def to_mail(*, parcel_id: int, address: str, actor: Actor, now: datetime) -> Parcel:
    """The person wants it sent: the slot is free again, the address is kept sealed."""
    if len(address.strip()) < 8:
        raise BadAnswers({"address": "请写完整的收件地址，到门牌号"})
    parcel = locked(parcel_id, actor)
    must_be(parcel, "open", "ready", "returned", "unclaimed")
    parcel.way, parcel.slot, parcel.code_hash = "mail", "", ""
    parcel.address_sealed = seal_text(address.strip(), f"parcel:{parcel.id}:address")
    if parcel.state in ("returned", "unclaimed"):
        parcel.state, parcel.ready_at = "ready", now
    parcel.save()
    note(parcel, "to_mail", "改为邮寄", now=now, actor=actor)
    return parcel


@transaction.atomic
def to_shelf(*, parcel_id: int, actor: Actor, now: datetime, slot: str = "") -> Parcel:
    """Back to the shelf: a letter that came back, or somebody who rather comes."""
    parcel = locked(parcel_id, actor)
    must_be(parcel, "open", "ready", "returned", "unclaimed")
    parcel.way, parcel.address_sealed, parcel.carrier, parcel.waybill = "shelf", None, "", ""
    if parcel.state == "open":
        parcel.save()
    else:
        make_ready(parcel, now=now, actor=actor, slot=slot)
    return parcel


@transaction.atomic
def send(*, parcel_id: int, carrier: str, waybill: str, actor: Actor, now: datetime) -> Parcel:
    """Handed to the carrier; the same waybill a second time changes nothing."""
    number = waybill.strip().upper()
    errors = {} if carrier in CARRIERS else {"carrier": "请选择寄递公司"}
    if not WAYBILL.fullmatch(number):
        errors["waybill"] = "运单号是 8 到 30 位的数字和字母，请照面单抄写"
    if errors:
        raise BadAnswers(errors)
    parcel = locked(parcel_id, actor)
    if parcel.state == "sent" and parcel.waybill == number:
        return parcel
    must_be(parcel, "ready")
    if parcel.way != "mail":
        raise BadAnswers({"address": "这个件没有收件地址，请先改为邮寄"})
    parcel.state, parcel.carrier, parcel.waybill, parcel.given_by = "sent", carrier, number, actor.id
    parcel.save()
    note(parcel, "sent", f"已交寄，{CARRIERS[carrier]} {number}", now=now, actor=actor)
    words = f"您在{parcel.hall.name}办的件已寄出，{CARRIERS[carrier]}，运单号 {number}。"
    tell(parcel, f"sent:{number}", "已经寄出", words, now=now)
    return parcel


@transaction.atomic
def arrived(*, parcel_id: int, actor: Actor, now: datetime) -> Parcel:
    """The carrier's receipt says that the person has it."""
    parcel = locked(parcel_id, actor)
    must_be(parcel, "sent")
    parcel.state, parcel.taken_by, parcel.ended_at = "taken", "self", now
    parcel.save()
    note(parcel, "arrived", "邮件已妥投", now=now, actor=actor)
    return parcel


@transaction.atomic
def came_back(*, parcel_id: int, actor: Actor, now: datetime) -> Parcel:
    """The carrier brought it back; the person is asked what to do."""
    parcel = locked(parcel_id, actor)
    must_be(parcel, "sent")
    parcel.state = "returned"
    parcel.save()
    note(parcel, "returned", "邮件退回大厅", now=now, actor=actor)
    words = f"寄给您的件没有投到，已退回{parcel.hall.name}。请带身份证来领，或者打电话改地址再寄。"
    tell(parcel, f"returned:{parcel.waybill}", "邮件退回了", words, now=now)
    return parcel


def address_of(parcel: Parcel) -> str:
    """Where it is to be sent."""
    return unseal_text(parcel.address_sealed, f"parcel:{parcel.id}:address")
