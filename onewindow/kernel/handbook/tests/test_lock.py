"""The lock: a change of law is a diff, and a code that vanishes is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from onewindow.kernel.handbook import days, flow, lock, since, workdays
from onewindow.kernel.testing.matter import LIMIT, TEST_MATTER, TESTING

NAME = f"{TEST_MATTER.code}@{TEST_MATTER.edition}"


def drawn(**more: object) -> dict:
    return json.loads(lock.text([replace(TESTING, case_types=(replace(TEST_MATTER, **more),))]))


def test_the_text_is_the_same_every_time():
    assert lock.text([TESTING]) == lock.text([TESTING])
    assert lock.text([TESTING]).endswith("\n")


def test_a_limit_is_one_line_of_the_diff():
    before, after = drawn(), drawn(deadlines=(replace(LIMIT, promised=workdays(2)),))
    assert before[NAME]["deadlines"]["decide"]["promised"] == "3个工作日"
    after[NAME]["deadlines"]["decide"]["promised"] = "3个工作日"
    assert before == after


def test_a_span_that_changed_over_the_years_is_written_with_its_days():
    spans = since({"2016-01-01": days(15), "2027-01-01": days(10)})
    told = drawn(deadlines=(replace(LIMIT, legal=spans, promised=None),))[NAME]["deadlines"]["decide"]["legal"]
    assert told == {"2016-01-01": "15日（自然日）", "2027-01-01": "10日（自然日）"}
    assert spans.on(date(2026, 12, 31)) == days(15) and spans.on(date(2027, 1, 1)) == days(10)
    assert spans.on(date(1999, 1, 1)) == days(15)


def test_a_vanished_step_is_named():
    gone = drawn(steps=tuple(one for one in TEST_MATTER.steps if one.code != "send_back"))
    said = lock.vanished(drawn(), gone)
    assert len(said) == 1 and "send_back" in said[0]


def test_a_retired_step_has_not_vanished():
    kept = tuple(flow.send_back(retired=True) if one.code == "send_back" else one for one in TEST_MATTER.steps)
    assert lock.vanished(drawn(), drawn(steps=kept)) == []
    assert drawn(steps=kept)[NAME]["steps"]["send_back"]["retired"] is True
    assert "retired" not in drawn()[NAME]["steps"]["send_back"]


def test_a_vanished_edition_is_named():
    assert lock.vanished(drawn(), {}) and NAME in lock.vanished(drawn(), {})[0]


def test_what_is_new_is_no_fault():
    assert lock.vanished({}, drawn()) == []
