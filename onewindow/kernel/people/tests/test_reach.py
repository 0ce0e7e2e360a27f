"""Reach against a second opinion: SQL and a plain reading of the rules name the same cases for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onewindow.kernel.cases.models import Case
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.handbook.module import Module
from onewindow.kernel.handbook.roles import CLERK, Reach, Role
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.people.actor import NOBODY, SYSTEM_ACTOR, Actor, Held
from onewindow.kernel.people.models import Grant, Help
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.reach import acting, beyond, visible
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.matter import TEST_MATTER

PLACES = ("320402004001", "320402005001", "320411002001")
FILERS, PERSONS, FIRMS, OFFICERS = (901, 902), (11, 12), (71,), (801, 802)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


SPECIAL = replace(
    TEST_MATTER,
    code="testing.special",
    seen_by=(
        Role("detective", "承办侦查员", Reach.ASSIGNEE),
        Role("archivist", "档案员", Reach.EVERY),
        Role("patrol", "巡防", Reach.PLACE),
        Role("clerk", "窗口民警", Reach.CHAIN),
    ),
)


@pytest.fixture
def roles_of_every_reach(matter: str) -> Iterator[None]:
    """A matter seen by roles of reaches that no installed matter uses, on the shelf beside the others."""
    before = shelf()
    put(Shelf((*before.modules, Module("onewindow.modules.special", "特别", (SPECIAL,)))))
    yield
    put(before)


@pytest.fixture
def cases(city: City, roles_of_every_reach: None) -> list[Case]:
    """One of every sort: each unit, drafts and filed, owned in every way."""
    made, units = [], list(city.units.values())
    types = sorted(shelf().editions)
    for nth in range(96):
        unit = units[nth % len(units)]
        draft = nth % 5 == 0
        made.append(
            Case(
                number=f"C{nth:04}",
                case_type=types[nth % len(types)],
                edition="2026",
                state="received",
                waits_on="us",
                channel="phone",
                filed_by=FILERS[nth % 2],
                person_id=PERSONS[nth % 2] if nth % 3 else None,
                organisation_id=FIRMS[0] if nth % 7 == 0 else None,
                unit_id=unit.id,
                unit_path=unit.path,
                place=PLACES[nth % 3],
                assignee_id=OFFICERS[nth % 2] if nth % 4 == 0 else None,
                opened_at=MONDAY,
                submitted_at=None if draft else MONDAY,
                changed_at=MONDAY,
            )
        )
    Case.objects.bulk_create(made)
    return list(Case.objects.order_by("id"))


def helds(units: list[tuple[int, str]]) -> st.SearchStrategy[tuple[Held, ...]]:
    codes = sorted({role.code for role in shelf().seen_by if role.reach is not Reach.SELF} | {"administrator"})
    one_held = st.builds(
        lambda code, unit, places: Held(code, unit[0], unit[1], "", tuple(places)),
        st.sampled_from(codes),
        st.sampled_from(units),
        st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
    )
    return st.one_of(one_held.map(lambda held: (held,)), st.lists(one_held, max_size=3).map(tuple))


def actors(units: list[tuple[int, str]], ids: list[int]) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        st.sampled_from([*FILERS, *OFFICERS, 999]),
        st.sampled_from(["resident", "staff", "program"]),
        st.just("某人"),
        st.sampled_from([None, *PERSONS, 99]),
        st.sampled_from([(), FIRMS, (72,)]),
        helds(units),
        st.lists(st.sampled_from(ids), max_size=3, unique=True).map(tuple),
    )


def owns(actor: Actor, case: Case) -> bool:
    if actor.kind == "program" or actor.id <= 0:
        return False
    mine = case.filed_by == actor.id and not actor.staff
    return (
        mine
        or (actor.person_id is not None and case.person_id == actor.person_id)
        or (case.organisation_id in actor.organisations)
    )


def covers(held: Held, reach: Reach, actor: Actor, case: Case) -> bool:
    return {
        Reach.EVERY: True,
        Reach.SELF: False,
        Reach.UNIT: case.unit_path == held.unit_path,
        Reach.CHAIN: case.unit_path.startswith(held.unit_path),
        Reach.PLACE: case.place in held.places or (case.submitted_at is None and case.filed_by == actor.id),
        Reach.ASSIGNEE: case.assignee_id == actor.id,
    }[reach]


def sees(actor: Actor, case: Case) -> bool:
    """The rules of reach, read aloud: no SQL, no grouping."""
    roles = {held.role for held in actor.held}
    if owns(actor, case) or (case.id in actor.helping and roles != {"revisitor"}):
        return True
    return (case.submitted_at is not None or case.filed_by == actor.id) and any(
        held.role == role.code != "revisitor" and case.case_type in types and covers(held, role.reach, actor, case)
        for held in actor.held
        for role, types in shelf().seen_by.items()
    )


def listed(actor: Actor) -> list[int]:
    where = visible(actor)
    return [row["id"] for row in rows(f"select id from cases_case where {where.sql} order by id", where.values)]


def test_list_row_and_the_rules_read_aloud_agree_for_everybody(city: City, cases: list[Case]) -> None:
    units = [(unit.id, unit.path) for unit in city.units.values()]

    @SLOW
    @given(actors(units, [case.id for case in cases]))
    def agrees(actor: Actor) -> None:
        expected = [case.id for case in cases if sees(actor, case)]
        assert listed(actor) == expected
        where = visible(actor)
        for case in cases[::6]:
            row = one(f"select id from cases_case where id = %s and {where.sql}", (case.id, *where.values))
            assert (row is not None) == (case.id in expected)

    agrees()


def test_whoever_may_act_may_see(city: City, cases: list[Case]) -> None:
    units = [(unit.id, unit.path) for unit in city.units.values()]

    @SLOW
    @given(actors(units, [case.id for case in cases]), st.sampled_from(sorted(shelf().editions)), st.booleans())
    def within(actor: Actor, case_type: str, helps: bool) -> None:
        entry = shelf().entry(case_type)
        seen = set(listed(actor))
        for roles in {step.by for step in entry.steps if step.by}:
            where = acting(actor, roles, case_type, helps=helps)
            may = rows(f"select id from cases_case where case_type = %s and {where.sql}", (case_type, *where.values))
            assert {row["id"] for row in may} <= seen

    within()


def test_a_stranger_sees_nothing(cases: list[Case]) -> None:
    assert listed(NOBODY) == []
    assert listed(Actor(999, "resident", "路人", 99)) == []
    assert listed(Actor(901, "program", "程序", 11)) == []


def test_the_system_sees_all_and_acts_only_where_the_handbook_says_so(cases: list[Case]) -> None:
    assert len(listed(SYSTEM_ACTOR)) == len(cases)
    assert acting(SYSTEM_ACTOR, (CLERK,), "residence.permit").sql == "false"


def test_a_beat_without_communities_covers_nothing(city: City, cases: list[Case]) -> None:
    unit = city.units["hongmei"]
    assert listed(Actor(999, "staff", "社区民警", None, (), (Held("community", unit.id, unit.path),))) == []


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=4), st.lists(st.integers(1, 9999), max_size=5))
def test_the_range_of_a_path_is_exactly_what_lies_below_it(above: list[int], other: list[int]) -> None:
    lo, path = ("".join(f"{one_:04}." for one_ in ids) for ids in (above, other))
    assert (lo.encode() <= path.encode() < beyond(lo).encode()) == path.startswith(lo)


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))


def test_a_grant_counts_from_its_first_day_to_its_last(city: City) -> None:
    account, unit = city.accounts["li"], city.units["hongmei"]

    @SLOW
    @given(DAYS, st.none() | st.integers(0, 10), DAYS, st.times())
    def counts(since: date, lasts: int | None, today: date, at: time) -> None:
        Grant.objects.filter(account=account).delete()
        until = None if lasts is None else since + timedelta(days=lasts)
        Grant.objects.create(account=account, role="clerk", unit=unit, since=since, until=until)
        Help.objects.get_or_create(case_id=77, unit_path=unit.path, since=MONDAY)
        actor = actor_by_account(account.id, datetime.combine(today, at, SHANGHAI))
        assert actor is not None
        in_force = since <= today and (until is None or today <= until)
        assert actor.staff == in_force
        assert actor.helping == ((77,) if in_force else ())

    counts()
