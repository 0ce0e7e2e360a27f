"""Complaints: taken once whatever brings them, merged by a person only, replayed, and counted by the week."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases import gate
from onewindow.kernel.cases.models import Case
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.people.models import Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, staff
from onewindow.kernel.testing.story import Story
from onewindow.modules.complaints import demo
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.definition import MODULE
from onewindow.modules.complaints.models import Incoming, Pair
from onewindow.modules.complaints.pairs import deciding
from onewindow.modules.complaints.pairs.likeness import near
from onewindow.modules.complaints.tests.telling import DAY, SAID, closed, complaint, row_of, take

pytestmark = pytest.mark.django_db


def test_the_chapter_is_sound_and_every_walk_ends():
    Shelf([MODULE]).check()
    assert all(COMPLAINT.state[walk(COMPLAINT, seed)[-1]].ends for seed in range(100))


def test_hot_lines_have_five_working_days_and_letters_sixty_days(town):
    hot, letter = complaint(town), complaint(town, source="letter", source_number="X-1", caller_phone="")
    for case in (hot, letter):
        take(town, "han", "push", case, to_unit="320402004000")
        take(town, "ma", "sign", case)
    assert row_of(hot).dues["rectify"]["legal"].startswith("2026-03-09")
    assert row_of(letter).dues["rectify"]["legal"].startswith("2026-05-06")  # the sixtieth day falls into a holiday


def test_it_is_the_district_s_until_it_is_sent_to_the_station(town):
    case = complaint(town)
    assert row_of(case).unit_path == town.units["tianning"].path
    take(town, "han", "push", case, to_unit="320402004000")
    assert row_of(case).unit_path == town.units["hongmei"].path


def test_nothing_is_answered_without_a_replay(town):
    case = complaint(town)
    take(town, "han", "push", case, to_unit="320402004000")
    take(town, "ma", "sign", case)
    with pytest.raises(BadAnswers) as refused:
        take(town, "ma", "rectify", case, result="real", reply="已经批评教育并向您道歉")
    assert {"happened", "why", "changes"} <= set(refused.value.errors)


def test_programs_bring_complaints_through_the_api_of_the_house(town, client):
    client.force_login(town.accounts["han"])
    header = {"HTTP_IDEMPOTENCY_KEY": "G-77"}
    for _ in range(2):
        made = client.post(
            f"/api/cases/{COMPLAINT.code}", {"answers": {**SAID, "source_number": "G-77"}}, "application/json", **header
        ).json()
    done = client.post(f"/api/cases/{COMPLAINT.code}/{made['id']}/report", {"answers": {}}, "application/json")
    assert done.status_code == 200 and Case.objects.filter(case_type=COMPLAINT.code).count() == 1


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"content": "完全另外一件说法，打电话没有人接", "kind": "slow"}, {"phone": True}),
        ({"caller_phone": "13700000002"}, {"near": 1.0}),
        ({"caller_phone": "", "content": "打不通派出所的电话，一直占线"}, None),
    ],
)
def test_what_is_alike_is_suggested_and_nothing_is_merged(town, more, because):
    first, second = complaint(town), complaint(town, source="c110", source_number="J-1", **more)
    pairs = list(Pair.objects.all())
    assert [one.because for one in pairs] == ([because] if because else [])
    assert {row_of(first).state, row_of(second).state} == {"found"}


def test_two_about_one_case_are_suggested_whoever_says_it(town, matter):
    number = Story(town).accepted().row.number
    for nth, content in enumerate(("材料交了一个月没有消息", "打电话问进度，一直说在办")):
        complaint(town, source_number=f"G-{nth}", content=content, caller_phone=f"1370000001{nth}", about=number)
    assert Pair.objects.get().because == {"about": True}


def test_who_worked_on_the_case_does_not_sign_for_the_complaint_about_it(town, matter):
    Grant.objects.create(
        account=town.accounts["wang"], role="hall_chief", unit=town.units["hongmei"], since=MONDAY.date(), reason="测试"
    )
    case = complaint(town, about=Story(town).accepted().row.number)
    take(town, "han", "push", case, to_unit="320402004000")
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "sign", case)


def test_long_ago_is_not_compared(town):
    complaint(town)
    complaint(town, now=MONDAY + 40 * DAY, source="c110", source_number="J-1")
    assert not Pair.objects.exists()


def test_merging_keeps_both_numbers_and_the_reason_on_both(town):
    first, second = complaint(town), complaint(town, source="c110", source_number="J-1")
    pair, kept, dropped = Pair.objects.get(), row_of(first), row_of(second)
    deciding.merge(pair.id, keep=kept.number, reason="同一天同一窗口同一件事", actor=town.actor("han"), now=MONDAY)
    told = rows("select subject_id, act, facts::text as facts from journal_line where act in ('dismiss', 'note')")
    assert {(one["subject_id"], one["act"]) for one in told} == {(second, "dismiss"), (first, "note")}
    assert dropped.number in next(one["facts"] for one in told if one["act"] == "note")
    assert row_of(second).answers["into"] == kept.number and row_of(second).state == "dismissed"
    with pytest.raises(deciding.AlreadyDecided):
        deciding.keep_apart(pair.id, reason="还是觉得不是同一件", actor=town.actor("han"), now=MONDAY)


def test_merging_wants_a_reason_a_choice_and_an_open_case_to_keep(town):
    first, second = complaint(town), complaint(town, source="c110", source_number="J-1")
    pair, han = Pair.objects.get(), town.actor("han")
    for more in ({"keep": row_of(first).number, "reason": "同"}, {"keep": "320", "reason": "同一件事情"}):
        with pytest.raises(BadAnswers):
            deciding.merge(pair.id, actor=han, now=MONDAY, **more)
    closed(town, first)  # what comes after the end is a second complaint, and no merger
    with pytest.raises(BadAnswers):
        deciding.merge(pair.id, keep=row_of(first).number, reason="同一件事情", actor=han, now=MONDAY)
    with pytest.raises(gate.NotNow):
        deciding.merge(pair.id, keep=row_of(second).number, reason="同一件事情", actor=han, now=MONDAY)
    assert Pair.objects.get().state == "open" and row_of(second).state == "found"


def test_a_merger_by_hand_names_the_other(town):
    with pytest.raises(gate.NotMet, match="并入哪一件"):
        take(town, "han", "dismiss", complaint(town), ground="merged", reason="和另一件是同一件事")


def test_who_cannot_see_both_cannot_decide(town):
    staff(town, "qi", "hub", "xinbei")
    complaint(town)
    complaint(town, source="c110", source_number="J-1")
    with pytest.raises(gate.NotFound):
        deciding.keep_apart(Pair.objects.get().id, reason="不是同一件事", actor=town.actor("qi"), now=MONDAY)


def test_words_are_as_near_as_their_pairs():
    assert near("窗口办得慢", "窗口办得慢") == 1 and near("窗口", "电话") == 0 and near("", "") == 0
    assert 0.4 < near("窗口办身份证态度差", "窗口办身份证很慢") < 0.9


def test_pairs_are_decided_on_their_page(town, client):
    complaint(town)
    complaint(town, source="c110", source_number="J-1")
    client.force_login(town.accounts["han"])
    html = client.get("/desk/complaints/same/").content.decode()
    assert "同一个电话" in html and "13700000001" not in html
    client.post(f"/desk/complaints/same/{Pair.objects.get().id}/", {"keep": "apart", "reason": "时间和窗口都不一样"})
    assert Pair.objects.get().state == "apart" and Incoming.objects.count() == 2
    client.force_login(town.accounts["wang"])
    assert client.get("/desk/complaints/same/").status_code == 403


def test_the_demo_is_planted_once(town):
    demo.plant(MONDAY)
    demo.plant(MONDAY + DAY)
    assert Case.objects.filter(case_type=COMPLAINT.code).count() == demo.N + demo.TWINS and Pair.objects.count() == 1
