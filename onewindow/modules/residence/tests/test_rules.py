"""Who may have a residence permit, and what its years are worth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.ages import years_after
from onewindow.kernel.handbook import Matter, Sure
from onewindow.modules.residence import rules
from onewindow.modules.residence.endorsement import ENDORSEMENT
from onewindow.modules.residence.permit import PERMIT

TODAY = date(2026, 9, 1)
HOME = "320402004001"
DAYS = st.dates(date(2016, 1, 1), date(2060, 12, 31))


def matter(answers=None, facts=None, today=TODAY, **parameters):
    chosen = {"resid.county_city_apart": True, "resid.grace_days": 0} | {
        code.replace("__", "."): value for code, value in parameters.items()
    }
    return Matter({"home": HOME} | (answers or {}), today, facts or {}, chosen)


def stay(**more):
    return {"stay": {"since": "2026-03-01", "valid_until": "2027-03-01", "same_place": True, **more}}


@pytest.mark.parametrize(
    ("area", "away"),
    [
        ("340104", True),  # 合肥
        ("320102", True),  # 南京
        ("320481", True),  # 溧阳, a county-level city of Changzhou
        ("320411", False),  # 新北, another district of the same city
        ("320402", False),
    ],
)
def test_a_household_in_another_city_is_away_from_home(area, away):
    assert (rules.lives_away_from_home.unmet(matter(facts=stay(household_area=area))) is None) is away


def test_a_city_may_count_its_county_cities_as_itself():
    facts = stay(household_area="320481")
    assert rules.lives_away_from_home.unmet(matter(facts=facts, resid__county_city_apart=False))


def test_an_unknown_household_is_asked_for_and_not_guessed():
    assert "窗口" in rules.lives_away_from_home.unmet(matter(facts=stay(household_area="")))


@pytest.mark.parametrize(
    ("since", "today", "met"),
    [
        ("2026-03-01", date(2026, 9, 1), True),
        ("2026-03-01", date(2026, 8, 31), False),
        ("2025-08-31", date(2026, 2, 28), True),  # no 31 February
        ("2025-08-31", date(2026, 2, 27), False),
        ("2023-08-29", date(2024, 2, 29), True),
    ],
)
def test_half_a_year_counts_from_the_first_registered_day(since, today, met):
    found = rules.half_a_year.unmet(matter(facts=stay(since=since), today=today))
    assert (found is None) is met


def test_who_is_too_early_is_told_the_day():
    words = rules.half_a_year.unmet(matter(facts=stay(since="2026-08-15")))
    assert "2027年2月15日" in words


def test_papers_checked_at_the_window_may_prove_an_earlier_day():
    early = matter({"proved_since": "2026-01-10"}, stay(since="2026-08-15"))
    assert rules.half_a_year.unmet(early) is None


def test_no_registration_is_no_residence():
    assert "社区民警" in rules.is_registered_here.unmet(matter(facts={"stay": {"since": ""}}))


@pytest.mark.parametrize(("fact", "word"), [({"valid_until": "2026-08-31"}, "到期"), ({"same_place": False}, "搬家")])
def test_a_registration_has_to_run_and_to_be_here(fact, word):
    assert word in rules.is_registered_here.unmet(matter(facts=stay(**fact)))


@pytest.mark.parametrize(
    ("number", "reason", "allowed"),
    [
        ("320402201009021234", "child", True),  # sixteen tomorrow
        ("320402201009011234", "child", False),  # sixteen today
        ("320402196609011234", "old", True),  # sixty today
        ("320402196609021234", "old", False),
        ("320402199001011234", "disabled", True),
    ],
)
def test_a_proxy_is_for_children_under_sixteen_and_who_cannot_come(number, reason, allowed):
    answers = {"by": "proxy", "holder_id": number, "proxy_id": "320402198001011234", "proxy_reason": reason}
    assert (rules.proxy_is_allowed.unmet(matter(answers)) is None) is allowed


def test_nobody_is_his_own_proxy():
    number = "320402201501011234"
    answers = {"by": "proxy", "holder_id": number, "proxy_id": number, "proxy_reason": "child"}
    assert "同一个人" in rules.proxy_is_allowed.unmet(matter(answers))


@pytest.mark.parametrize(
    ("full", "opens"),
    [
        (date(2027, 3, 31), date(2027, 2, 28)),
        (date(2028, 3, 31), date(2028, 2, 29)),
        (date(2027, 3, 15), date(2027, 2, 15)),
        (date(2027, 1, 1), date(2026, 12, 1)),
    ],
)
def test_the_window_is_the_month_before_the_full_year(full, opens):
    assert rules.window(full) == rules.Window(opens, full)


def test_the_permit_stands_still_from_the_day_after():
    assert not rules.suspended(date(2027, 3, 1), date(2027, 3, 1))
    assert rules.suspended(date(2027, 3, 1), date(2027, 3, 2))


def test_too_early_is_told_when_the_window_opens():
    facts = {"permit": {"number": "JZ1", "valid_until": "2027-03-31"}}
    assert "2027年2月28日" in rules.window_is_open.unmet(matter(facts=facts, today=date(2027, 2, 27)))
    assert rules.window_is_open.unmet(matter(facts=facts, today=date(2027, 2, 28))) is None
    assert rules.window_is_open.unmet(matter(facts=facts, today=date(2028, 1, 1))) is None


def test_who_is_late_is_told_before_the_years_start_again():
    facts = {"permit": {"number": "JZ1", "valid_until": "2027-03-31"}}
    late = matter(facts=facts, today=date(2027, 4, 1))
    assert rules.told_that_years_restart.unmet(late)
    assert rules.told_that_years_restart.unmet(matter({"told_restart": True}, facts, date(2027, 4, 1))) is None
    assert (
        rules.told_that_years_restart.unmet(matter(facts=facts, today=date(2027, 4, 1), resid__grace_days=30)) is None
    )


@given(issued=DAYS, years=st.integers(1, 12), early=st.integers(0, 27))
def test_endorsed_in_time_every_year_the_years_never_break(issued, years, early):
    """However often, and on whichever day of the window, the full year stays the anniversary of the issue."""
    permit = rules.Endorsed(years_after(issued, 1), issued, issued, False)
    for n in range(1, years + 1):
        permit = rules.after_endorsement(
            valid_until=permit.valid_until,
            counted_from=permit.counted_from,
            years_since=permit.years_since,
            today=permit.valid_until - timedelta(days=early),
            grace_days=0,
        )
        assert permit == rules.Endorsed(years_after(issued, n + 1), issued, issued, False)


@given(issued=DAYS, late=st.integers(1, 800), grace=st.sampled_from([0, 30]))
def test_late_beyond_the_grace_starts_again_and_within_it_does_not(issued, late, grace):
    today = years_after(issued, 1) + timedelta(days=late)
    then = rules.after_endorsement(
        valid_until=years_after(issued, 1), counted_from=issued, years_since=issued, today=today, grace_days=grace
    )
    if late <= grace:
        assert then == rules.Endorsed(years_after(issued, 2), issued, issued, False)
    else:
        assert then == rules.Endorsed(years_after(today, 1), today, today, True)
    assert then.valid_until > today


def test_a_permit_of_a_leap_day_finds_its_day_again():
    day = date(2024, 2, 29)
    permit = rules.Endorsed(date(2025, 2, 28), day, day, False)
    seen = []
    for _ in range(3):
        permit = rules.after_endorsement(
            valid_until=permit.valid_until, counted_from=day, years_since=day, today=permit.valid_until, grace_days=0
        )
        seen.append(permit.valid_until)
    assert seen == [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_the_grace_is_a_parameter_whose_sources_disagree():
    (grace,) = [one for one in ENDORSEMENT.parameters if one.code == "resid.grace_days"]
    assert (grace.default, grace.law.sure) == (0, Sure.CONFLICT)
    assert grace.fault(31) and not grace.fault(30)


def test_the_first_card_is_free_and_what_we_hold_is_not_asked_for():
    assert "免收" in PERMIT.fee and "第二十一条" in PERMIT.fee
    assert {paper.code for paper in PERMIT.papers if paper.held_by} == {"id_card"}
