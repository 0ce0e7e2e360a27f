"""Firms, and who may act for a firm or for another person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from onewindow.kernel.ground.codes import credit_code
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import add_line, must_be_staff
from onewindow.kernel.store.statements import execute, one


def create_organisation(
    *, name: str, credit: str, actor: Actor, now: datetime, place: str = "", address: str = "", synthetic: bool = False
) -> int:
    """The id of the organisation with this credit code, made if it is new."""
    must_be_staff(actor)
    credit = credit_code.check(credit)
    with transaction.atomic():
        made = one(
            "insert into people_organisation (name, credit_code, place_code, address, synthetic) "
            "values (%s, %s, %s, %s, %s) on conflict (credit_code) do nothing returning id",
            (name.strip(), credit, place, address, synthetic),
        )
        if made:
            add_line("organisation", made["id"], "create", actor=actor, now=now, synthetic=synthetic)
        found = made or one("select id from people_organisation where credit_code = %s", (credit,))
    assert found is not None
    return int(found["id"])


def give_agency(
    *,
    agent_id: int,
    ground: str,
    actor: Actor,
    now: datetime,
    organisation_id: int | None = None,
    person_id: int | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Let a person act for an organisation, or for another person, on a stated ground."""
    if not (person_id and person_id == actor.person_id):
        must_be_staff(actor)
    since = since or local_date(now)
    errors = {}
    if not ground.strip():
        errors["ground"] = "请写明代办的依据（授权书、监护关系等）"
    if (organisation_id is None) == (person_id is None) or agent_id == person_id:
        errors["agent"] = "请选择一家单位或另一个人"
    if until and until < since:
        errors["until"] = "结束日期不能早于开始日期"
    if errors:
        raise BadAnswers(errors)
    with transaction.atomic():
        made = one(
            "insert into people_agency (agent_id, organisation_id, person_id, ground, since, until) "
            "values (%s, %s, %s, %s, %s, %s) returning id",
            (agent_id, organisation_id, person_id, ground.strip(), since, until),
        )
        assert made is not None
        add_line(
            "person",
            agent_id,
            "agency",
            actor=actor,
            now=now,
            organisation=organisation_id,
            person=person_id,
            since=since.isoformat(),
            until=until.isoformat() if until else None,
        )
    return int(made["id"])


def end_agency(*, agency_id: int, actor: Actor, now: datetime) -> None:
    """The agent acts no more, from today on."""
    with transaction.atomic():
        row = one("select agent_id, person_id, since from people_agency where id = %s for update", (agency_id,))
        if row is None or actor.person_id not in (row["agent_id"], row["person_id"]):
            must_be_staff(actor)
        if row:
            execute("delete from people_agency where id = %s and since >= %s", (agency_id, local_date(now)))
            execute(
                "update people_agency set until = %s::date - 1 where id = %s and (until is null or until >= %s)",
                (local_date(now), agency_id, local_date(now)),
            )
            add_line("person", row["agent_id"], "agency_end", actor=actor, now=now, agency=agency_id)
