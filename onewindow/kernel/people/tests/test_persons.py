"""Persons: one row a number, sealed at rest, masked to others, unmasked for a case, exported to oneself."""

from __future__ import annotations

from datetime import datetime

import pytest

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.models import Reading
from onewindow.kernel.people import actions
from onewindow.kernel.people.actions import NotUnproven, OtherName
from onewindow.kernel.people.actor import SYSTEM_ACTOR, Actor
from onewindow.kernel.people.lines import NotStaff
from onewindow.kernel.people.models import Person
from onewindow.kernel.people.persons import (
    NoSuchPerson,
    NotUnsealed,
    everything_about,
    find,
    masked,
    oneself,
    unmask,
)
from onewindow.kernel.testing.city import LI_ID, MONDAY, City, valid_id

ID = valid_id("32040019850101001")
LI = valid_id(LI_ID[:17])


def make(**more: object) -> int:
    asked: dict[str, object] = {"name": "吴合成", "id_no": ID, "phone": "13900001111", "address": "花园路12号3幢501室"}
    return actions.create_person(actor=SYSTEM_ACTOR, now=MONDAY, **{**asked, **more})  # type: ignore[arg-type]


def test_the_same_number_is_the_same_person_however_it_is_typed(db: None) -> None:
    first = make()
    assert make(id_no=f" {ID[:6]}-{ID[6:14]} {ID[14:].lower()} ", phone="", address="") == first
    assert Person.objects.count() == 1


def test_what_is_held_is_sealed_and_never_overwritten_on_the_way(db: None) -> None:
    person = make(phone="")
    make(phone="13900002222", address="别处1号")
    row = Person.objects.get(pk=person)
    stored = b"".join(bytes(part) for part in (row.id_sealed, row.phone_sealed, row.address_sealed))
    assert ID.encode() not in stored and "花园".encode() not in stored and row.id_hash != ID
    held = oneself(Actor(1, "resident", "吴合成", person))
    assert held is not None and (held.id_no, held.phone, held.address) == (ID, "13900002222", "花园路12号3幢501室")


def test_a_number_held_under_another_name_is_refused_without_telling_the_name(db: None) -> None:
    make()
    with pytest.raises(OtherName) as refused:
        make(name="郑另名")
    assert "吴" not in refused.value.sentence


def test_a_wrong_check_digit_makes_nobody(db: None) -> None:
    with pytest.raises(Refusal):
        make(id_no=ID[:17] + ("0" if ID[17] != "0" else "1"))
    assert not Person.objects.exists()


def test_a_claim_is_a_row_of_its_own_until_an_officer_has_seen_the_card(city: City) -> None:
    claimed = make(proof="claimed")
    assert Person.objects.get(pk=claimed).id_hash is None
    actions.prove_identity(person_id=claimed, how="window", actor=city.actor("wang"), now=MONDAY)
    assert make() == claimed
    second = make(proof="claimed")
    with pytest.raises(NotUnproven):
        actions.prove_identity(person_id=second, how="window", actor=city.actor("wang"), now=MONDAY)


def test_residents_make_no_persons_and_no_firms(city: City) -> None:
    for act in (
        lambda who: actions.create_person(name="吴合成", actor=who, now=MONDAY),
        lambda who: actions.create_organisation(name="某公司", credit="x", actor=who, now=MONDAY),
        lambda who: find(actor=who, now=MONDAY, purpose="看看", id_no=ID),
    ):
        with pytest.raises(NotStaff):
            act(city.actor("li"))


def test_an_agent_acts_for_a_firm_within_the_dates(city: City) -> None:
    firm = actions.create_organisation(
        name="合成印章店", credit="91350100M000100Y43", actor=city.actor("wang"), now=MONDAY
    )
    person = city.accounts["li"].person_id
    assert person is not None
    agency = actions.give_agency(
        agent_id=person, organisation_id=firm, ground="授权书", actor=city.actor("wang"), now=MONDAY
    )
    assert city.actor("li").organisations == (firm,)
    actions.end_agency(agency_id=agency, actor=city.actor("li"), now=MONDAY)
    assert city.actor("li").organisations == ()


def test_staff_find_a_person_masked_and_leave_a_reading(city: City) -> None:
    [seen] = find(actor=city.actor("wang"), now=MONDAY, purpose="窗口接待", id_no=LI)
    assert (seen.name, seen.id_no, seen.phone) == ("李*一", f"320402********{LI[-4:]}", "138****0001")
    note = Reading.objects.get()
    assert (note.how, note.persons, note.purpose) == ("search", [seen.id], "窗口接待")
    with pytest.raises(BadAnswers):
        find(actor=city.actor("wang"), now=MONDAY, purpose=" ", id_no=LI)


def test_masked_rows_leave_a_reading_for_every_person(city: City) -> None:
    ids = [city.accounts[name].person_id for name in ("li", "zhou")]
    assert len(masked(ids, actor=city.actor("wang"), now=MONDAY, purpose="核对")) == 2  # type: ignore[arg-type]
    assert sorted(Reading.objects.get().persons) == sorted(ids)


def opens(person_id: int | None, unseals: bool) -> object:
    return lambda case_id, actor: (frozenset({person_id}), unseals)


def look(city: City, name: str, case_open: object, *, purpose: str = "核对申请人身份", now: datetime = MONDAY) -> str:
    person = city.accounts["li"].person_id
    assert person is not None
    return unmask(person, "id_no", actor=city.actor(name), now=now, purpose=purpose, case_id=7, case_open=case_open)  # type: ignore[arg-type]


def test_a_number_is_unmasked_for_a_case_and_the_person_can_read_who_looked(city: City) -> None:
    li = city.accounts["li"].person_id
    assert look(city, "wang", opens(li, True)) == LI
    note = Reading.objects.get()
    assert (note.how, note.case_id, note.what, note.persons) == ("unmask", 7, ["id_no"], [li])
    told = everything_about(city.actor("li"), MONDAY)["read_by"]
    assert [(line["who"], line["purpose"]) for line in told] == [("红梅派出所 窗口民警 王*口", "核对申请人身份")]


@pytest.mark.parametrize(
    ("name", "person", "unseals", "purpose", "refusal"),
    [
        ("wang", "zhou", True, "核对", NoSuchPerson),
        ("wang", "li", False, "核对", NotUnsealed),
        ("wang", "li", True, " ", BadAnswers),
        ("zhou", "li", True, "好奇", NotStaff),
    ],
)
def test_nothing_is_unmasked_without_case_role_and_purpose(
    city: City, name: str, person: str, unseals: bool, purpose: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        look(city, name, opens(city.accounts[person].person_id, unseals), purpose=purpose)
    assert not Reading.objects.exists()


def test_the_export_holds_oneself_and_nobody_else(city: City) -> None:
    held = everything_about(city.actor("li"), MONDAY)
    assert held["person"]["id_no"] == LI
    assert "13800000002" not in str(held)
