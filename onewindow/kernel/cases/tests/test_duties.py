"""Duties: whose turn it is, in their beat, with a hand that may; of every room at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.duties import duties_of
from onewindow.kernel.cases.tests.test_loop import MENDED, Loop, town  # noqa: F401
from onewindow.kernel.testing.city import MONDAY

pytestmark = pytest.mark.django_db


def numbers(city, name: str = "wu", **more) -> list[str]:
    return [one.number for one in duties_of(actor=city.actor(name), now=MONDAY + timedelta(days=1), **more)]


def test_a_finding_is_the_officer_s_turn_until_it_is_pushed_and_again_when_it_is_rectified(town):  # noqa: F811
    loop = Loop(town)
    number = loop.row.number
    assert numbers(town) == [number] == numbers(town, "gong")
    loop.then("hub", "push").then("jie", "sign")
    assert numbers(town) == []
    loop.then("jie", "rectify", MENDED)
    duty = duties_of(actor=town.actor("wu"), now=MONDAY)[0]
    assert (duty.number, {step.code for step in duty.steps}) == (number, {"pass", "send_back"})


def test_who_rectified_has_no_turn_at_the_check(town):  # noqa: F811
    loop = Loop(town).then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
    assert numbers(town, "jie", roles=("street",)) == []
    assert numbers(town, "wu") == [loop.row.number]


def test_what_a_colleague_has_taken_is_on_their_list_alone(town):  # noqa: F811
    loop = Loop(town).then("gong", "claim")
    assert numbers(town, "gong") == [loop.row.number] and numbers(town, "wu") == []


def test_another_beat_and_another_role_have_nothing(town):  # noqa: F811
    Loop(town)
    assert numbers(town, "qian") == numbers(town, "wang") == []


def test_the_earliest_due_comes_first(town):  # noqa: F811
    late = Loop(town, item="堵塞通道", now=MONDAY + timedelta(hours=3))
    early = Loop(town)
    assert numbers(town) == [early.row.number, late.row.number]
