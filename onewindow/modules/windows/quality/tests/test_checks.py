"""A spot check: a fact of one moment, seen and answered by the officer, looked at again by another hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.law import Sure
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import Recheck, Sitting, SpotCheck, Ticket
from onewindow.modules.windows.quality import actions, queries
from onewindow.modules.windows.quality.points import POINTS
from onewindow.modules.windows.quality.tests.conftest import SEEN_AT, seen
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.staffing.tests.small_hall import small_hall, window

NEXT_WEEK = MONDAY.date() + timedelta(days=7)


def faults(look, **more):
    with pytest.raises(BadAnswers) as refused:
        look(**more)
    assert not SpotCheck.objects.exists()
    return refused.value.errors


def again(city, hall, check, by="sun", **more):
    given = {"mended": True, "note": "现在一次说全", "by_when": None, "actor": city.actor(by), "now": MONDAY}
    return actions.recheck(hall=hall, check_id=check.id, **given | more)


def test_every_point_names_its_source_or_says_that_it_is_our_own():
    assert len({one.code for one in POINTS}) == len(POINTS) >= 10
    for one in POINTS:
        assert one.law.article or one.law.sure is not Sure.READ, one.code


def test_a_check_keeps_who_where_when_and_by_whom(city, look):
    made = SpotCheck.objects.get(id=look().id)
    assert (made.account_name, made.by_name, made.seen_at) == ("王窗口", "meng", SEEN_AT)
    assert made.points["told_once"] == {"seen": "no", "note": "只说了一半"}
    assert queries.checks_on(city.accounts["wang"].id)[0].due == NEXT_WEEK


def test_the_officer_is_told_at_once_and_the_journal_names_no_words_of_it(city, look):
    made = look()
    told = rows("select title, link from ow_notices_message where account_id = %s", (city.accounts["wang"].id,))
    assert told == [{"title": "窗口抽查的结果", "link": f"/desk/window/quality/#check-{made.id}"}]
    line = rows("select about, facts from journal_line where act = 'spot_check'")[0]
    assert line["about"] == "seat" and "只说了一半" not in str(line["facts"]) and "王窗口" not in str(line["facts"])


def test_nothing_amiss_needs_no_day(look):
    made = look(points=seen(rating=""), rectify_by=None)
    assert made.rectify_by is None and made.points["rating"]["seen"] == "not_seen"


def test_nobody_at_the_window_is_a_finding_too(look):
    made = look(account_id=None, points=seen(on_post="窗口开着，没有人"))
    assert made.account_id is None and not rows("select 1 from ow_notices_message")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"seen_at": None}, "seen_at"),
        ({"seen_at": MONDAY + timedelta(minutes=1)}, "seen_at"),
        ({"seen_at": MONDAY - timedelta(days=32)}, "seen_at"),
        ({"how": "guess"}, "how"),
        ({"window_id": 0}, "window"),
        ({"account_id": 0}, "account"),
        ({"rectify_by": None}, "rectify_by"),
        ({"rectify_by": MONDAY.date()}, "rectify_by"),
        ({"rectify_by": MONDAY.date() + timedelta(days=91)}, "rectify_by"),
        ({"points": seen() | {"polite": ("no", " ")}}, "note-polite"),
        ({"points": seen() | {"polite": ("perhaps", "")}}, "point-polite"),
        ({"points": {}}, "point-polite"),
        ({"points": {one.code: ("not_seen", "") for one in POINTS}}, "point-appearance"),
    ],
)
def test_a_check_that_cannot_be_is_refused_at_its_field(look, more, field):
    assert field in faults(look, **more)


def test_nobody_checks_himself(city, hall, look):
    assert "不能检查自己" in faults(look, account_id=city.accounts["meng"].id)["account"]


def test_the_record_of_sittings_speaks_when_somebody_else_sat_there(city, hall, look):
    ticket = Ticket.objects.create(
        hall=hall, day=MONDAY.date(), number="A001", token="t", lane="ordinary", items=[], source="kiosk",
        state="done", rank=SEEN_AT, taken_at=SEEN_AT,
    )  # fmt: skip
    early, late = SEEN_AT - timedelta(minutes=5), SEEN_AT + timedelta(minutes=5)
    Sitting.objects.create(
        ticket=ticket, window=window(hall, 1), account_id=city.accounts["lin"].id, account_name="lin",
        called_at=early, started_at=early, ended_at=late,
    )  # fmt: skip
    assert faults(look)["account"] == "08:30 在1号窗口办理的是lin，请核对时间和人"
    assert look(seen_at=late + timedelta(minutes=1)) and look(account_id=city.accounts["lin"].id)


def test_who_may_check_is_who_answers_for_the_hall(city, look):
    assert look(by="sun") and look(by="xu")
    for name in ("wang", "fang", "zhao", "chen"):
        with pytest.raises(NoSuchHall):
            look(by=name)


def test_the_officer_answers_once_and_the_checker_hears_of_it(city, look):
    check = look()
    wang = city.actor("wang")
    with pytest.raises(BadAnswers):
        actions.answer(check_id=check.id, words=" ", actor=wang, now=MONDAY)
    actions.answer(check_id=check.id, words="当时系统断了", actor=wang, now=MONDAY)
    assert rows("select 1 from ow_notices_message where account_id = %s", (city.accounts["meng"].id,))
    with pytest.raises(actions.Answered):
        actions.answer(check_id=check.id, words="还有一句", actor=wang, now=MONDAY)
    assert SpotCheck.objects.get().answered == "当时系统断了"


def test_nobody_answers_for_another(city, look):
    check = look()
    for name in ("lin", "meng"):
        with pytest.raises(actions.NoSuchCheck):
            actions.answer(check_id=check.id, words="我替他说", actor=city.actor(name), now=MONDAY)


def test_another_hand_looks_again(city, hall, look):
    check = look()
    with pytest.raises(actions.SameHand):
        again(city, hall, check, by="meng")
    again(city, hall, check)
    one = queries.checks_of(hall, MONDAY)[0]
    assert one.mended and one.due is None
    with pytest.raises(actions.NothingOpen):
        again(city, hall, check, by="xu")


def test_a_hall_chief_who_was_checked_does_not_clear_himself(city, hall, look):
    check = look(by="sun", account_id=city.accounts["meng"].id)
    with pytest.raises(actions.SameHand):
        again(city, hall, check, by="meng")


def test_what_is_still_amiss_gets_a_new_day_and_stays_open(city, hall, look):
    check = look()
    with pytest.raises(BadAnswers) as refused:
        again(city, hall, check, mended=False)
    assert "by_when" in refused.value.errors
    later = NEXT_WEEK + timedelta(days=3)
    again(city, hall, check, mended=False, by_when=later)
    assert queries.checks_of(hall, MONDAY)[0].due == later
    again(city, hall, check, by="xu")
    assert Recheck.objects.count() == 2 and queries.checks_of(hall, MONDAY)[0].due is None


def test_a_recheck_says_what_was_seen(city, hall, look):
    with pytest.raises(BadAnswers):
        again(city, hall, look(), note=" ")


def test_what_was_in_order_is_not_looked_at_again(city, hall, look):
    with pytest.raises(actions.NothingOpen):
        again(city, hall, look(points=seen()))


def test_a_check_of_another_hall_is_not_there(city, hall, look):
    other = small_hall(city, "sanjing", "sj")
    with pytest.raises(actions.NoSuchCheck):
        again(city, other, look(), by="xu")


def test_old_checks_leave_the_list_unless_they_are_still_open(city, hall, look):
    look(points=seen())
    check = look()
    later = MONDAY + timedelta(days=120)
    assert [one.check.id for one in queries.checks_of(hall, later)] == [check.id]
    assert len(queries.checks_of(hall, MONDAY)) == 2
    assert [one.check.id for one in queries.checks_of(hall, MONDAY, only_open=True)] == [check.id]
