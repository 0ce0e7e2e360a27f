"""Batches that come in: the statements agree with the function, bad rows are set aside, a repetition is harmless."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from onewindow.kernel.files.tables import Unreadable
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.testing.city import HONGMEI_PLACE, MONDAY, XINHUA_PLACE
from onewindow.modules.directives.intake import filtering
from onewindow.modules.directives.intake.checking import checked
from onewindow.modules.directives.intake.reading import table
from onewindow.modules.directives.intake.receiving import KeyTaken, NotForYou, NothingIn, receive
from onewindow.modules.directives.intake.sorting import Held, Pushed, sort_out
from onewindow.modules.directives.models import Push, Unread
from onewindow.modules.directives.tests.conftest import SECOND
from onewindow.modules.directives.tests.life import Life

pytestmark = pytest.mark.django_db
PLACES = (XINHUA_PLACE, HONGMEI_PLACE, SECOND)
ROW = {"source": "警种部门", "category": "核查", "level": "蓝", "place": XINHUA_PLACE, "door": "花园路 12 号",
       "target": "李一一", "text": "核实是否仍在此居住", "basis": "专项通知一号", "due": ""}  # fmt: skip


def drawn(draw: Random, many: int) -> list[dict[str, str]]:
    """Rows of every kind, many of them alike."""
    return [
        {
            **ROW,
            "source": draw.choice(["上级指令", "警种部门", "模型", "群众"]),
            "category": draw.choice(["核查", "调解", "代收代缴", "宣传防范"]),
            "level": draw.choice(["红色", "橙", "yellow", ""]),
            "place": draw.choice([*PLACES, "320500001001"]),
            "door": f"花园路{draw.randint(1, 6)}号",
            "basis": draw.choice(["通知一号", "通知一号", ""]),
            "due": draw.choice(["", "2026-03-01", "2026/3/2".replace("/3/2", "-03-09"), "2026-04-01 18:00"]),
        }
        for _ in range(many)
    ]


def take(town, lines, key="b1", now=MONDAY, by="han"):
    return receive(lines, key=key, source="department", name="样例", actor=town.actor(by), now=now)


@pytest.mark.parametrize("seed", range(4))
def test_the_statements_agree_with_the_function_over_two_batches(town, seed):
    draw = Random(seed)
    received: set[bytes] = set()
    opened: dict[bytes, int] = {}
    for nth in range(2):
        lines = drawn(draw, 60)
        batch = [_pushed(line, row) for row, line in enumerate(lines, 1)]
        wanted = sort_out(batch, Held(PLACES, received, opened), MONDAY)
        got = take(town, lines, key=f"{seed}-{nth}")
        found = {one.row_no: one for one in Push.objects.filter(batch_id=got.batch_id)}
        assert {row: (one.outcome, one.reason) for row, one in found.items()} == {
            row: (one.outcome, one.reason) for row, one in wanted.items()
        }
        for row, one_ in wanted.items():
            if one_.with_row is not None:
                assert found[row].into_id == found[one_.with_row].id
            elif one_.into is not None:
                assert found[row].into_id == one_.into
        received |= {one.payload for one in batch}
        opened |= {bytes(one.matter): one.id for one in found.values() if one.outcome == "issued"}


def _pushed(line, row) -> Pushed:
    found, faults = checked(line, row, "department", "push:x")
    assert found is not None, faults
    row_no, source, category, level, place, matter, payload, basis, due_at, _ = found
    return Pushed(row_no, source, category, level, place, matter, payload, basis, due_at)


def test_every_push_is_counted_once(town):
    got = take(town, drawn(Random(9), 80))
    assert sum(got.counts.values()) == 80 == Push.objects.count()
    assert Counter(Push.objects.values_list("outcome", flat=True))["issued"] == got.counts["issued"]
    assert verify().faults == []


def test_the_same_batch_again_is_the_same_answer_and_other_rows_under_its_key_are_refused(town):
    lines = drawn(Random(1), 20)
    first = take(town, lines)
    again = take(town, lines, now=MONDAY + timedelta(hours=1))
    assert again.again and again.counts == first.counts and Push.objects.count() == 20
    with pytest.raises(KeyTaken):
        take(town, lines[:-1])


def test_rows_that_cannot_be_read_are_set_aside_with_why(town):
    bad = [
        {**ROW, "place": "红梅"},
        {**ROW, "category": "算命"},
        {**ROW, "due": "昨天"},
        {**ROW, "text": ""},
        {**ROW, "text": "a\x00"},
    ]
    got = take(town, [ROW, *bad])
    assert (got.counts, got.bad) == ({"issued": 1}, 5)
    faults = {one.row_no: set(one.faults) for one in Unread.objects.all()}
    assert faults == {2: {"place"}, 3: {"category"}, 4: {"due"}, 5: {"text"}, 6: {"text"}}


def test_what_a_push_is_about_is_sealed_at_rest(town):
    take(town, [ROW])
    stored = one("select p::text as words from ow_directives_push p")
    assert stored and "李一一" not in stored["words"] and "花园路" not in stored["words"]


def test_only_the_centre_takes_a_batch_in_and_an_empty_one_is_refused(town):
    with pytest.raises(NotForYou):
        take(town, [ROW], by="wang")
    with pytest.raises(NothingIn):
        take(town, [])


def test_what_was_verified_is_answered_for_ninety_days_and_may_be_pushed_again_after(town):
    life = _carried_out(town, [ROW])
    assert take(town, [{**ROW, "basis": "通知二号"}], key="b2", now=life.now + timedelta(days=89)).counts == {
        "known": 1
    }
    assert take(town, [{**ROW, "basis": "通知三号"}], key="b3", now=life.now + timedelta(days=91)).counts == {
        "issued": 1
    }


def test_while_it_is_open_the_same_matter_from_elsewhere_is_merged_into_it(town):
    take(town, [ROW])
    other = {**ROW, "source": "上级指令", "door": "花园路12号", "text": "换一种说法"}
    assert take(town, [other], key="b2").counts == {"merged": 1}


def test_a_batch_becomes_one_task_a_community_and_its_pushes_know_their_task(town):
    lines = [{**ROW, "place": place, "door": f"花园路{n}号"} for place in PLACES for n in range(3)]
    got = take(town, lines)
    life = Life(town, which="batch", batch=got.batch_id, category="check").sent()
    assert len(life.children) == 3
    task = life.row(life.child(XINHUA_PLACE), by="wu")
    assert task.answers["count"] == 3 and task.answers["objects"].count("\n") == 2
    assert rows("select count(*) as n from ow_directives_push where case_id is null")[0]["n"] == 0


def test_a_task_withdrawn_lets_its_pushes_come_again(town):
    got = take(town, [ROW])
    life = Life(town, which="batch", batch=got.batch_id, category="check").sent()
    life.then("han", "cancel", {"reason": "上级已经撤销"})
    assert take(town, [{**ROW, "basis": "通知二号"}], key="b2").counts == {"issued": 1}


def _carried_out(town, lines) -> Life:
    got = take(town, lines)
    life = Life(town, which="batch", batch=got.batch_id, category="check").sent()
    return life.done(life.child(XINHUA_PLACE))


def test_a_file_is_read_in_either_coding_and_a_heading_in_either_language():
    words = io.StringIO()
    csv.writer(words).writerows(
        [["来源", "类别", "社区代码", "内容", "别的"], ["模型", "核查", XINHUA_PLACE, "看一看", "x"], []]
    )
    for coding in ("utf-8-sig", "gb18030"):
        assert list(table(words.getvalue().encode(coding))) == [
            {"source": "模型", "category": "核查", "place": XINHUA_PLACE, "text": "看一看"}
        ]
    assert list(table(b"source,category,place,text\n1,2,3,4\n"))[0]["text"] == "4"


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"\xff\xfe\x00", b"source,category,place,text\n\x00"]
)
def test_what_is_no_table_is_refused_in_plain_words(content):
    with pytest.raises(Unreadable):
        list(table(content))


def test_a_lock_lets_one_batch_in_at_a_time():
    assert "advisory_xact_lock" in filtering.LOCK
