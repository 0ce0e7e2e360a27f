"""A spot check: recorded, answered by the officer, looked at again by another hand.  Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.notices.saying import say
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, Recheck, Sitting, SpotCheck, Window
from onewindow.modules.windows.quality.points import BY_CODE, HOW, SEEN
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, officers
from onewindow.modules.windows.staffing.reach import hall_for
from onewindow.modules.windows.tickets.lines import note_seat

CHECKERS = frozenset({"hall_chief", "chief", "supervisor"})
OLDEST = 31
"""Days after which a moment is no longer recorded: nobody remembers, and the film is gone; our own value."""
LONGEST = 90
"""Days a rectify-by date may lie ahead; our own value."""
Seen = Mapping[str, tuple[str, str]]  # code of a point → (yes | no | not_seen, what was seen)


class NoSuchCheck(Refusal):
    """Not there, or not in a hall of this actor's."""

    code = "no_such_check"
    status = 404
    words = "没有这次检查，或者不在您的大厅。请刷新再看。"


class Answered(Refusal):
    """One check, one answer."""

    code = "check_answered"
    status = 409
    words = "这次检查您已经说明过了。还有话要说，请当面找窗口长，或者等复查时说。"


class SameHand(Refusal):
    """Who found it, or who was checked, does not say that it is mended."""

    code = "recheck_same_hand"
    status = 403
    words = "复查要换一个人：检查的人和被检查的人都不能自己复查。请窗口长、所领导或督察里的另一位来看。"


class NothingOpen(Refusal):
    """Nothing was amiss, or it is mended."""

    code = "nothing_to_recheck"
    status = 409
    words = "这次检查没有待复查的。请刷新再看。"


def spot_check(
    *,
    hall: Hall,
    window_id: int,
    account_id: int | None,
    how: str,
    seen_at: datetime | None,
    points: Seen,
    note: str,
    rectify_by: date | None,
    actor: Actor,
    now: datetime,
) -> SpotCheck:
    """One look at one window; without an officer when nobody sat there.  The officer is told at once."""
    hall_for(hall.code, actor, CHECKERS)
    window = Window.objects.filter(hall=hall, id=window_id).first()
    errors = _moment(seen_at, now) | _points(points) | _by_when(points, rectify_by, local_date(now))
    if how not in HOW:
        errors["how"] = "请选是现场看的还是看录像"
    if window is None:
        errors["window"] = "请选看的是哪个窗口"
    name = ""
    if account_id is not None and seen_at is not None:
        name = _name_of(hall, account_id, local_date(seen_at))
        errors |= {} if name else {"account": "请选当时在窗口的人，没有人就选“当时没有人”"}
    if account_id == actor.id:
        errors["account"] = "不能检查自己。请窗口长、所领导或督察里的另一位来看"
    if window and seen_at and not errors:
        errors |= _someone_else(window, account_id, seen_at)
    if errors or window is None or seen_at is None:
        raise BadAnswers(errors)
    failed = [code for code, (seen, _) in points.items() if seen == "no"]
    with transaction.atomic():
        made = SpotCheck.objects.create(
            hall=hall, window=window, account_id=account_id, account_name=name, how=how, seen_at=seen_at,
            points={code: {"seen": points[code][0], "note": points[code][1].strip()[:200]} for code in BY_CODE},
            note=note.strip()[:500], rectify_by=rectify_by if failed else None, by_account=actor.id,
            by_name=actor.name, at=now,
        )  # fmt: skip
        note_seat(window, "spot_check", "窗口抽查", actor=actor, now=now, check=made.id, failed=failed)
        _tell(made, "made", "窗口抽查的结果", "对您窗口的一次检查有了结果，请看一看，可以写说明。", now)
    return made


def answer(*, check_id: int, words: str, actor: Actor, now: datetime) -> SpotCheck:
    """What the checked officer says to it, once; whoever checked is told."""
    words = words.replace("\x00", "").strip()
    with transaction.atomic():
        check = SpotCheck.objects.select_for_update().filter(id=check_id, account_id=actor.id).first()
        if check is None:
            raise NoSuchCheck()
        if check.answered:
            raise Answered()
        if not 2 <= len(words) <= 500:
            raise BadAnswers({"words": "请写明情况，500 字以内"})
        check.answered, check.answered_at = words, now
        check.save(update_fields=["answered", "answered_at"])
        window = Window.objects.select_related("hall").get(id=check.window_id)
        note_seat(window, "answer_check", "被检查人作了说明", actor=actor, now=now, check=check.id)
        link = f"{reverse('windows-quality')}?hall={window.hall.code}#check-{check.id}"
        told = "您检查过的窗口人员写了说明，请看一看。"
        say(
            f"check:{check.id}:answer",
            account_id=check.by_account,
            title="对抽查的说明",
            words=told,
            link=link,
            now=now,
        )
    return check


def recheck(
    *, hall: Hall, check_id: int, mended: bool, note: str, by_when: date | None, actor: Actor, now: datetime
) -> Recheck:
    """A second look at what was not kept; still not mended means a new day, and another look after it."""
    hall_for(hall.code, actor, CHECKERS)
    with transaction.atomic():
        check = SpotCheck.objects.select_for_update().filter(id=check_id, hall=hall).first()
        if check is None:
            raise NoSuchCheck()
        if actor.id in (check.by_account, check.account_id):
            raise SameHand()
        if check.rectify_by is None or check.rechecks.filter(mended=True).exists():
            raise NothingOpen()
        errors = {} if note.strip() else {"note": "请写明复查时看到了什么"}
        if not mended and (by_when is None or not _within(by_when, local_date(now))):
            errors["by_when"] = f"还没改好的，请填最迟哪天改好：今天以后，{LONGEST} 天以内"
        if errors:
            raise BadAnswers(errors)
        made = Recheck.objects.create(
            check_of=check, mended=mended, note=note.strip()[:500], by_when=None if mended else by_when,
            by_account=actor.id, by_name=actor.name, at=now,
        )  # fmt: skip
        window = Window.objects.select_related("hall").get(id=check.window_id)
        note_seat(window, "recheck", "窗口抽查复查", actor=actor, now=now, check=check.id, mended=mended)
        _tell(check, f"recheck:{made.id}", "抽查的复查结果", "对您窗口的检查有了复查结果，请看一看。", now)
    return made


def _tell(check: SpotCheck, what: str, title: str, words: str, now: datetime) -> None:
    if check.account_id is not None:
        link = f"{reverse('windows-quality-mine')}#check-{check.id}"
        say(f"check:{check.id}:{what}", account_id=check.account_id, title=title, words=words, link=link, now=now)


def _moment(seen_at: datetime | None, now: datetime) -> dict[str, str]:
    if seen_at is None:
        return {"seen_at": "请填是哪天几点看的"}
    if seen_at > now:
        return {"seen_at": "看的时间不能在现在以后"}
    return {"seen_at": f"只能记最近 {OLDEST} 天里看的"} if seen_at < now - timedelta(days=OLDEST) else {}


def _points(points: Seen) -> dict[str, str]:
    errors = {}
    for code in BY_CODE:
        seen, note = points.get(code, ("", ""))
        if seen not in SEEN:
            errors[f"point-{code}"] = "请选做到、没做到或没看到"
        elif seen == "no" and not note.strip():
            errors[f"note-{code}"] = "没做到的，请写明看到了什么"
    if not errors and all(seen == "not_seen" for seen, _ in points.values()):
        errors[f"point-{next(iter(BY_CODE))}"] = "一项都没看到，就不用记了；看到哪项选哪项"
    return errors


def _by_when(points: Seen, day: date | None, today: date) -> dict[str, str]:
    failed = any(seen == "no" for seen, _ in points.values())
    if failed and (day is None or not _within(day, today)):
        return {"rectify_by": f"有没做到的，请填最迟哪天改好：今天以后，{LONGEST} 天以内"}
    return {}


def _within(day: date, today: date) -> bool:
    return today < day <= today + timedelta(days=LONGEST)


def _name_of(hall: Hall, account_id: int, day: date) -> str:
    """The officer's name, if he worked at the windows of the hall on that day."""
    there = (one for one in officers(hall, day) if one.id == account_id and one.roles & AT_WINDOW_ROLES)
    return next((one.name for one in there), "")


def _someone_else(window: Window, account_id: int | None, seen_at: datetime) -> dict[str, str]:
    """The record of sittings speaks against it: another one was serving there at that moment."""
    then = Q(ended_at__isnull=True) | Q(ended_at__gte=seen_at)
    sat = Sitting.objects.filter(then, window=window, started_at__lte=seen_at).order_by("-started_at").first()
    if sat is None or sat.account_id == account_id:
        return {}
    clock = f"{local(seen_at):%H:%M}"
    return {"account": f"{clock} 在{window.number}号窗口办理的是{sat.account_name}，请核对时间和人"}
