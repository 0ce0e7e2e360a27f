"""Every result of a visit comes into one parcel of each person, at whatever time, once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.kernel.testing.story import Story
from onewindow.modules.windows.models import Content, Parcel
from onewindow.modules.windows.parcels import actions, queries
from onewindow.modules.windows.parcels.filling import fill
from onewindow.modules.windows.parcels.listening import keep_parcels
from onewindow.modules.windows.parcels.tests.visit import hall_of, matter, person, visit

LATER = MONDAY + timedelta(hours=3)


@pytest.fixture
def room(city, matter):
    hall = hall_of(city)
    return SimpleNamespace(city=city, hall=hall, wang=city.actor("wang"), li=person(city, "li"))


def told(about: str, subject: int, act: str = "finish", states: tuple[str, str] = ("", "")) -> Told:
    """A line as the outbox tells it."""
    return Told("1-a", 1, f"{about}.{act}", LATER, about, subject, 1, "", act, *states, None, "", {}, LATER)


def hear(case_id: int) -> None:
    """The last line of a case, told as the outbox does."""
    line = one(
        "select act, from_state, to_state from journal_line where about = 'case' and subject_id = %s "
        "order by version desc limit 1", (case_id,),
    )  # fmt: skip
    keep_parcels(told("case", case_id, line["act"], (line["from_state"], line["to_state"])))


def test_cases_and_outside_matters_of_one_person_share_one_parcel(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    matter(sitting, "passport.ordinary")
    fill(sitting.ticket_id, now=LATER)
    (parcel,) = queries.of_visit(sitting.ticket_id)
    assert [one.title for one in parcel.contents] == ["无犯罪记录证明", "普通护照"]
    assert parcel.state == "open" and not any(one.put_at for one in parcel.contents)


def test_each_person_of_a_family_has_a_parcel_of_their_own(room):
    zhou = person(room.city, "zhou")
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "passport.ordinary")
    matter(sitting, "permit.hongkong")
    matter(sitting, "passport.ordinary", person_id=zhou)
    fill(sitting.ticket_id, now=LATER)
    assert [(one.person_id, len(one.contents)) for one in queries.of_visit(sitting.ticket_id)] == [
        (room.li, 2),
        (zhou, 1),
    ]


def test_what_was_done_on_the_spot_or_refused_at_the_window_leaves_nothing_to_fetch(room):
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "licence.renew", outcome="on_the_spot")
    matter(sitting, "household.move", outcome="missing_paper")
    keep_parcels(told("visit", sitting.ticket_id))
    assert not Parcel.objects.exists()


def test_a_case_that_ends_later_is_put_into_the_same_parcel_by_the_journal(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    keep_parcels(told("visit", sitting.ticket_id))
    case.then("chen", "issue")
    hear(case.id)
    (parcel,) = queries.of_visit(sitting.ticket_id)
    assert parcel.state == "ready" and parcel.slot == "A-01" and parcel.ready_at == LATER


def test_told_twice_it_is_put_in_once_and_said_once(room):
    case = Story(room.city).issued()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    for _ in range(3):
        hear(case.id)
        keep_parcels(told("visit", sitting.ticket_id))
    assert Content.objects.count() == Parcel.objects.count() == 1
    acts = [row["act"] for row in rows("select act from journal_line where about = 'visit' order by id")]
    assert acts == ["parcel_put", "parcel_ready"]
    said = one("select count(*) as n from ow_notices_message where title = '办好了，可以来领' and channel = 'inbox'")
    assert said["n"] == 1


def test_a_parcel_waits_for_the_end_of_the_visit_and_for_everything_in_it(room):
    case = Story(room.city).issued()
    sitting = visit(room.hall, room.li, actor=room.wang, state="serving")
    matter(sitting, "records.certificate", case_id=case.id)
    fill(sitting.ticket_id, now=LATER)
    outside = matter(sitting, "passport.ordinary")
    sitting.ticket.state = "done"
    sitting.ticket.save()
    fill(sitting.ticket_id, now=LATER)
    assert queries.of_visit(sitting.ticket_id)[0].state == "open"
    actions.lay_in(content_id=outside.content.id, actor=room.wang, now=LATER)
    assert queries.of_visit(sitting.ticket_id)[0].state == "ready"


def test_on_a_clerks_word_a_part_is_ready_and_the_rest_joins_it(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    outside = matter(sitting, "passport.ordinary")
    fill(sitting.ticket_id, now=LATER)
    with pytest.raises(actions.NothingThere):
        actions.call_ready(parcel_id=outside.content.parcel_id, actor=room.wang, now=LATER)
    actions.lay_in(content_id=outside.content.id, actor=room.wang, now=LATER)
    ready = actions.call_ready(parcel_id=outside.content.parcel_id, actor=room.wang, now=LATER, slot="c-07")
    assert ready.slot == "C-07"
    case.then("chen", "issue")
    hear(case.id)
    (parcel,) = queries.of_visit(sitting.ticket_id)
    assert parcel.complete and parcel.state == "ready" and parcel.slot == "C-07"
    assert (
        one("select count(*) as n from ow_notices_message where title = '又办好一件' and channel = 'inbox'")["n"] == 1
    )


def test_a_case_that_is_withdrawn_leaves_the_parcel_and_an_empty_parcel_is_gone(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    fill(sitting.ticket_id, now=LATER)
    assert Parcel.objects.count() == 1
    case.then("li", "withdraw")
    hear(case.id)
    assert not Parcel.objects.exists()


def test_a_refusal_leaves_its_letter_to_be_fetched(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    matter(sitting, "records.certificate", case_id=case.id)
    case.then("chen", "refuse", {"reason": "不符合规定的条件，详见材料"})
    hear(case.id)
    assert queries.of_visit(sitting.ticket_id)[0].state == "ready"


def test_the_result_of_the_houses_own_case_is_not_laid_in_by_hand(room):
    case = Story(room.city).accepted()
    sitting = visit(room.hall, room.li, actor=room.wang)
    own = matter(sitting, "records.certificate", case_id=case.id)
    fill(sitting.ticket_id, now=LATER)
    with pytest.raises(actions.ByItself):
        actions.lay_in(content_id=own.content.id, actor=room.wang, now=LATER)


def test_a_clerk_of_another_hall_gets_404(room):
    sitting = visit(room.hall, room.li, actor=room.wang)
    outside = matter(sitting, "passport.ordinary")
    fill(sitting.ticket_id, now=LATER)
    with pytest.raises(Refusal) as refused:
        actions.lay_in(content_id=outside.content.id, actor=room.city.actor("zhao"), now=LATER)
    assert refused.value.status == 404


def test_two_parcels_never_stand_in_one_slot(room):
    slots = []
    for _ in range(3):
        sitting = visit(room.hall, room.li, actor=room.wang)
        outside = matter(sitting, "passport.ordinary")
        fill(sitting.ticket_id, now=LATER)
        actions.lay_in(content_id=outside.content.id, actor=room.wang, now=LATER)
        slots.append(queries.of_visit(sitting.ticket_id)[0].slot)
    assert slots == ["A-01", "A-02", "A-03"]
    sitting = visit(room.hall, room.li, actor=room.wang)
    outside = matter(sitting, "passport.ordinary")
    matter(sitting, "permit.hongkong")
    fill(sitting.ticket_id, now=LATER)
    actions.lay_in(content_id=outside.content.id, actor=room.wang, now=LATER)
    with pytest.raises(Refusal) as refused:
        actions.call_ready(parcel_id=outside.content.parcel_id, actor=room.wang, now=LATER, slot="A-02")
    assert refused.value.code == "no_such_slot"
