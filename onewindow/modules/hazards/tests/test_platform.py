"""The street's platform: told over the house's deliveries, answered by a program or, in the demo, by a stand-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onewindow.kernel.cases import gate
from onewindow.kernel.cases.afterwards import afterwards
from onewindow.kernel.documents.issuing import issue
from onewindow.kernel.journal.actions import THE_SYSTEM
from onewindow.kernel.journal.lines import COLUMNS
from onewindow.kernel.journal.subscribers import active, queue, subscribe
from onewindow.kernel.journal.telling import told
from onewindow.kernel.people.models import Account
from onewindow.kernel.store.statements import rows, tuples
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.hazards.hazard import HAZARD
from onewindow.modules.hazards.platform import PUSHED, StandIn, answer
from onewindow.modules.hazards.tests.conftest import LEAD, REASON, Hazard, mended

pytestmark = pytest.mark.django_db


def line_of(hazard: Hazard, act: str):
    return tuples(f"select {COLUMNS} from journal_line l where about = 'case' and subject_id = %s and act = %s",
                  (hazard.id, act))[-1]  # fmt: skip


def test_the_stand_in_answers_in_the_demo_once_however_often_it_is_told(town: City, settings):
    settings.DEMO = True
    hazard = Hazard(town).then("han", "push", **LEAD)
    event = told(line_of(hazard, "push"), MONDAY)
    for _ in range(2):
        answer(event)
    assert hazard.row.answers["receipt"] == f"替身回执-{event.id}" and hazard.row.state == "pushed"
    assert len(rows("select 1 as one from journal_line where subject_id = %s and act = 'receipt'", (hazard.id,))) == 1
    assert "本地替身" in StandIn.title and "合成" in StandIn.title


def test_outside_the_demo_nobody_answers_but_a_real_platform(town: City, settings):
    settings.DEMO = False
    hazard = Hazard(town).then("han", "push", **LEAD)
    answer(told(line_of(hazard, "push"), MONDAY))
    assert "receipt" not in hazard.row.answers


def test_what_came_back_before_the_platform_answered_gets_no_receipt(town: City, settings):
    settings.DEMO = True
    hazard = Hazard(town).then("han", "push", **LEAD)
    event = told(line_of(hazard, "push"), MONDAY)
    hazard.then("guo", "return", **REASON)
    answer(replace(event, now=hazard.now))
    assert hazard.row.state == "found" and "receipt" not in hazard.row.answers


def test_a_push_waits_in_the_queue_of_a_platform_that_subscribed(town: City, settings):
    settings.WEBHOOK_NETWORKS = []
    subscribe(name="镇街平台", url="https://street.example/events", secret="s" * 32, events=[PUSHED],
              unit_path=town.units["bureau"].path, now=MONDAY, by=THE_SYSTEM)  # fmt: skip
    hazard = Hazard(town).then("han", "push", **LEAD)
    takes = active()[0]
    assert takes.takes(line_of(hazard, "push")) and not takes.takes(line_of(hazard, "report"))
    queue([line_of(hazard, "push")], MONDAY)
    assert len(rows("select 1 as one from journal_delivery where state = 'waiting'")) == 1


def test_the_platform_s_own_program_writes_its_receipt_and_moves_nothing(town: City):
    staff(town, "platform", "hub", "tianning")
    Account.objects.filter(username="platform").update(kind="program")
    hazard = Hazard(town).then("han", "push", **LEAD)
    hazard.then("platform", "receipt", receipt="CY-20260302-7")
    assert hazard.row.answers["receipt"] == "CY-20260302-7" and hazard.row.state == "pushed"
    with pytest.raises(gate.NotYours):
        hazard.then("platform", "sign")


@pytest.mark.parametrize(
    ("act", "title"), [("push", "隐患告知书"), ("sign", "整改通知书"), ("pass", "复查单"), ("hand_on", "移送函")]
)
def test_each_turn_leaves_its_paper_with_the_hazard_in_words(town: City, act: str, title: str):
    hazard = Hazard(town, owner_name="李一一").signed()
    if act == "hand_on":
        hazard.then("sun", "hand_on", to_whom="housing", **REASON)
    else:
        hazard.then("guo", "rectify", **mended(town)).then("gong", "pass")
    after = afterwards(line_of(hazard, act).id)
    assert after is not None
    for document in HAZARD.step[act].issues:
        issue(after, document, now=hazard.now)
    found = rows("select title, unit_name from ow_documents_document where case_id = %s", (hazard.id,))
    assert [one["title"] for one in found] == [title]
