"""A shift goes over with two signatures of two people; unsigned it stays, and everybody concerned is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from onewindow.kernel.cases.tests.test_loop import Loop
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.notices.models import Message
from onewindow.kernel.people.models import Account, Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.handover import actions, items, queries
from onewindow.modules.handover.models import Handover, Item, Shift
from onewindow.modules.handover.telling import tell_unsigned
from onewindow.modules.handover.tests.conftest import account, unit

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def begun(town, name: str = "sun") -> Shift:
    return actions.begin(unit(town), actor=town.actor(name), now=MONDAY)


def offered(town, name: str = "sun", to: str = "wu") -> Handover:
    actor = town.actor(name)
    return actions.offer(unit(town), to=account(town, to), name=actor.name, actor=actor, now=MONDAY + HOUR)


def signed(town, one: Handover, name: str = "wu") -> Shift:
    actor = town.actor(name)
    return actions.sign(one.pk, name=actor.name, actor=actor, now=MONDAY + 2 * HOUR)


def thing(town, name: str = "sun", **more) -> Item:
    given = {
        "kind": "vehicle",
        "content": "1 号巡逻车要补胎",
        "in_charge": "吴磊",
        "limit_at": MONDAY + 9 * HOUR,
        **more,
    }
    return items.add(unit(town), actor=town.actor(name), now=MONDAY, **given)


def test_with_both_signatures_the_new_shift_has_everything_and_the_list_is_frozen(town):
    loop = Loop(town)
    old, kept = begun(town), thing(town)
    new = signed(town, offered(town))
    one = Handover.objects.get()
    assert (Shift.objects.get(pk=old.pk).ended_at, new.began_at) == (one.in_at, one.in_at)
    assert queries.running(unit(town)) == new and Item.objects.get(pk=kept.pk).shift_id == new.pk
    assert [case["number"] for case in one.cases] == [loop.row.number] and one.items[0]["content"] == kept.content
    loop.then("wu", "dismiss", {"reason": "看过了，没有这回事"})
    assert len(Handover.objects.get().cases) == 1


def test_unsigned_it_stays_with_the_old_shift(town):
    old = begun(town)
    offered(town)
    assert queries.running(unit(town)) == old
    assert thing(town, "gong").shift_id == old.pk


def test_nobody_signs_for_somebody_else_and_nobody_for_himself(town):
    begun(town)
    with pytest.raises(BadAnswers) as wrong:
        offered(town, to="sun")
    assert "to" in wrong.value.errors
    one = offered(town)
    for name in ("sun", "gong"):
        with pytest.raises(actions.NotForYou):
            signed(town, one, name)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=one.pk).update(in_id=one.out_id)


def test_two_accounts_of_one_person_are_one_person(town):
    begun(town)
    Account.objects.filter(username__in=("sun", "wu")).update(person=town.accounts["li"].person_id)
    with pytest.raises(BadAnswers) as wrong:
        offered(town)
    assert "to" in wrong.value.errors


@pytest.mark.parametrize("name", ["", "孙", "孙所长 "])
def test_a_signature_is_one_s_own_name(town, name):
    begun(town)
    actor = town.actor("sun")
    if name.strip() == actor.name:
        assert (
            actions.offer(unit(town), to=account(town, "wu"), name=name, actor=actor, now=MONDAY).out_name == "孙所长"
        )
        return
    with pytest.raises(BadAnswers) as wrong:
        actions.offer(unit(town), to=account(town, "wu"), name=name, actor=actor, now=MONDAY)
    assert "name" in wrong.value.errors


def test_only_whoever_has_the_shift_offers_it_and_only_once(town):
    begun(town)
    with pytest.raises(actions.NotYourShift):
        offered(town, "wu", "sun")
    offered(town)
    with pytest.raises(actions.NothingOffered):
        offered(town, to="gong")


def test_what_is_withdrawn_cannot_be_signed_and_may_be_offered_to_another(town):
    begun(town)
    one = offered(town)
    with pytest.raises(actions.NotYourShift):
        actions.withdraw(one.pk, actor=town.actor("wu"), now=MONDAY + HOUR)
    actions.withdraw(one.pk, actor=town.actor("sun"), now=MONDAY + HOUR)
    with pytest.raises(actions.NothingOffered):
        signed(town, one)
    assert signed(town, offered(town, to="gong"), "gong").name == "gong"


def test_signed_twice_it_is_signed_once(town):
    begun(town)
    one = offered(town)
    signed(town, one)
    with pytest.raises(actions.NothingOffered):
        signed(town, one)
    assert Shift.objects.filter(ended_at=None).count() == 1


def test_it_is_handed_to_somebody_who_works_there(town):
    begun(town)
    for stranger in ("di", "han", "wang"):
        with pytest.raises(BadAnswers):
            offered(town, to=stranger)
    for stranger in ("di", "wang", "xu"):
        with pytest.raises(queries.NotOnDutyHere):
            actions.begin(unit(town), actor=town.actor(stranger), now=MONDAY)


def test_a_shift_is_not_taken_from_somebody_who_is_there(town):
    begun(town)
    with pytest.raises(actions.AlreadyOnDuty) as refused:
        actions.begin(unit(town), actor=town.actor("wu"), now=MONDAY + HOUR)
    assert refused.value.facts["name"] == "孙所长"


def test_for_somebody_who_has_left_a_colleague_steps_in_with_everything(town):
    begun(town, "gong")
    kept, one = thing(town), offered(town, "gong", "wu")
    Grant.objects.filter(account=town.accounts["gong"]).update(until=MONDAY.date() - timedelta(days=1))
    new = actions.begin(unit(town), actor=town.actor("sun"), now=MONDAY + 2 * HOUR)
    assert new.how == "stepped_in" and Item.objects.get(pk=kept.pk).shift_id == new.pk
    with pytest.raises(actions.NothingOffered):
        signed(town, one)


def test_who_is_to_sign_is_told_and_after_a_while_both_are_told_once_who_still_has_it(town):
    begun(town)
    one = offered(town)
    assert tell_unsigned(now=one.out_at + timedelta(minutes=29)) == 0
    for _ in range(2):
        tell_unsigned(now=one.out_at + timedelta(minutes=31))
    told = Message.objects.filter(cause__startswith=f"handover:{one.pk}:unsigned")
    assert {row.account_id for row in told} == {one.out_id, one.in_id} and told.count() == 2
    assert Message.objects.filter(account_id=one.in_id, cause=f"handover:{one.pk}:offered").count() == 1
    signed(town, one)
    assert tell_unsigned(now=one.out_at + timedelta(hours=5)) == 0


def test_every_act_leaves_a_line(town):
    begun(town)
    items.finish(thing(town).pk, words="补好了", actor=town.actor("wu"), now=MONDAY + HOUR)
    signed(town, offered(town))
    acts = [
        line["act"] for line in rows("select act from journal_line where about in ('shift', 'handover') order by id")
    ]
    assert acts == ["begun", "item_add", "item_done", "offer", "handed", "sign"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"kind": "person"}, "kind"), ({"content": ""}, "content"), ({"content": "物主 13912345678"}, "content"),
     ({"content": "证件320402199001011239"}, "content"), ({"in_charge": " "}, "in_charge"), ({"limit_at": MONDAY}, "limit")],
)  # fmt: skip
def test_a_thing_has_a_kind_somebody_who_sees_to_it_and_no_numbers_of_persons(town, wrong, field):
    begun(town)
    with pytest.raises(BadAnswers) as refused:
        thing(town, **wrong)
    assert set(refused.value.errors) == {field}


def test_a_thing_of_another_unit_is_not_done_from_here_nor_twice(town):
    begun(town)
    one = thing(town)
    with pytest.raises(queries.NotOnDutyHere):
        items.finish(one.pk, words="补好了", actor=town.actor("di"), now=MONDAY)
    items.finish(one.pk, words="补好了", actor=town.actor("gong"), now=MONDAY)
    with pytest.raises(items.NoSuchItem):
        items.finish(one.pk, words="补好了", actor=town.actor("wu"), now=MONDAY)


def test_without_a_shift_nothing_is_written_into_the_book(town):
    with pytest.raises(items.NoShift):
        thing(town)
