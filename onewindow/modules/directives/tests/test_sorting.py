"""The filter as a function: every push is exactly one of stopped, merged, issued; order and repetition change nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.directives.intake.reasons import ALLOWED, CATEGORIES, OUTSIDE, REASONS, in_duty
from onewindow.modules.directives.intake.sorting import Held, Pushed, sort_out

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
PLACES = ("320402004001", "320402005001")
ONE = Pushed(1, "department", "check", "blue", PLACES[0], b"m1", b"p1", "通知一号")
HELD = Held(PLACES)

_pushes = st.builds(
    Pushed,
    row_no=st.just(0),
    source=st.sampled_from(sorted(ALLOWED)),
    category=st.sampled_from(["check", "mediate", "levy", "publicise"]),
    level=st.sampled_from(["red", "orange", "yellow", "blue"]),
    place=st.sampled_from((*PLACES, "999999999999")),
    matter=st.sampled_from([b"m1", b"m2", b"m3", b"m4"]),
    payload=st.just(b""),
    basis=st.sampled_from(["通知一号", "", " "]),
    due_at=st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=9)]),
)
batches = st.lists(_pushes, max_size=40).map(
    lambda several: [replace(one, row_no=nth, payload=repr(replace(one, row_no=0)).encode()) for nth, one in enumerate(several, 1)]
)  # fmt: skip
held = st.builds(
    Held,
    places=st.just(PLACES),
    opened=st.dictionaries(st.sampled_from([b"m1", b"m2"]), st.integers(1, 9)),
    answered=st.sets(st.sampled_from([b"m2", b"m3"])),
)


@given(batches, held)
def test_nothing_is_lost_and_nothing_is_two_things(batch, held):
    found = sort_out(batch, held, NOW)
    assert set(found) == {one.row_no for one in batch}
    for one in found.values():
        assert one.outcome in ("stopped", "merged", "issued")
        assert (one.outcome == "stopped") == bool(one.reason) and (one.reason in REASONS or not one.reason)
        assert (one.outcome == "merged") == (one.into is not None or one.with_row is not None)


@given(batches, held)
def test_what_is_merged_within_a_batch_went_into_one_that_is_issued_and_is_the_same_matter(batch, held):
    found, by_row = sort_out(batch, held, NOW), {one.row_no: one for one in batch}
    for row, one in found.items():
        if one.with_row is not None:
            assert found[one.with_row].outcome == "issued" and by_row[one.with_row].matter == by_row[row].matter
    issued = Counter(by_row[row].matter for row, one in found.items() if one.outcome == "issued")
    assert all(n == 1 for n in issued.values())


@given(batches, held, st.randoms())
def test_the_order_of_the_rows_changes_nothing(batch, held, draw):
    mixed = list(batch)
    draw.shuffle(mixed)
    mixed = [replace(one, row_no=nth) for nth, one in enumerate(mixed, 1)]
    assert _by_payload(batch, held) == _by_payload(mixed, held)


@given(batches, held)
def test_the_same_batch_again_is_stopped_or_already_open(batch, held):
    first = sort_out(batch, held, NOW)
    by_row = {one.row_no: one for one in batch}
    then = replace(
        held,
        received={one.payload for one in batch},
        opened={**held.opened, **{by_row[row].matter: row for row, one in first.items() if one.outcome == "issued"}},
    )
    assert not [one for one in sort_out(batch, then, NOW).values() if one.outcome == "issued"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"basis": " "}, "no_basis"),
        ({"category": "levy"}, "beyond_duty"),
        ({"source": "resident", "category": "inspect"}, "beyond_duty"),
        ({"place": "320500000001"}, "no_such_place"),
        ({"due_at": NOW}, "expired"),
    ],
)
def test_each_reason_has_its_case(change, reason):
    assert sort_out([replace(ONE, **change)], HELD, NOW)[1].reason == reason


def test_received_before_is_stopped_known_is_answered_and_open_is_merged():
    assert sort_out([ONE], replace(HELD, received={b"p1"}), NOW)[1].reason == "again"
    assert sort_out([ONE], replace(HELD, answered={b"m1"}), NOW)[1].reason == "known"
    assert sort_out([ONE], replace(HELD, opened={b"m1": 7}), NOW)[1].into == 7


def test_the_most_urgent_stands_for_the_rest():
    urgent = replace(ONE, row_no=2, level="red", payload=b"p2")
    found = sort_out([ONE, urgent], HELD, NOW)
    assert found[2].outcome == "issued" and found[1].with_row == 2


def test_what_is_outside_our_duty_is_never_in_it():
    assert not any(in_duty(source, category) for source in ALLOWED for category in OUTSIDE)
    assert set(OUTSIDE) < set(CATEGORIES.values())


def _by_payload(batch, held):
    by_row = {one.row_no: one for one in batch}
    return Counter(
        (by_row[row].payload, one.outcome, one.reason, one.into) for row, one in sort_out(batch, held, NOW).items()
    )
