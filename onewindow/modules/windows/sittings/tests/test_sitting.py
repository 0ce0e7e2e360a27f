"""One sitting: a family, several matters, one bundle, several departments, an end for each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.visits import standing
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import valid_id
from onewindow.kernel.testing.filing import picture
from onewindow.modules.windows.models import Authorisation, Companion, Matter, Sitting, Ticket
from onewindow.modules.windows.sittings import actions
from onewindow.modules.windows.sittings.holding import NotAuthorised, NotInHand
from onewindow.modules.windows.sittings.matters import AlreadyThere, Begun, NotInVisit
from onewindow.modules.windows.sittings.outcomes import NothingMissing, NotSo, StillOpen
from onewindow.modules.windows.sittings.queries import matters_of
from onewindow.modules.windows.sittings.standing import NeedsPaper, WrongRelation
from onewindow.modules.windows.tickets import actions as tickets
from onewindow.modules.windows.tickets import seats

CHILD = valid_id("32040220180301123")


def child_of(counter, ticket):
    return actions.join(ticket.id, relation="child", name="李小小", id_no=CHILD, **counter.by())


def test_what_the_ticket_was_taken_for_is_put_down_with_one_key(counter):
    ticket = counter.served("idcard.renew", "residence.permit")
    actions.add_planned(ticket.id, **counter.by())
    assert [one.item.code for one in matters_of(ticket.id)] == ["idcard.renew", "residence.permit"]
    assert {one.person_id for one in matters_of(ticket.id)} == {counter.person()}
    assert actions.add_planned(ticket.id, **counter.by()) == []


def test_a_child_comes_with_a_guardian_whose_paper_is_kept(counter):
    ticket = counter.served("idcard.first")
    child = child_of(counter, ticket)
    with pytest.raises(NeedsPaper):
        actions.add(ticket.id, item="idcard.first", person_id=child, **counter.by())
    actions.keep_paper(ticket.id, child, data=picture(), name="出生证.png", **counter.by())
    actions.add(ticket.id, item="idcard.first", person_id=child, **counter.by())
    assert Companion.objects.get(ticket=ticket).relation == "child"
    assert [one.person_id for one in matters_of(ticket.id)] == [child]


def test_a_number_without_a_name_gets_its_person_at_the_window(counter):
    ticket = counter.served("idcard.renew", holder=None)
    person = actions.join(
        ticket.id, relation="self", name="周大爷", id_no=valid_id("32040219550101123"), **counter.by()
    )
    ticket.refresh_from_db()
    assert (ticket.person_id, ticket.called_as) == (person, "周*爷")
    with pytest.raises(WrongRelation):
        actions.join(ticket.id, relation="self", name="李一一", id_no=valid_id("32040219900101123"), **counter.by())


def test_everybody_but_a_newborn_has_a_number(counter):
    ticket = counter.served("household.birth")
    with pytest.raises(BadAnswers):
        actions.join(ticket.id, relation="kin", name="李二二", **counter.by())
    assert actions.join(ticket.id, relation="child", name="李新新", **counter.by())


def test_each_look_at_a_person_is_told_to_that_person_with_the_number_of_the_visit(counter):
    ticket = counter.served("idcard.first")
    child = child_of(counter, ticket)
    told = rows("select purpose, persons from journal_reading order by id desc limit 1", ())[0]
    assert told == {"purpose": f"办理排队票 {ticket.number}", "persons": [child]}


def test_an_item_is_put_down_once_for_a_person_of_the_visit(counter):
    ticket = counter.served("idcard.renew")
    actions.add(ticket.id, item="idcard.renew", person_id=counter.person(), **counter.by())
    with pytest.raises(AlreadyThere):
        actions.add(ticket.id, item="idcard.renew", person_id=counter.person(), **counter.by())
    with pytest.raises(NotInVisit):
        actions.add(ticket.id, item="passport.ordinary", person_id=counter.person("zhou"), **counter.by())


def test_an_officer_whose_leave_has_ended_is_told_who_may(counter):
    ticket = counter.served("idcard.renew")
    account = counter.city.accounts["wang"].id
    Authorisation.objects.filter(account_id=account, item="passport.ordinary").update(
        until=counter.now.date() - timedelta(1)
    )
    with pytest.raises(NotAuthorised) as refused:
        actions.add(ticket.id, item="passport.ordinary", person_id=counter.person(), **counter.by())
    assert "lin" in refused.value.sentence and refused.value.status == 403


@pytest.mark.parametrize("who", ["lin", "zhao", "sun"])
def test_the_visit_is_in_one_hand_and_for_all_others_not_there(counter, who):
    ticket = counter.served("idcard.renew")
    with pytest.raises(NotInHand) as refused:
        actions.add(ticket.id, item="idcard.renew", person_id=counter.person(), **counter.by(who))
    assert refused.value.status == 404


def test_one_bundle_becomes_cases_of_several_departments_all_of_one_visit(counter):
    ticket = counter.served("residence.permit", "borderpass.pass", "records.certificate", "passport.ordinary")
    actions.add_planned(ticket.id, **counter.by())
    opened = actions.open_all(ticket.id, **counter.by())
    assert len(opened) == 3, "the passport is made in the department's own system"
    cases = standing(one.case_id for one in matters_of(ticket.id) if one.case_id)
    assert {one.visit for one in cases.values()} == {ticket.id}
    assert {one.case_type for one in cases.values()} == {"residence.permit", "borderpass.pass", "records.certificate"}
    assert actions.open_all(ticket.id, **counter.by()) == []


def test_a_case_that_is_begun_is_not_taken_away(counter):
    ticket = counter.served("residence.permit", "idcard.renew")
    permit, card = actions.add_planned(ticket.id, **counter.by())
    actions.open_one(permit.id, **counter.by())
    actions.drop(card.id, **counter.by())
    with pytest.raises(Begun):
        actions.drop(permit.id, **counter.by())


def test_a_number_of_another_system_is_typed_back_with_its_moment(counter):
    ticket = counter.served("passport.ordinary")
    (passport,) = actions.add_planned(ticket.id, **counter.by())
    with pytest.raises(BadAnswers):
        actions.number_back(passport.id, number="?!", **counter.by())
    actions.number_back(passport.id, number="CRJ-2026-000123", **counter.by())
    (row,) = matters_of(ticket.id)
    assert (row.outside_number, row.where, row.at) == ("CRJ-2026-000123", "出入境业务系统", counter.now)
    assert row.outcome == "accepted"


def test_an_outcome_that_the_facts_deny_is_refused(counter):
    ticket = counter.served("passport.ordinary", "licence.renew", "residence.permit")
    passport, licence, permit = actions.add_planned(ticket.id, **counter.by())
    for matter, outcome in ((passport, "accepted"), (licence, "on_the_spot"), (permit, "accepted")):
        with pytest.raises(NotSo):
            actions.end(matter.id, outcome=outcome, **counter.by())
    actions.number_back(licence.id, number="JSZ20260001", **counter.by())
    actions.end(licence.id, outcome="on_the_spot", **counter.by())
    with pytest.raises(BadAnswers):
        actions.end(passport.id, outcome="refused", note="不行", **counter.by())
    with pytest.raises(BadAnswers):
        actions.end(passport.id, outcome="refused", note="电话13800000001没人接", **counter.by())


def test_missing_papers_are_told_once_and_the_number_stays_good(counter):
    ticket = counter.served("household.move", "idcard.renew")
    move, _ = actions.add_planned(ticket.id, **counter.by())
    with pytest.raises(NothingMissing):
        actions.hold(ticket.id, **counter.by())
    actions.end(move.id, outcome="missing_paper", note="房产证和单位证明", **counter.by())
    assert actions.hold(ticket.id, **counter.by()).state == "held"
    assert Sitting.objects.get(ticket=ticket).ended_by == "held"
    tickets.resume(ticket_id=ticket.id, **counter.by())
    tickets.call_next(window_id=counter.windows[0].id, **counter.by())
    actions.begin(ticket.id, **counter.by())
    actions.number_back(move.id, number="HZ2026-55", **counter.by())
    again = Matter.objects.get(id=move.id)
    assert again.outcome == "accepted" and again.sitting.ended_at is None, "of the sitting that ended it"


def test_the_visit_ends_when_every_matter_has(counter):
    ticket = counter.served("passport.ordinary", "idcard.renew")
    passport, card = actions.add_planned(ticket.id, **counter.by())
    actions.number_back(passport.id, number="CRJ-1234", **counter.by())
    with pytest.raises(StillOpen) as refused:
        actions.finish(ticket.id, **counter.by())
    assert "居民身份证换领" in refused.value.sentence and "普通护照" not in refused.value.sentence
    actions.end(card.id, outcome="refused", note="本人照片要重拍，改日再来", **counter.by())
    done = actions.finish(ticket.id, **counter.by())
    assert (done.state, done.outcome) == ("done", "refused")


def test_a_visit_that_only_asked_ends_as_advice(counter):
    ticket = counter.served("idcard.renew")
    assert actions.finish(ticket.id, **counter.by()).outcome == "advice"


def test_a_draft_goes_along_when_the_visit_is_passed_to_another_window(counter):
    ticket = counter.served("residence.permit")
    (permit,) = actions.add_planned(ticket.id, **counter.by())
    number = actions.open_one(permit.id, **counter.by())
    seats.sit(window_id=counter.windows[1].id, **counter.by("lin"))
    tickets.transfer(ticket_id=ticket.id, to_window=counter.windows[1].id, reason="换人", **counter.by())
    called = tickets.call_next(window_id=counter.windows[1].id, **counter.by("lin"))
    assert called is not None and called.id == ticket.id
    actions.begin(ticket.id, **counter.by("lin"))
    assert actions.open_one(permit.id, **counter.by("lin")) == number
    with pytest.raises(Refusal) as refused:
        actions.hand_in(permit.id, **counter.by("lin"))
    assert refused.value.code == "bad_answers", "the form is incomplete, and it is hers to complete"
    assert Ticket.objects.get(id=ticket.id).account_id == counter.city.accounts["lin"].id
