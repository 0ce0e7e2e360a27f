"""The figures: the definition of a valid call is frozen, classes are counted twice, times have a middle and an n."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.indicators.grouped import grouped, took
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.incidents.call import ARRIVED, CALL, RECEIVED
from onewindow.modules.incidents.dictionary import RELATIONS, TITLES, VOID
from onewindow.modules.incidents.figures import BY, VALID, Counted, by_class, reclassified, valid
from onewindow.modules.incidents.tests.conftest import DISPUTE, REASON, Call

CLASSES = st.sampled_from(["", *TITLES])
CALLS = st.lists(
    st.builds(
        Counted,
        st.fixed_dictionaries(
            {"relation": st.sampled_from(list(RELATIONS)), "void_why": st.sampled_from(["", *VOID]),
             "initial": st.sampled_from(list(TITLES)), "final": CLASSES, "into": st.sampled_from(["", "1"])}
        ),
        st.integers(1, 50),
    )
)  # fmt: skip


@given(CALLS)
def test_valid_calls_and_nuisance_are_all_calls_and_nothing_else_is_taken_off(calls):
    found = valid(calls)
    assert found.n + found.nuisance == found.every == sum(one.n for one in calls)
    assert found.n >= 0 and found.repeats <= found.every


@given(CALLS)
def test_every_call_is_in_one_class_at_first_and_in_at_most_one_at_last(calls):
    classes = by_class(calls)
    assert sum(one.initial for one in classes) == sum(one.n for one in calls)
    share = reclassified(calls)
    assert sum(one.final for one in classes) == share.whole and sum(one.left for one in classes) == share.part


def test_the_same_month_has_two_numbers_when_nuisance_is_counted_otherwise_so_the_edition_is_printed():
    month = [Counted({"relation": "none"}, 2889), Counted({"relation": "none", "void_why": "nuisance"}, 123),
             Counted({"relation": "nuisance"}, 1)]  # fmt: skip
    assert (valid(month).every, valid(month).n) == (3013, 2889)
    assert VALID.edition and "骚扰" in VALID.words


@pytest.fixture
def month(town):
    Call(town).closed()
    Call(town).closed(**DISPUTE)
    Call(town).then("han", "void", void_why="nuisance", reason="连续拨打不说话")
    main = Call(town, relation="repeat")
    Call(town).then("han", "merge", into=main.number, **REASON)
    return town


CUT = {"since": MONDAY - timedelta(days=1), "until": MONDAY + timedelta(days=1)}


@pytest.mark.django_db
def test_what_is_counted_comes_from_the_calls_within_reach(month):
    groups = [Counted(one.answers, one.n) for one in grouped(CALL, BY, actor=month.actor("han"), **CUT)]
    found, share = valid(groups), reclassified(groups)
    assert (found.every, found.nuisance, found.repeats, found.merged) == (5, 1, 1, 1)
    assert (share.part, share.whole) == (1, 2)
    assert grouped(CALL, BY, actor=month.actor("gu"), **CUT) == []


@pytest.mark.django_db
def test_times_are_of_those_that_came_so_far_with_the_middle_and_nine_of_ten(month):
    found = took(CALL, RECEIVED, ARRIVED, actor=month.actor("he"), **CUT)
    assert (found.n, found.median, found.p90) == (2, 120.0, 120.0)
    nothing = took(CALL, RECEIVED, ARRIVED, actor=month.actor("gu"), **CUT)
    assert (nothing.n, nothing.median) == (0, None)


@pytest.mark.django_db
def test_the_page_prints_the_definition_beside_the_figure(month, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))
    client.force_login(month.accounts["han"])
    words = client.get(reverse("incidents-figures")).content.decode()
    assert "2026-1" in words and "全部来话减去骚扰" in words and "5 − 骚扰 1" in words and "1 / 2" in words


@pytest.mark.django_db
def test_whoever_does_not_command_is_shown_no_figures(month, client):
    client.force_login(month.accounts["wang"])
    assert client.get(reverse("incidents-figures")).status_code == 403
    client.force_login(month.accounts["wu"])
    assert client.post(reverse("incidents-fetch")).status_code == 403
