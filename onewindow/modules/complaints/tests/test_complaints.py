"""Complaints: taken once whatever brings them, merged by a person only, replayed, and counted by the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from onewindow.kernel.cases import actions, drafts, gate, queries
from onewindow.kernel.cases.models import Case
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.modules.complaints import demo
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.definition import MODULE
from onewindow.modules.complaints.models import Incoming, Pair
from onewindow.modules.complaints.pairs import deciding
from onewindow.modules.complaints.pairs.likeness import near
from onewindow.modules.complaints.pairs.suggesting import suggest
from onewindow.modules.complaints.weekly.pages import monday_of
from onewindow.modules.complaints.weekly.queries import week_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = {
    "source": "gov",
    "source_number": "G-1",
    "kind": "attitude",
    "content": "上周三在红梅所窗口办身份证，工作人员说话不耐烦",
    "where": XINHUA_PLACE,
    "caller_phone": "13700000001",
}
REPLAYED = {
    "result": "real",
    "reply": "已经批评教育并向您道歉，欢迎监督",
    "happened": "排队的人多，态度急躁，没有解释",
    "why": "午休没有人替换，连续坐了五个小时",
    "changes": "排班加一人轮换",
}


@pytest.fixture
def town(city: City) -> Iterator[City]:
    staff(city, "han", "hub", "tianning")
    staff(city, "ma", "hall_chief", "hongmei")
    yield city


def complaint(city: City, name: str = "han", now=MONDAY, **more) -> int:
    actor = city.actor(name)
    answers = {key: value for key, value in {**SAID, **more}.items() if value}
    row = drafts.open_draft(COMPLAINT.code, actor=actor, now=now, channel="window", answers=answers)
    actions.take("report", case_id=row.id, actor=actor, now=now)
    suggest(Told(f"e{row.id}", 1, f"{COMPLAINT.code}.report", now, "case", row.id, 2, COMPLAINT.code, "report", "", "", 0,
                 "", {}, now))  # fmt: skip
    return row.id


def take(city: City, name: str, step: str, case_id: int, now=MONDAY, **given):
    return actions.take(step, case_id=case_id, actor=city.actor(name), now=now, given=given)


def closed(city: City, case_id: int, now=MONDAY) -> int:
    take(city, "han", "push", case_id, now, to_unit="320402004000")
    take(city, "ma", "sign", case_id, now)
    take(city, "ma", "rectify", case_id, now, **REPLAYED)
    take(city, "han", "pass", case_id, now)
    return case_id


def row_of(case_id: int):
    return queries.case(case_id, actor=SYSTEM_ACTOR, now=MONDAY)


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


def test_the_week_by_hand(town):
    first = closed(town, complaint(town))
    complaint(town, now=MONDAY + 3 * DAY, source="c110", source_number="J-1")  # the same phone: a second one
    complaint(town, now=MONDAY + 3 * DAY, source="visit", source_number="", kind="slow", caller_phone="")
    late = complaint(
        town, now=MONDAY - 5 * DAY, source_number="G-9", caller_phone="13700000009", content="另一件完全不同的事"
    )
    take(town, "han", "push", late, MONDAY - 5 * DAY, to_unit="320402004000")
    take(town, "ma", "sign", late, MONDAY - 5 * DAY)  # falls due in this week, and nobody answered
    week = week_of(MONDAY.replace(hour=0), MONDAY.replace(hour=0) + 7 * DAY, second_days=30, actor=town.actor("he"))
    by_unit = {one.unit_path: one for one in week}
    district, station = by_unit[town.units["tianning"].path], by_unit[town.units["hongmei"].path]
    assert (district.came, district.second, dict(district.kinds)) == (2, 1, {"attitude": 1, "slow": 1})
    assert (station.came, station.on_time, station.due, station.second) == (1, 1, 2, 0)
    assert row_of(first).answers["why"] == REPLAYED["why"]
    assert week_of(MONDAY, MONDAY + DAY, second_days=30, actor=town.actor("qian")) == []


def test_after_the_days_it_is_no_second_one(town):
    closed(town, complaint(town))
    complaint(town, now=MONDAY + 3 * DAY, source="c110", source_number="J-1")
    assert sum(one.second for one in week_of(MONDAY, MONDAY + 7 * DAY, second_days=2, actor=town.actor("he"))) == 0


@pytest.mark.parametrize(("week", "day"), [("", 23), ("2026-W08", 16), ("2026-W99", 23), ("x", 23)])
def test_a_week_is_named_by_its_number_and_the_last_whole_one_is_meant_otherwise(week, day):
    assert monday_of(week, MONDAY).day == day and monday_of(week, MONDAY).month == 2


def test_the_notice_tells_replays_and_names_nobody(town, client, monkeypatch):
    closed(town, complaint(town, caller_name="张三"))
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + 7 * DAY)
    client.force_login(town.accounts["ma"])
    html = client.get("/desk/complaints/weekly/").content.decode()
    assert REPLAYED["why"] in html and "1 / 1" in html
    assert "张三" not in html and "13700000001" not in html
    file = client.get("/desk/complaints/weekly/?week=2026-W10&as=csv").content.decode("utf-8-sig")
    assert "服务态度 1" in file
    client.force_login(town.accounts["wang"])
    assert client.get("/desk/complaints/weekly/").status_code == 403


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
