"""How each matter of a visit ended, and the visit with them."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases.visits import Standing, standing
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Matter, Ticket
from onewindow.modules.windows.sittings.holding import in_hand, matter_in_hand, noted
from onewindow.modules.windows.sittings.matters import item_of
from onewindow.modules.windows.tickets import actions as tickets

OUTCOMES = {
    "on_the_spot": "当场办结",
    "accepted": "已收件",
    "missing_paper": "缺材料",
    "refused": "不能办",
    "unsolved": "办不成事，转专窗",
}
EXPLAINED = frozenset({"missing_paper", "refused", "unsolved"})
"""Outcomes that say why, in words the person reads."""
ONCE = Law("行政许可法", "第三十二条", note="材料不齐的，应当一次告知需要补正的全部内容")
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z\-/]{3,39}")
LONG_NUMBER = re.compile(r"[0-9Xx]{7,}")
"""A number of a person: what is written here goes into the journal of the visit, where none may stand."""
BAD_ENDS = frozenset({"refused", "declined", "withdrawn", "revoked", "discarded"})


class NotSo(Refusal):
    """An outcome that the facts do not bear out."""

    code = "outcome_not_so"
    status = 422
    words = "{words}"


class StillOpen(Refusal):
    """Matters without an outcome."""

    code = "matters_open"
    status = 409
    words = "还有事项没写结果：{items}。每一项都写明结果后再办结，缺材料的请用“缺材料”暂停。"


class NothingMissing(Refusal):
    """A hold without a missing paper."""

    code = "nothing_missing"
    status = 409
    words = "没有标“缺材料”的事项。请先在事项上写明缺什么，一次说全，再暂停。"


def number_back(matter_id: int, *, number: str, actor: Actor, now: datetime) -> None:
    """The number of the department's own system, typed back by hand; the moment of it is shown beside it."""
    number = number.replace("\x00", "").strip()
    with transaction.atomic():
        matter, sitting = matter_in_hand(matter_id, actor)
        item = item_of(matter.item)
        if item.case_type:
            raise NotSo(words=f"“{item.title}”在本系统开件，编号自动生成，不用填。")
        if not NUMBER.fullmatch(number):
            raise BadAnswers({"number": "请照业务系统里的编号输入：4到40位字母、数字或横线"})
        matter.outside_number, matter.sitting, matter.at = number, sitting, now
        if matter.outcome in ("", "missing_paper"):
            matter.outcome, matter.note = "accepted", ""
        matter.save(update_fields=["outside_number", "sitting", "outcome", "note", "at"])
        noted(sitting.ticket, "number_back", actor=actor, now=now, matter=matter.id)


def end(matter_id: int, *, outcome: str, actor: Actor, now: datetime, note: str = "") -> None:
    """Write how a matter ended; what the facts contradict is refused."""
    note = note.replace("\x00", "").strip()[:500]
    with transaction.atomic():
        matter, sitting = matter_in_hand(matter_id, actor)
        check_outcome(matter, outcome, note)
        matter.outcome, matter.note, matter.sitting, matter.at = outcome, note, sitting, now
        matter.save(update_fields=["outcome", "note", "sitting", "at"])
        noted(sitting.ticket, "outcome", actor=actor, now=now, matter=matter.id, outcome=outcome)


def check_outcome(matter: Matter, outcome: str, note: str) -> None:
    """Refuse an outcome without its reason, its number or its case."""
    item = item_of(matter.item)
    case = standing([matter.case_id]).get(matter.case_id) if matter.case_id else None
    if outcome not in OUTCOMES:
        raise BadAnswers({"outcome": "请选择结果"})
    if outcome in EXPLAINED and len(note) < 4:
        raise BadAnswers({"note": "请写明缺什么或者为什么，至少四个字；本人会看到"})
    if LONG_NUMBER.search(note):
        raise BadAnswers({"note": "这里不要写证件号码和电话，它会写进来访记录"})
    if outcome == "on_the_spot" and not (
        derived(case) == "on_the_spot" or (item.on_the_spot and matter.outside_number)
    ):
        raise NotSo(words=f"“{item.title}”还没有办结：先在办件里办完，或者把业务系统的编号填回来，再写当场办结。")
    if outcome == "accepted" and not (derived(case) or matter.outside_number):
        raise NotSo(words=f"“{item.title}”还没有提交，也没有业务系统的编号，不能写已收件。")


def derived(case: Standing | None) -> str:
    """What a case itself says about how the matter ended; empty while it is a draft."""
    if case is None or case.submitted_at is None:
        return ""
    if case.ended_at is None:
        return "accepted"
    return "refused" if case.state in BAD_ENDS else "on_the_spot"


def hold(ticket_id: int, *, actor: Actor, now: datetime) -> Ticket:
    """Papers are missing: told once and in full, the window is free, the number stays good (行政许可法 第三十二条)."""
    with transaction.atomic():
        in_hand(ticket_id, actor)
        lacking = Matter.objects.filter(ticket_id=ticket_id, outcome="missing_paper").order_by("id")
        missing = [f"{item_of(one.item).title}：{one.note}" for one in lacking]
        if not missing:
            raise NothingMissing()
        return tickets.hold(ticket_id=ticket_id, missing=missing, actor=actor, now=now)


def finish(ticket_id: int, *, actor: Actor, now: datetime) -> Ticket:
    """The visit is over at the window; every matter has its outcome by now."""
    with transaction.atomic():
        in_hand(ticket_id, actor)
        all_of_it = list(Matter.objects.select_for_update().filter(ticket_id=ticket_id).order_by("id"))
        settle(all_of_it, now)
        still = [item_of(one.item).title for one in all_of_it if not one.outcome]
        if still:
            raise StillOpen(items="、".join(still))
        return tickets.finish(ticket_id=ticket_id, actor=actor, now=now, outcome=whole({m.outcome for m in all_of_it}))


def settle(all_of_it: list[Matter], now: datetime) -> None:
    """Outcomes that the cases tell by themselves; a paper that came and was handed in lacks no more."""
    cases = standing(one.case_id for one in all_of_it if one.case_id)
    for one in all_of_it:
        told = derived(cases.get(one.case_id or 0))
        if told and (not one.outcome or (one.outcome == "accepted" and told != "accepted")):
            one.outcome, one.at = told, now
            one.save(update_fields=["outcome", "at"])


def whole(outcomes: set[str]) -> str:
    """One word for the visit: the least good of its matters; `advice` when nothing was to be done."""
    for one in ("unsolved", "missing_paper", "refused", "accepted", "on_the_spot"):
        if one in outcomes:
            return one
    return "advice"
