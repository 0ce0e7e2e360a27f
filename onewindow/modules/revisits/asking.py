"""What came of the call: nobody answered, would not say, or answered; a bad answer opens the case again.

All of it in one transaction with its line; the same key a second time does nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases import actions
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.revisits import Revisit as Plan
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.notices.saying import say
from onewindow.kernel.people.actor import SYSTEM_ACTOR, Actor
from onewindow.kernel.store.vault import seal_text, unseal_text
from onewindow.modules.revisits import tries
from onewindow.modules.revisits.models import Revisit, Try
from onewindow.modules.revisits.reach import to_ask
from onewindow.modules.revisits.taking import line, mine
from onewindow.modules.revisits.values import values
from onewindow.modules.revisits.words import HOW, LEVELS, UNRATED

LONGEST = 500  # characters of what the person said


def script_of(one: Revisit) -> Plan:
    """What is asked, as the edition of the case has it."""
    told = shelf().entry(one.case_type, one.edition).revisit
    assert told is not None  # it was planned by it
    return told


def no_answer(revisit_id: int, *, how: str, actor: Actor, now: datetime, key: str) -> Revisit:
    """One more call that nobody took; the last of three on different days ends it."""
    if how not in HOW:
        raise BadAnswers({"how": "请选没接通的情形"})
    with transaction.atomic():
        done = Try.objects.filter(key=key, by=actor.id, revisit_id=revisit_id).select_related("revisit").first()
        if done is not None:
            return done.revisit
        one = mine(revisit_id, actor=actor, now=now)
        Try.objects.create(revisit=one, at=now, how=how, by=actor.id, by_name=actor.name, key=key)
        made, set_ = [call.at for call in one.tries.all()], values(now)
        one.not_before = tries.not_before(made, int(set_["tries.most"]), int(set_["tries.hours"]))
        if tries.gives_up(made, int(set_["tries.most"])):
            _ended(one, "not_reached", actor, now, key)
        _free(one)
        line(one, "no_answer", actor, now, how=how, tries=len(made))
    return one


def would_not_say(revisit_id: int, *, actor: Actor, now: datetime, key: str) -> Revisit:
    """The person was reached and does not want to answer: nobody asks again."""
    with transaction.atomic():
        if done := _done(revisit_id, actor, key):
            return done
        one = mine(revisit_id, actor=actor, now=now)
        _ended(one, "refused", actor, now, key)
        _free(one)
        line(one, "refused", actor, now)
    return one


def answered(
    revisit_id: int, *, answers: Mapping[str, str], satisfied: str, said: str, actor: Actor, now: datetime, key: str
) -> Revisit:
    """Every question yes or no, how satisfied, and what else was said; a no to the failing one opens the case again."""
    with transaction.atomic():
        if done := _done(revisit_id, actor, key):
            return done
        one = mine(revisit_id, actor=actor, now=now)
        told, said = script_of(one), said.replace("\x00", "").strip()
        one.answers = _checked(told, answers, satisfied, said)
        one.satisfied = None if satisfied == UNRATED else int(satisfied)
        one.words = seal_text(said, f"revisit:{one.pk}")
        one.failed = one.answers[told.failing] == "no"
        _ended(one, "reached", actor, now, key)
        if one.failed:
            one.reopened = _opened_again(one, told, said, now)
        _free(one)
        line(one, "answered", actor, now, failed=one.failed, reopened=one.reopened)
    return one


def words_of(one: Revisit) -> str:
    """What the person said."""
    return unseal_text(one.words, f"revisit:{one.pk}")


def _checked(told: Plan, answers: Mapping[str, str], satisfied: str, said: str) -> dict[str, str]:
    wrong = {code: "请选是或否" for code, _ in told.script if answers.get(code) not in ("yes", "no")}
    if satisfied not in {UNRATED, *(str(level) for level in LEVELS)}:
        wrong["satisfied"] = "请选满意程度，本人不愿打分的选“不打分”"
    if len(said) > LONGEST:
        wrong["said"] = f"请写在 {LONGEST} 字以内"
    if answers.get(told.failing) == "no" and len(said) < 2:
        wrong["said"] = "请记下本人的原话，这件事会按这句话重新办理"
    if wrong:
        raise BadAnswers(wrong)
    return {code: answers[code] for code, _ in told.script}


def _opened_again(one: Revisit, told: Plan, said: str, now: datetime) -> bool:
    """By the step of the handbook, with the person's words; where that is refused, the unit is told to look."""
    try:
        actions.take(
            told.reopens, case_id=one.case_id, actor=SYSTEM_ACTOR, now=now, key=f"revisit:{one.pk}",
            given={"reason": f"回访时本人说：{said}"}, case_type=one.case_type,
        )  # fmt: skip
    except Refusal as refusal:
        say(
            f"revisit:{one.pk}:failed", title="回访说没有办好", case_id=one.case_id, unit_path=one.unit_path, now=now,
            words=f"{one.number}办结后回访，本人说没有办好，但没能自动重新办理（{refusal.sentence}）请看一看怎么办。",
        )  # fmt: skip
        return False
    return True


def _done(revisit_id: int, actor: Actor, key: str) -> Revisit | None:
    return Revisit.objects.filter(to_ask(actor), pk=revisit_id, key=key, asked_by=actor.id).first()


def _ended(one: Revisit, state: str, actor: Actor, now: datetime, key: str) -> None:
    one.state, one.key = state, key
    one.asked_by, one.asked_name, one.asked_at = actor.id, actor.name, now


def _free(one: Revisit) -> None:
    one.taken_by, one.taken_until = None, None
    one.save()
