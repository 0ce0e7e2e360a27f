"""Leave to handle items, and the certificates officers sign with: each from a day, on a stated ground, on record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Authorisation, Certificate, Hall
from onewindow.modules.windows.staffing.planning import PLANNERS
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, officers
from onewindow.modules.windows.staffing.reach import hall_for
from onewindow.modules.windows.staffing.turns import take_turn


class OwnLeave(Refusal):
    """Nobody gives leave to himself."""

    code = "own_leave"
    status = 403
    words = "不能给自己授权或登记证书。请由所领导办理。"


class NoSuchLeave(Refusal):
    """Not there, ended already, or of somebody in another hall."""

    code = "no_such_leave"
    status = 404
    words = "没有这条有效的授权或证书。请刷新再看。"


def authorise(
    *,
    hall: Hall,
    account_id: int,
    item: str,
    since: date,
    until: date | None,
    ground: str,
    actor: Actor,
    now: datetime,
) -> Authorisation:
    """Leave for one officer to handle one item from a day to a day (both included), on a stated ground."""
    errors = _officer(hall, account_id, actor, now) | _dates(since, until)
    if item not in BY_CODE:
        errors["item"] = "没有这个办理项，请从列表里选"
    if not ground.strip():
        errors["ground"] = "请写明依据：文号、培训考核结果或领导批示"
    if errors:
        raise BadAnswers(errors)
    with transaction.atomic():
        take_turn("leave", account_id)
        again = Q(since__lte=until) if until else Q()
        held = Authorisation.objects.filter(again, account_id=account_id, item=item)
        if held.filter(Q(until__isnull=True) | Q(until__gte=since)).exists():
            raise BadAnswers({"item": "这段时间里已经有这一项的授权"})
        made = Authorisation.objects.create(
            account_id=account_id,
            item=item,
            since=since,
            until=until,
            ground=ground.strip(),
            given_by=actor.id,
            at=now,
        )
        facts = {"title": f"授权办理{BY_CODE[item].title}", "item": item, "ground": made.ground, "leave": made.id}
        _line(hall, account_id, "authorise", actor, now, facts | _span(since, until))
    return made


def end_authorisation(*, hall: Hall, leave_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take the leave back at once: yesterday was its last day, or (a day before its first) it never counts."""
    hall_for(hall.code, actor, PLANNERS)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明收回的理由"})
    today = local_date(now)
    with transaction.atomic():
        held = Authorisation.objects.select_for_update().filter(id=leave_id).first()
        if held is None or (held.until and held.until < today) or not _is_here(hall, held.account_id, now):
            raise NoSuchLeave()
        held.until = max(today, held.since) - timedelta(days=1)
        held.save(update_fields=["until"])
        facts = {"title": "收回办理授权", "item": held.item, "reason": reason.strip(), "leave": held.id}
        _line(hall, held.account_id, "end_authorisation", actor, now, facts)


def add_certificate(
    *, hall: Hall, account_id: int, serial: str, since: date, until: date, actor: Actor, now: datetime
) -> Certificate:
    """Register the certificate an officer signs with; its number is nobody else's."""
    serial = serial.strip().upper()
    errors = _officer(hall, account_id, actor, now) | _dates(since, until)
    if not (6 <= len(serial) <= 64 and serial.isascii() and serial.isalnum()):
        errors["serial"] = "证书序列号是 6 到 64 位字母和数字"
    if errors:
        raise BadAnswers(errors)
    try:
        with transaction.atomic():
            made = Certificate.objects.create(account_id=account_id, serial=serial, since=since, until=until)
            facts = {"title": "登记数字证书", "serial": serial} | _span(since, until)
            _line(hall, account_id, "certificate", actor, now, facts)
    except IntegrityError:
        raise BadAnswers({"serial": "这个序列号已经登记过"}) from None
    return made


def end_certificate(*, hall: Hall, certificate_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The certificate is lost or revoked: from this day on nothing is signed with it."""
    hall_for(hall.code, actor, PLANNERS)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明停用的理由"})
    today = local_date(now)
    with transaction.atomic():
        held = Certificate.objects.select_for_update().filter(id=certificate_id, until__gte=today).first()
        if held is None or not _is_here(hall, held.account_id, now):
            raise NoSuchLeave()
        held.until = max(today, held.since) - timedelta(days=1)
        held.save(update_fields=["until"])
        facts = {"title": "停用数字证书", "serial": held.serial, "reason": reason.strip()}
        _line(hall, held.account_id, "end_certificate", actor, now, facts)


def _officer(hall: Hall, account_id: int, actor: Actor, now: datetime) -> dict[str, str]:
    """Faults of whom it is for; refuses who may not give it."""
    hall_for(hall.code, actor, PLANNERS)
    if account_id == actor.id:
        raise OwnLeave()
    found = next((one for one in officers(hall, local_date(now)) if one.id == account_id), None)
    if found is None or not found.roles & AT_WINDOW_ROLES:
        return {"account": "只能给本大厅的窗口人员办理，请从列表里选"}
    return {}


def _is_here(hall: Hall, account_id: int, now: datetime) -> bool:
    return any(one.id == account_id for one in officers(hall, local_date(now)))


def _dates(since: date, until: date | None) -> dict[str, str]:
    return {"until": "结束日期不能早于开始日期"} if until and until < since else {}


def _span(since: date, until: date | None) -> dict[str, Any]:
    return {"since": since.isoformat(), "until": until.isoformat() if until else None}


def _line(hall: Hall, account_id: int, act: str, actor: Actor, now: datetime, facts: dict[str, Any]) -> None:
    write(
        Entry(
            at=now,
            about="officer",
            subject_id=account_id,
            act=act,
            kind="windows",
            unit_path=hall.unit_path,
            actor_id=actor.id,
            actor_name=actor.name,
            facts=facts,
        )
    )
