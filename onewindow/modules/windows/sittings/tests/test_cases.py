"""Cases from one bundle: confirmed values fill them, the window hands them in, the departments have them."""

from __future__ import annotations

import pytest
from django.test import Client

from onewindow.kernel.cases import drafts, queries
from onewindow.kernel.cases.visits import standing
from onewindow.kernel.files.actions import put
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import HONGMEI_PLACE, XINHUA_PLACE, valid_id
from onewindow.kernel.testing.filing import picture
from onewindow.modules.windows.capture import actions as capture
from onewindow.modules.windows.capture import confirming
from onewindow.modules.windows.models import Matter, Piece
from onewindow.modules.windows.sittings import actions
from onewindow.modules.windows.sittings.bundle import answers_of, papers_for
from onewindow.modules.windows.sittings.cases import NotOpened, NotOurs
from onewindow.modules.windows.sittings.outcomes import derived
from onewindow.modules.windows.sittings.queries import matters_of

LI = {"name": "李一一", "id_no": valid_id("32040219900101123")}
PERMIT = "residence.permit"


def wrote(counter, ticket, person, values, *, confirmed=True):
    piece = capture.write_down(ticket_id=ticket.id, person_id=person, values=values, **counter.by())
    if confirmed:
        confirming.confirm(ticket_id=ticket.id, piece_id=piece.id, values=values, **counter.by())
    return piece


def scanned(counter, ticket, person, kind, title=""):
    wang = counter.actor()
    file = put(picture(), name="a.png", actor_id=wang.id, now=counter.now, person_id=person).id
    Piece.objects.create(
        bundle=ticket.bundle, person_id=person, kind=kind, title=title, device="模拟设备", file_id=file, good=True,
        at=counter.now, by_account=wang.id,
    )  # fmt: skip
    return file


def opened(counter, *items):
    """The visit, its matters, and the cases they became."""
    ticket = counter.served(*items)
    wrote(counter, ticket, counter.person(), LI)
    actions.add_planned(ticket.id, **counter.by())
    actions.open_all(ticket.id, **counter.by())
    return ticket


def row_of(counter, matter):
    return queries.case(matter.case_id, actor=counter.actor(), now=counter.now)


def test_confirmed_values_fill_every_form_and_nothing_is_typed_twice(counter):
    ticket = opened(counter, PERMIT, "borderpass.pass")
    permit, border = matters_of(ticket.id)
    assert row_of(counter, permit).answers["holder_id"] == LI["id_no"]
    assert row_of(counter, border).answers["holder_name"] == LI["name"]


def test_taking_values_over_is_a_reading_with_the_number_of_the_visit(counter):
    ticket = opened(counter, PERMIT)
    (matter,) = matters_of(ticket.id)
    told = rows(
        "select purpose, persons from journal_reading where case_id = %s order by id limit 1", (matter.case_id,)
    )
    assert told == [{"purpose": f"办理排队票 {ticket.number}", "persons": [counter.person()]}]


def test_what_nobody_has_looked_at_fills_nothing(counter):
    ticket = counter.served(PERMIT)
    wrote(counter, ticket, counter.person(), LI, confirmed=False)
    actions.add_planned(ticket.id, **counter.by())
    actions.open_all(ticket.id, **counter.by())
    assert "holder_id" not in row_of(counter, matters_of(ticket.id)[0]).answers


def test_portrait_and_scans_are_laid_into_the_case(counter):
    ticket = counter.served(PERMIT)
    wrote(counter, ticket, counter.person(), LI)
    photo = scanned(counter, ticket, counter.person(), "portrait")
    home = scanned(counter, ticket, counter.person(), "scan", "home_proof")
    actions.add_planned(ticket.id, **counter.by())
    actions.open_all(ticket.id, **counter.by())
    row = row_of(counter, matters_of(ticket.id)[0])
    assert row.answers["portrait"] == photo and row.papers["home_proof"] == [home]


def test_the_first_question_is_about_the_child_the_later_one_about_who_acts():
    entry = shelf().entry(PERMIT)
    child, parent = {"name": "李小小", "id_no": "1"}, {"name": "李一一", "id_no": "2"}
    found = answers_of(entry, child, parent)
    assert (found["holder_name"], found["proxy_name"]) == ("李小小", "李一一")
    assert "proxy_name" not in answers_of(entry, parent)
    border = answers_of(shelf().entry("borderpass.pass"), child, parent)
    assert border["holder_id"] == "1", "asked under a condition, and still about the holder"


def test_the_paper_of_the_relation_is_a_paper_of_the_case():
    entry = shelf().entry(PERMIT)
    assert papers_for(entry, {"other": ["x"]}, "child", "f1") == {"kinship": ["f1"]}
    assert papers_for(shelf().entry("records.certificate"), {}, "principal", "f2") == {"mandate": ["f2"]}
    assert papers_for(entry, {"id_card": ["c"]}) == {"id_card": ["c"]}


def completed(counter, matter, place):
    """The clerk fills in the rest on the form."""
    upload = put(picture(), name="a.png", actor_id=counter.actor().id, now=counter.now, person_id=matter.person_id).id
    drafts.save_draft(
        matter.case_id,
        **counter.by(),
        answers={
            "who": "person", "subject_name": LI["name"], "subject_id": LI["id_no"], "subject_phone": "13800000001",
            "station_place": place, "purpose": "job",
        },
        papers={"id_card": [upload]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "unit", "state"), [(XINHUA_PLACE, "红梅派出所", "accepted"), (HONGMEI_PLACE, "天宁派出所", "received")]
)
def test_a_case_is_split_to_the_unit_responsible_and_accepted_where_that_is_this_window(today, place, unit, state):
    counter = today
    ticket = opened(counter, "records.certificate")
    (matter,) = matters_of(ticket.id)
    completed(counter, matter, place)
    actions.hand_in(matter.id, **counter.by())
    (shown,) = matters_of(ticket.id)
    assert (shown.where, shown.handed_in, shown.outcome) == (unit, True, "accepted")
    assert standing([matter.case_id])[matter.case_id].state == state
    page = Client()
    page.force_login(counter.city.accounts["wang"])
    linked = f'href="/desk/case/{matter.number}"' in page.get("/desk/window/").content.decode()
    assert linked is (state == "accepted"), "no link that leads to a page one may not see"
    assert actions.finish(ticket.id, **counter.by()).outcome == "accepted"


def test_an_incomplete_form_is_not_handed_in_and_leaves_the_matter_open(counter):
    ticket = opened(counter, PERMIT)
    (matter,) = matters_of(ticket.id)
    with pytest.raises(Exception, match="bad_answers"):
        actions.hand_in(matter.id, **counter.by())
    assert Matter.objects.get(id=matter.id).outcome == "" and not derived(standing([matter.case_id])[matter.case_id])


def test_what_another_system_makes_is_not_opened_here(counter):
    ticket = counter.served("passport.ordinary", PERMIT)
    passport, permit = actions.add_planned(ticket.id, **counter.by())
    with pytest.raises(NotOurs) as refused:
        actions.open_one(passport.id, **counter.by())
    assert "出入境" in refused.value.sentence
    with pytest.raises(NotOpened):
        actions.hand_in(permit.id, **counter.by())


def test_the_ticket_is_the_first_event_of_its_cases(counter):
    ticket = opened(counter, PERMIT)
    told = [line["act"] for line in queries.timeline(row_of(counter, matters_of(ticket.id)[0]))]
    assert told.index("take") < told.index("call") < told.index("start") < told.index("open")


def test_the_phone_we_hold_is_not_asked_again_and_the_look_is_written_down(counter):
    ticket = opened(counter, PERMIT)
    (permit,) = matters_of(ticket.id)
    assert row_of(counter, permit).answers["holder_phone"] == "13800000001"
    seen = rows("select what from journal_reading where case_id = %s and how = 'open'", (permit.case_id,))
    assert any("phone" in str(one["what"]) for one in seen)
