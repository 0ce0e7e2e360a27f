"""Every step that has something to tell tells it: once, to the right one, in the right words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.files.actions import put
from onewindow.kernel.files.tests.conftest import picture
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.notices.audiences import declared
from onewindow.kernel.notices.inboxes import inbox, mark_read, of_case, unread_count
from onewindow.kernel.notices.models import Message
from onewindow.kernel.notices.sending import send_waiting
from onewindow.kernel.notices.telling import tell
from onewindow.kernel.notices.tests.conftest import told
from onewindow.kernel.people import sms
from onewindow.kernel.store.statements import counted
from onewindow.kernel.testing.city import MONDAY, City, valid_id
from onewindow.kernel.testing.matter import ANSWERS
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")
REASON = {"reason": "租房合同缺最后一页。"}
# Every act that is declared to tell somebody: the way there, who takes it, what is given.
WAYS = {
    "submit": ("", "li", {}),
    "ask_papers": ("submitted", "wang", {"fields": ["kind"], **REASON}),
    "accept": ("submitted", "wang", {}),
    "decline": ("submitted", "wang", REASON),
    "issue": ("accepted", "chen", {}),
    "refuse": ("accepted", "chen", REASON),
    "reopen": ("issued", "chen", REASON),
    "hand_over": ("submitted", "wang", {"to_unit": "320402005000", **REASON}),
    "extend": ("accepted", "chen", {"days": 3, **REASON}),
    "urge": ("submitted", "li", {}),
    "delegate": ("submitted", "sun", {"to_officer": "050000", **REASON}),
    "countersign": ("submitted", "wang", {"to_unit": "320402005000", **REASON}),
    "countersigned": ("asked", "zhao", {"opinion": "同意。"}),
}


def went(city: City, way: str) -> Story:
    story = Story(city)
    if way == "asked":
        story.submitted().then("wang", "countersign", {"to_unit": "320402005000", **REASON})
    elif way:
        getattr(story, way)()
    return story


def test_there_is_a_way_for_every_act_that_tells() -> None:
    assert {act for kind, _, act, _ in declared() if kind == "testing.permit"} == set(WAYS)


@pytest.mark.parametrize("act", WAYS)
def test_a_notice_for_each_step(city: City, act: str) -> None:
    way, who, given = WAYS[act]
    story = went(city, way)
    story.then(who, act, given)
    told()
    wanted = {audience for kind, _, step, audience in declared() if (kind, step) == ("testing.permit", act)}
    line = actions.one("select max(id) as id from journal_line")["id"]
    found = set(Message.objects.filter(line_id=line, state="delivered").values_list("audience", flat=True))
    assert found == wanted
    assert not any("{" in words for words in Message.objects.values_list("words", flat=True))


def test_the_applicant_reads_what_happened_and_by_when(city: City) -> None:
    Story(city).accepted()
    told()
    newest = inbox(city.actor("li"))[0]
    assert newest["title"] == "测试许可 · 窗口已受理" and newest["unread"]
    assert newest["words"].endswith("已受理，最迟3月5日（星期四）前办结。")


def test_told_twice_it_is_said_once(city: City) -> None:
    Story(city).accepted()
    told()
    told()
    assert Message.objects.filter(channel="inbox").count() == 2
    assert unread_count(city.actor("li")) == 2


def test_the_words_of_the_clerk_stay_inside_the_house(city: City) -> None:
    Story(city).submitted().then("wang", "ask_papers", {"fields": ["kind"], **REASON})
    told()
    words = dict(Message.objects.filter(title__contains="补正").values_list("channel", "words"))
    assert "需要补正：租房合同缺最后一页。请打开" in words["inbox"]
    assert "租房合同" not in words["sms"] and words["sms"].startswith("【常州市公安局】您的测试许可（")


def test_no_name_number_phone_or_address_goes_out_by_sms(city: City) -> None:
    Story(city).issued()
    told()
    for words in Message.objects.filter(channel="sms").values_list("words", flat=True):
        for secret in ("李一一", "320402199001", "13800000001", "花园路"):
            assert secret not in words


def test_a_clerk_finds_what_was_urged_and_the_unit_when_nobody_has_it(city: City) -> None:
    story = Story(city).submitted()
    story.then("li", "urge")
    told()
    assert inbox(city.actor("wang"))[0]["words"].startswith("测试许可（") and not inbox(city.actor("zhao"))
    story.then("wang", "claim")
    story.then("li", "urge", {"reason": "急等用"}, after=24 * 60)
    told()
    newest = Message.objects.filter(audience="assignee").latest("id")
    assert newest.account_id == city.accounts["wang"].id and "急等用" in newest.words


def test_a_neighbour_supervisor_or_administrator_does_not_read_the_units_inbox(city: City) -> None:
    Story(city).submitted().then("li", "urge")
    told()
    assert [name for name in city.accounts if inbox(city.actor(name)) and name != "li"] == ["wang", "sun"]


def test_the_unit_that_takes_over_is_told_and_the_applicant_too(city: City) -> None:
    Story(city).submitted().then("wang", "hand_over", {"to_unit": "320402005000", **REASON})
    told()
    assert "转到本单位" in inbox(city.actor("zhao"))[0]["words"]
    assert "已转由天宁派出所办理" in inbox(city.actor("li"))[0]["words"]


def test_a_message_is_read_by_its_reader_alone(city: City) -> None:
    Story(city).accepted()
    told()
    li, zhou = city.actor("li"), city.actor("zhou")
    ids = [one["id"] for one in inbox(li)]
    assert mark_read(zhou, now=MONDAY, ids=ids) == 0
    assert mark_read(li, now=MONDAY, ids=ids[:1]) == 1 and unread_count(li) == 1
    assert mark_read(li, now=MONDAY) == 1 and inbox(li, unread=True) == []


def test_the_inbox_is_read_page_by_page(city: City) -> None:
    Story(city).accepted()
    told()
    li = city.actor("li")
    first = inbox(li, limit=1)
    assert inbox(li, before=first[0]["id"])[0]["title"] == "测试许可 · 您提交了申请"


def test_who_has_no_account_is_told_by_phone_and_the_inbox_says_why_not(city: City) -> None:
    answers = {**ANSWERS, "holder_id": valid_id(ANSWERS["holder_id"][:17])}
    wang = city.actor("wang")
    row = drafts.open_draft("testing.permit", actor=wang, now=MONDAY, channel="window", answers=answers)
    card = put(picture(), name="身份证.jpg", actor_id=wang.id, now=MONDAY)
    drafts.save_draft(row.id, actor=wang, now=MONDAY, answers={}, papers={"id_card": [card.id]})
    actions.take("submit", case_id=row.id, actor=wang, now=MONDAY)
    told()
    states = {one["channel"]: (one["state"], one["answer"]) for one in of_case(row.id)}
    assert states == {"inbox": ("refused", "没有可以收站内消息的账号"), "sms": ("waiting", "")}
    send_waiting(now=MONDAY)
    assert sms.kept()[0]["phone"] == ANSWERS["holder_phone"]


def test_old_news_rings_nobody(city: City) -> None:
    story = Story(city).submitted()
    told(now=story.now + timedelta(days=4))
    assert list(Message.objects.values_list("channel", flat=True)) == ["inbox"]


def test_a_step_with_nothing_to_tell_costs_no_statement() -> None:
    note = Told(
        "1",
        1,
        "testing.permit.note",
        MONDAY,
        "case",
        1,
        1,
        "testing.permit",
        "note",
        "received",
        "received",
        1,
        "",
        {},
        MONDAY,
    )
    with counted() as statements:
        tell(note)
    assert statements == []


def test_the_listener_is_quick(city: City) -> None:
    Story(city).submitted()
    with counted() as statements:
        told()
    assert len(statements) <= 8
