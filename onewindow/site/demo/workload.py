"""Work of the last weeks, made by the actions of the house themselves: every line is a real one."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from onewindow.kernel.cases import actions, drafts, ratings
from onewindow.kernel.cases.models import Case
from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.models import Account, Grant, Unit
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.units import unit_of_place
from onewindow.kernel.store.vault import unseal_text

SEED, DAYS, CASES = 7, 24, 90


class Office:
    """The actors of the demo, read once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.kept: dict[int, Actor] = {}
        self.posts: dict[tuple[str, int], list[int]] = {}
        for role, unit, account in Grant.objects.order_by("id").values_list("role", "unit_id", "account_id"):
            self.posts.setdefault((role, unit), []).append(account)

    def actor(self, account_id: int) -> Actor:
        """Who acts."""
        if account_id not in self.kept:
            found = actor_by_account(account_id, self.now)
            assert found is not None
            self.kept[account_id] = found
        return self.kept[account_id]

    def at(self, role: str, place: str) -> Actor:
        """Somebody with this role at the station of the place, or at its district."""
        found = unit_of_place(place)
        unit = Unit.objects.filter(id=found.id).first() if found else None
        while unit is not None:
            if (role, unit.id) in self.posts:
                return self.actor(self.posts[(role, unit.id)][-1])
            unit = _above(unit.path)
        raise LookupError(f"nobody is {role} for {place}")


def _above(path: str) -> Unit | None:
    return Unit.objects.filter(path=path[:-5]).first()


def workload(now: datetime) -> int:
    """Cases of the last weeks at every stage; how many.  Nothing when there are some."""
    if Case.objects.exists():
        return 0
    draw, office = Random(SEED), Office(now)
    residents = list(Account.objects.filter(kind="resident", username__startswith="resident-").select_related("person"))
    made = 0
    for nth in range(CASES):
        account = residents[nth % len(residents)]
        assert account.person is not None
        began = _working_hour(now - timedelta(days=DAYS * (1 - nth / CASES) ** 1.6, minutes=draw.randint(0, 400)))
        made += _one(office, draw, account, account.person.place_code, min(began, now - timedelta(minutes=90)), now)
    return made


def _working_hour(at: datetime) -> datetime:
    there = local(at)
    return there.replace(hour=9 + there.minute % 8)


def _one(office: Office, draw: Random, account: Account, place: str, began: datetime, now: datetime) -> int:
    """One matter from its draft to as far as it has come."""
    resident, person = office.actor(account.id), account.person
    assert person is not None
    id_no = unseal_text(person.id_sealed, f"person:{person.id}:id")
    phone = unseal_text(person.phone_sealed, f"person:{person.id}:phone")
    case_type, answers, papers, decision = _matter(draw, resident, person.name, id_no, phone, place, began)
    row = drafts.open_draft(
        case_type, actor=resident, now=began, channel=draw.choice(("phone", "phone", "window")), answers=answers
    )
    drafts.save_draft(row.id, actor=resident, now=began, answers=answers, papers=papers)
    clerk, reviewer = office.at("clerk", place), office.at("reviewer", place)
    plan = [("submit", resident, 5, {}), ("accept", clerk, 180, {}), decision(reviewer, clerk)]
    fresh = now - began < timedelta(days=3)
    reach = draw.choices((1, 2, 3), (40, 40, 20) if fresh else (1, 2, 97))[0]
    at = began
    for code, actor, minutes, given in plan[:reach]:
        at += timedelta(minutes=minutes + draw.randint(0, 600) * (code != "submit"))
        if at >= now:
            break
        try:
            actions.take(code, case_id=row.id, actor=actor, now=at, given=given, case_type=case_type)
        except Refusal:
            return 1
    _rate(row.id, resident, draw, min(at + timedelta(hours=2), now))
    return 1


def _rate(case_id: int, resident: Actor, draw: Random, at: datetime) -> None:
    if Case.objects.filter(id=case_id, ended_at__isnull=False).exists() and draw.random() < 0.5:
        ratings.rate(case_id, level=draw.choices((1, 2, 3, 4), (70, 22, 5, 3))[0], actor=resident, now=at)


def _matter(draw: Random, resident: Actor, name: str, id_no: str, phone: str, place: str, began: datetime) -> Any:
    if draw.random() < 0.55:
        portrait = put(
            synthetic_portrait(name), name="合成人像.png", actor_id=resident.id, now=began, person_id=resident.person_id
        ).id
        proof = put(
            synthetic_portrait("合同"),
            name="合成租房合同.png",
            actor_id=resident.id,
            now=began,
            person_id=resident.person_id,
        ).id
        answers = {
            "by": "self",
            "holder_name": name,
            "holder_id": id_no,
            "holder_phone": phone,
            "portrait": portrait,
            "home": place,
            "home_detail": "解放路88号2幢301室",
            "since": "2024-03-01",
            "ground": "home",
            "receive": draw.choice(("pickup", "electronic")),
        }
        papers = {"home_proof": [proof], "work_proof": [proof]}
        return "residence.permit", answers, papers, lambda reviewer, clerk: ("issue", reviewer, 700, {})
    answers = {
        "who": "person",
        "station_place": place,
        "subject_name": name,
        "subject_id": id_no,
        "subject_phone": phone,
        "purpose": draw.choice(("job", "abroad", "qualify")),
    }
    return "records.certificate", answers, {}, lambda reviewer, clerk: ("certify", reviewer, 60, {})


def synthetic_portrait(words: str) -> bytes:
    """A drawn picture that nobody can take for a photograph."""
    picture = Image.new("RGB", (358, 441), "white")
    pen = ImageDraw.Draw(picture)
    shade = sum(words.encode()) % 120 + 60
    pen.ellipse((109, 70, 249, 240), fill=(shade, 130, 160))
    pen.ellipse((50, 260, 308, 560), fill=(60, 90, shade))
    pen.text((10, 420), "SYNTHETIC", fill="black")
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()
