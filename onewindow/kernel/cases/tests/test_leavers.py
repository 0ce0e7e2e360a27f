"""Who leaves: what they had lies in the unit's list again, with a line; who stays keeps what they have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.duties import duties_of
from onewindow.kernel.cases.leavers import let_go_of_leavers
from onewindow.kernel.cases.standing import standing
from onewindow.kernel.cases.tests.test_loop import Loop, acts_of, town  # noqa: F401
from onewindow.kernel.people.grants import revoke
from onewindow.kernel.people.models import Account, Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY

pytestmark = pytest.mark.django_db
TOMORROW = MONDAY + timedelta(days=1)


def leaves(city, name: str) -> None:
    grant = Grant.objects.get(account=city.accounts[name])
    revoke(grant_id=grant.id, reason="调离", actor=city.actor("admin"), now=MONDAY + timedelta(hours=2))


def test_what_a_leaver_had_is_on_the_colleague_s_list_again_and_a_line_says_so(town):  # noqa: F811
    loop = Loop(town).then("gong", "claim")
    assert duties_of(actor=town.actor("wu"), now=TOMORROW) == []
    leaves(town, "gong")
    assert let_go_of_leavers(now=TOMORROW) == 1
    assert loop.row.assignee_id is None and loop.row.unit_path == town.units["hongmei"].path
    assert [one.case_id for one in duties_of(actor=town.actor("wu"), now=TOMORROW)] == [loop.id]
    assert acts_of(loop)[-1] == "let_go"
    assert let_go_of_leavers(now=TOMORROW) == 0


@pytest.mark.parametrize("how", ["a closed account", "a grant that ran out", "a role somewhere else"])
def test_it_is_all_one_why_somebody_is_not_there_any_more(town, how):  # noqa: F811
    loop = Loop(town).then("gong", "claim")
    gong = town.accounts["gong"]
    if how == "a closed account":
        Account.objects.filter(id=gong.id).update(is_active=False)
    elif how == "a grant that ran out":
        Grant.objects.filter(account=gong).update(until=MONDAY.date())
    else:
        Grant.objects.filter(account=gong).update(unit=town.units["sanjing"])
    assert let_go_of_leavers(now=TOMORROW) == 1 and loop.row.assignee_id is None


def test_who_stays_keeps_what_they_have_and_so_does_who_works_above(town):  # noqa: F811
    mine, above = Loop(town).then("gong", "claim"), Loop(town, item="堵塞通道").then("he", "claim")
    assert let_go_of_leavers(now=TOMORROW) == 0
    assert mine.row.assignee_id == town.accounts["gong"].id and above.row.assignee_id == town.accounts["he"].id


def test_what_has_ended_stays_with_whoever_had_it(town):  # noqa: F811
    loop = Loop(town).then("gong", "claim").then("gong", "dismiss", {"reason": "看过了，没有这回事"})
    leaves(town, "gong")
    assert let_go_of_leavers(now=TOMORROW) == 0 and loop.row.assignee_id == town.accounts["gong"].id


def test_what_stands_open_in_a_unit_says_who_has_it_and_the_reading_is_kept(town):  # noqa: F811
    taken, free = Loop(town).then("gong", "claim"), Loop(town, item="堵塞通道")
    found = standing(town.units["hongmei"].path, actor=town.actor("sun"), now=TOMORROW)
    assert {one.case_id: one.officer for one in found} == {taken.id: "gong", free.id: ""}
    assert standing(town.units["sanjing"].path, actor=town.actor("sun"), now=TOMORROW) == []
    assert rows("select 1 as n from journal_line where act = 'let_go'") == []
