"""Planning who works where and when: shifts with their breaks, and a week taken over from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, Shift, Window
from onewindow.modules.windows.staffing.hours import at, is_regular, open_spans
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, Officer, officers, shifts
from onewindow.modules.windows.staffing.reach import hall_for

PLANNERS = frozenset({"hall_chief", "chief"})
"""Roles that plan a hall and give leave to handle items."""
Breaks = Sequence[tuple[str, str, str]]


class AlreadyPlanned(Refusal):
    """The person or the window is taken at that time."""

    code = "already_planned"
    status = 409
    words = "排不进去：{who}在这段时间已经有班。请改时间、换人或换窗口，或者先删掉原来的班。"


class NoSuchShift(Refusal):
    """Not there, or of another hall."""

    code = "no_such_shift"
    status = 404
    words = "没有这个班，可能刚被删掉。请刷新排班表再看。"


class ShiftBegun(Refusal):
    """What has begun stays on the record."""

    code = "shift_begun"
    status = 409
    words = "这个班已经开始，不能删除；提前离岗请在窗口上点“暂离”或“关窗”，会如实记录。"


def plan_shift(
    *,
    hall: Hall,
    window: Window | None,
    account_id: int,
    starts: datetime,
    ends: datetime,
    breaks: Breaks = (),
    actor: Actor,
    now: datetime,
) -> Shift:
    """A person at a window, or (without one) at the guide's desk; the database lets nobody be in two places."""
    hall_for(hall.code, actor, PLANNERS)
    officer = next((one for one in officers(hall, local_date(starts)) if one.id == account_id), None)
    _check(hall, window, officer, starts, ends, breaks)
    assert officer is not None
    try:
        with transaction.atomic():
            shift = Shift.objects.create(
                hall=hall,
                window=window,
                account_id=account_id,
                account_name=officer.name,
                during=DateTimeTZRange(starts, ends),
                breaks=[list(one) for one in sorted(breaks)],
                kind="regular" if is_regular(hall, starts, ends) else "after_hours",
                planned_by=actor.id,
                at=now,
            )
            write(_line(hall, shift, "plan", actor=actor, now=now))
    except IntegrityError as clash:
        person = "shift_person" in str(clash)
        raise AlreadyPlanned(who=officer.name if person else f"{window.number if window else ''}号窗口") from None
    return shift


def drop_shift(*, hall: Hall, shift_id: int, actor: Actor, now: datetime) -> None:
    """Take a shift that has not begun out of the plan."""
    hall_for(hall.code, actor, PLANNERS)
    with transaction.atomic():
        shift = Shift.objects.select_for_update().filter(id=shift_id, hall=hall).first()
        if shift is None:
            raise NoSuchShift()
        if shift.during.lower <= now:
            raise ShiftBegun()
        write(_line(hall, shift, "drop", actor=actor, now=now))
        shift.delete()


def copy_week(*, hall: Hall, monday: date, actor: Actor, now: datetime) -> tuple[int, int]:
    """Plan the week as the one before: how many shifts were taken over, and how many did not fit.

    What is closed, taken, past or of somebody who has left is passed over.
    """
    hall_for(hall.code, actor, PLANNERS)
    done = passed = 0
    for old in shifts(hall.id, monday - timedelta(days=7), monday - timedelta(days=1)):
        starts, ends = (local(one) + timedelta(days=7) for one in (old.during.lower, old.during.upper))
        try:
            if starts <= now:
                raise ShiftBegun()
            plan_shift(
                hall=hall,
                window=old.window,
                account_id=old.account_id,
                starts=starts,
                ends=ends,
                breaks=[(one[0], one[1], one[2]) for one in old.breaks],
                actor=actor,
                now=now,
            )
            done += 1
        except Refusal:
            passed += 1
    return done, passed


def _line(hall: Hall, shift: Shift, act: str, *, actor: Actor, now: datetime) -> Entry:
    facts = {
        "title": "排班" if act == "plan" else "删除排班",
        "hall": hall.code,
        "window": shift.window_id,
        "account": shift.account_id,
        "from": shift.during.lower.isoformat(),
        "to": shift.during.upper.isoformat(),
    }
    return Entry(
        at=now,
        about="shift",
        subject_id=shift.id,
        act=act,
        kind="windows",
        unit_path=hall.unit_path,
        actor_id=actor.id,
        actor_name=actor.name,
        facts=facts,
    )


def _check(
    hall: Hall, window: Window | None, officer: Officer | None, starts: datetime, ends: datetime, breaks: Breaks
) -> None:
    errors: dict[str, str] = {}
    if window is not None and (window.hall_id != hall.id or not window.active):
        errors["window"] = "本大厅没有这个在用的窗口"
    if officer is None:
        errors["account"] = "这个人当天不在本大厅任职，请从列表里选"
    elif window is not None and not officer.roles & AT_WINDOW_ROLES:
        errors["account"] = f"{officer.name}不是窗口人员，只能排在引导台"
    if starts >= ends or local_date(starts) != local_date(ends - timedelta(microseconds=1)):
        errors["ends"] = "下班时间要晚于上班时间，并且在同一天"
    elif not any(opens < ends and starts < closes for opens, closes in open_spans(hall, local_date(starts))):
        errors["starts"] = "大厅这段时间不开门，请看大厅的开放时间和节假日安排"
    elif (fault := _faulty(starts, ends, breaks)) is not None:
        errors["breaks"] = fault
    if errors:
        raise BadAnswers(errors)


def _faulty(starts: datetime, ends: datetime, breaks: Breaks) -> str | None:
    """What is wrong with the breaks, if anything: they lie inside the shift, in order, one after another."""
    day, before = local_date(starts), starts
    for begins, over, _ in sorted(breaks):
        try:
            first, last = at(day, begins), at(day, over)
        except ValueError:
            return "休息时间请写成 12:00 这样的钟点"
        if not before <= first < last <= ends:
            return "休息要在班内，先后不重叠"
        before = last
    return None
