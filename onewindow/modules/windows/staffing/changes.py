"""What the staffing page sends, turned into actions; each answers with the sentence that tells it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils.translation import gettext

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, Window
from onewindow.modules.windows.staffing import actions, planning
from onewindow.modules.windows.staffing.hours import at

Change = Callable[[QueryDict, Hall, Actor, datetime], str]


def plan(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """One person at one place on the ticked days."""
    days = [one for one in map(day_of, given.getlist("days")) if one]
    if not days:
        raise BadAnswers({"days": "请勾选排在哪几天"})
    window = Window.objects.filter(hall=hall, id=_number(given.get("window"))).first() if given.get("window") else None
    pause = (given.get("break_from", ""), given.get("break_until", ""), given.get("break_why", "")[:20])
    for day in days:
        try:
            starts, ends = at(day, given.get("starts", "")), at(day, given.get("ends", ""))
        except ValueError:
            raise BadAnswers({"starts": "上下班时间请写成 09:00 这样的钟点"}) from None
        planning.plan_shift(
            hall=hall,
            window=window,
            account_id=_number(given.get("account")),
            starts=starts,
            ends=ends,
            breaks=[pause] if pause[0] or pause[1] else [],
            actor=actor,
            now=now,
        )
    return gettext("已排 {n} 个班。").format(n=len(days))


def drop(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """The ticked shifts."""
    chosen = _numbers(given, "shift")
    for shift_id in chosen:
        planning.drop_shift(hall=hall, shift_id=shift_id, actor=actor, now=now)
    return gettext("已删除 {n} 个班。").format(n=len(chosen))


def copy(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """The week before, once more."""
    monday = day_of(given.get("week", ""))
    if monday is None or monday.weekday():
        raise BadAnswers({"week": "请从排班页选一周"})
    done, passed = planning.copy_week(hall=hall, monday=monday, actor=actor, now=now)
    return gettext("照上周排了 {done} 个班，{passed} 个排不进（已有班、已过时间、不开门或人不在岗）。").format(
        done=done, passed=passed
    )


def authorise(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """One officer, the ticked items."""
    items = given.getlist("items")
    if not items:
        raise BadAnswers({"items": "请勾选授权办理的事项"})
    since, until = _since(given), day_of(given.get("until", ""))
    for item in items:
        actions.authorise(
            hall=hall,
            account_id=_number(given.get("account")),
            item=item,
            since=since,
            until=until,
            ground=given.get("ground", "")[:200],
            actor=actor,
            now=now,
        )
    return gettext("已授权 {n} 项。").format(n=len(items))


def end_leave(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """The ticked leave, taken back."""
    chosen = _numbers(given, "leave")
    for leave_id in chosen:
        reason = given.get("reason", "")[:200]
        actions.end_authorisation(hall=hall, leave_id=leave_id, reason=reason, actor=actor, now=now)
    return gettext("已收回 {n} 项授权。").format(n=len(chosen))


def certificate(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """A new certificate."""
    since, until = _since(given), day_of(given.get("until", ""))
    if until is None:
        raise BadAnswers({"until": "请填证书到哪天为止"})
    actions.add_certificate(
        hall=hall,
        account_id=_number(given.get("account")),
        serial=given.get("serial", ""),
        since=since,
        until=until,
        actor=actor,
        now=now,
    )
    return gettext("证书已登记。")


def end_certificate(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """A certificate that is lost or revoked."""
    held, reason = _number(given.get("certificate")), given.get("reason", "")[:200]
    actions.end_certificate(hall=hall, certificate_id=held, reason=reason, actor=actor, now=now)
    return gettext("证书已停用，今天起不能再用它受理。")


CHANGES: dict[str, Change] = {
    "plan": plan,
    "drop": drop,
    "copy": copy,
    "authorise": authorise,
    "end-leave": end_leave,
    "certificate": certificate,
    "end-certificate": end_certificate,
}


def day_of(text: str) -> date | None:
    """A day as the browser sends it; None for anything else, and for one no plan is made for."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= date(2099, 12, 31) - timedelta(days=14) else None


def _since(given: QueryDict) -> date:
    since = day_of(given.get("since", ""))
    if since is None:
        raise BadAnswers({"since": "请填从哪天起"})
    return since


def _number(text: str | None) -> int:
    """An id of a form; 0, which nothing has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _numbers(given: QueryDict, name: str) -> list[int]:
    chosen = [_number(one) for one in given.getlist(name)]
    if not chosen:
        raise BadAnswers({name: "请先勾选"})
    return chosen
