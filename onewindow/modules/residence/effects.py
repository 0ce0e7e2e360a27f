"""What the chapter does with steps: permits are written, endorsed, and looked up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Change, Question, Subject, only_decides
from onewindow.kernel.cases.oneself import confirm
from onewindow.kernel.ground.ages import as_day, born, sex_of, years_after
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook import Matter
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.registers.queries import ask
from onewindow.kernel.store.vault import seal_json
from onewindow.modules.residence import queries, rules
from onewindow.modules.residence.endorsement import ENDORSEMENT
from onewindow.modules.residence.models import Endorsement, Permit


def look_up_stay(question: Question) -> dict[str, Any]:
    """Since when the person is registered here, where the household is, and what the card will show of it."""
    number = str(question.answers.get("holder_id", ""))
    stay = ask("residence_registration", number, now=question.now) or {}
    person = ask("population", number, now=question.now) or {}
    return {
        "since": stay.get("since", ""),
        "valid_until": stay.get("valid_until", ""),
        "same_place": bool(stay) and stay.get("place_code") == question.answers.get("home"),
        "household_area": person.get("household_area", ""),
        "nation": person.get("nation", ""),
        "household_address": person.get("household_address", ""),
    }


def look_up_permits(question: Question) -> dict[str, Any]:
    """The number of the permit the person has already, or nothing."""
    found = queries.permit_of(str(question.answers.get("holder_id", "")))
    return {"number": found.number} if found else {}


def look_up_permit(question: Question) -> dict[str, Any]:
    """The permit named in the form, when it is the holder's own."""
    found = queries.permit_of(str(question.answers.get("holder_id", "")))
    if found is None or found.number != str(question.answers.get("permit_number", "")).strip().upper():
        return {}
    return {
        "number": found.number,
        "valid_until": found.valid_until.isoformat(),
        "counted_from": found.counted_from.isoformat(),
        "years_since": found.years_since.isoformat(),
    }


@only_decides
def is_oneself(change: Change) -> None:
    """Who applies online applies for oneself, or as the proxy named."""
    if change.case.answers.get("by") == "proxy":
        confirm(change, "proxy_id", "代办人公民身份号码")
    else:
        confirm(change, "holder_id", "公民身份号码")


@only_decides
def keep_first_day(change: Change) -> None:
    """The first day of residence that acceptance proved, for the decision to come."""
    today = local_date(change.now)
    since = rules.living_here_since(Matter({**change.case.answers, **change.given}, today, change.facts, {}))
    change.decide(living_since=(since or today).isoformat())


def write_permit(change: Change) -> None:
    """The new permit, valid for a year; full years count from the day of issue."""
    today = local_date(change.now)
    answers = change.case.answers
    since = as_day(change.case.facts.get("living_since")) or today
    permit = Permit.objects.create(
        number=f"JZ{str(answers['home'])[:6]}{today.year}{change.case.id:06d}",
        case_id=change.case.id,
        person_id=change.case.person_id,
        holder_hash=queries.holder_hash(str(answers["holder_id"])),
        place=str(answers["home"]),
        card=seal_json(_card(change.facts.get("stay", {})), queries.bound(change.case.id)),
        issued=today,
        counted_from=today,
        years_since=since,
        valid_until=years_after(today, 1),
    )
    change.decide(
        permit_number=permit.number,
        issued_on=today.isoformat(),
        valid_until=permit.valid_until.isoformat(),
        living_since=since.isoformat(),
    )


def _card(stay: dict[str, Any]) -> dict[str, Any]:
    """What the register adds to the card."""
    return {key: stay[key] for key in ("nation", "household_address") if stay.get(key)}


def endorse(change: Change) -> None:
    """Count the permit on by a year, or start its years again when it comes too late."""
    today = local_date(change.now)
    permit = Permit.objects.select_for_update().get(number=change.facts["permit"]["number"])
    then = rules.after_endorsement(
        valid_until=permit.valid_until,
        counted_from=permit.counted_from,
        years_since=permit.years_since,
        today=today,
        grace_days=in_force(ENDORSEMENT, today)["resid.grace_days"],
    )
    permit.valid_until, permit.counted_from = then.valid_until, then.counted_from
    permit.years_since, permit.place = then.years_since, str(change.case.answers["home"])
    permit.save()
    Endorsement.objects.create(
        permit=permit, case_id=change.case.id, on=today, valid_until=then.valid_until, restarted=then.restarted
    )
    change.decide(
        permit_number=permit.number,
        endorsed_on=today.isoformat(),
        valid_until=then.valid_until.isoformat(),
        years_since=then.years_since.isoformat(),
        restarted=then.restarted,
    )


def printed(case: Subject, *, now: datetime) -> dict[str, Any]:
    """What the permit shows beside the facts of the case (第四条): drawn from sealed answers, kept nowhere."""
    number = str(case.answers.get("holder_id", ""))
    birth = born(number)
    shown = {"sex": sex_of(number), "birth": birth.isoformat() if birth else "", "id_no": number}
    return shown | queries.card_of(case.id) | {"words": USE}


USE = "持证人在居住地享受基本公共服务和便利。每满一年前的一个月里请办理签注；逾期使用功能中止。"


def endorsed_words(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The sentence of the endorsement, and the warning when the years began again."""
    words = ["持证人{holder}的居住证已办理年度签注，使用功能有效。"]
    if case.facts.get("restarted"):
        words.append("本次签注逾期，居住年限自签注之日起重新连续计算（《居住证暂行条例》第十条）。")
    return {"words": words}


WITH_STEP = {
    ("residence.permit", "submit"): is_oneself,
    ("residence.permit", "supply"): is_oneself,
    ("residence.endorsement", "submit"): is_oneself,
    ("residence.endorsement", "supply"): is_oneself,
    ("residence.permit", "accept"): keep_first_day,
    ("residence.permit", "issue"): write_permit,
    ("residence.endorsement", "endorse"): endorse,
}
LOOK_UP = {
    "residence.stay": look_up_stay,
    "residence.permits": look_up_permits,
    "residence.permit": look_up_permit,
}
DOCUMENT_FACTS = {
    ("residence.permit", "permit"): printed,
    ("residence.endorsement", "endorsement"): endorsed_words,
}
