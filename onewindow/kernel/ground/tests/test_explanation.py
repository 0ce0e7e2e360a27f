from datetime import timedelta

from onewindow.kernel.ground.due import due
from onewindow.kernel.ground.spans import Start, days, hours, months, workdays
from onewindow.kernel.ground.tests.moments import CALENDAR, at


def told(*args: object, **how: object) -> list[str]:
    span, start = args
    return [line.words for line in due(span, at(start), CALENDAR, explain=True, **how).lines]  # type: ignore[arg-type]


def test_the_spring_festival_is_one_line() -> None:
    assert told(workdays(20), "2026-02-12") == [
        "02-12 起算日，不计入",
        "02-13 第1个工作日",
        "02-14 第2个工作日（春节调休上班）",
        "02-15～02-23 春节，不计",
        "02-24～02-27 第3～6个工作日",
        "02-28 第7个工作日（春节调休上班）",
        "03-01 周末，不计",
        "03-02～03-06 第8～12个工作日",
        "03-07～03-08 周末，不计",
        "03-09～03-13 第13～17个工作日",
        "03-14～03-15 周末，不计",
        "03-16～03-18 第18～20个工作日",
        "03-18 期满（截至当日 23:59:59）",
    ]


def test_a_roll_names_the_festival_it_rolls_over() -> None:
    assert told(days(15), "2026-09-20") == [
        "09-20 起算日，不计入",
        "09-21～10-05 第1～15日",
        "10-05～10-07 国庆节，期满日顺延",
        "10-08 期满（截至当日 23:59:59）",
    ]


def test_a_pause_gives_its_reason_and_the_other_year_its_number() -> None:
    pause = (at("2025-12-30"), at("2026-01-05"), "等待补正")
    assert told(workdays(3), "2025-12-29", pauses=[pause]) == [
        "12-29 起算日，不计入",
        "12-30 第1个工作日",
        "12-31～2026-01-05 等待补正，停止计算",
        "2026-01-06～2026-01-07 第2～3个工作日",
        "2026-01-07 期满（截至当日 23:59:59）",
    ]


def test_a_standing_clock_says_what_it_waits_for_and_gives_no_end() -> None:
    assert told(workdays(3), "2026-03-02", pauses=[(at("2026-03-03"), None, "听证")]) == [
        "03-02 起算日，不计入",
        "03-03 第1个工作日",
        "03-04 听证，停止计算，恢复后继续",
    ]


def test_a_roll_into_an_open_pause_says_so() -> None:
    lines = told(days(15), "2026-09-20", pauses=[(at("2026-10-06"), None, "听证")])
    assert lines[-1] == "10-07 听证，停止计算，恢复后继续"


def test_a_first_day_that_counts_is_not_called_uncounted() -> None:
    assert told(workdays(1), "2026-03-02", start_rule=Start.SAME_DAY)[0] == "03-02 第1个工作日"


def test_done_on_the_spot_is_told_in_two_lines() -> None:
    assert told(workdays(0), "2026-03-02") == ["03-02 起算日，不计入", "03-02 期满（截至当日 23:59:59）"]


def test_months_are_told_in_days() -> None:
    assert told(months(1), "2026-04-30")[1] == "05-01～05-30 第1～30日"


def test_an_extension_begins_its_own_count() -> None:
    lines = told(days(2), "2026-03-02", extensions=[(workdays(1), "偏远")])
    assert lines[1:3] == ["03-03～03-04 第1～2日", "03-05 第1个工作日"]


def test_hours_are_told_by_the_clock() -> None:
    start = at("2026-02-12T20:00")
    halt = (start + timedelta(hours=1), start + timedelta(hours=7), "协查")
    lines = due(hours(2), start, CALENDAR, pauses=[halt], explain=True).lines
    assert [line.words for line in lines] == [
        "02-12 20:00 起连续计2小时",
        "02-12 21:00～02-13 03:00 协查，停止计算",
        "02-13 04:00 期满",
    ]


def test_a_halt_inside_another_is_told_from_where_it_takes_over() -> None:
    start = at("2026-02-12T09:00")
    one = (start + timedelta(hours=1), start + timedelta(hours=3), "协查")
    two = (start + timedelta(hours=2), start + timedelta(hours=4), "鉴定")
    lines = due(hours(2), start, CALENDAR, pauses=[two, one], explain=True).lines
    assert [line.words for line in lines[1:3]] == [
        "02-12 10:00～02-12 12:00 协查，停止计算",
        "02-12 12:00～02-12 13:00 鉴定，停止计算",
    ]


def test_lines_cost_nothing_when_nobody_asks() -> None:
    assert due(workdays(20), at("2026-02-12"), CALENDAR).lines == ()


def test_another_language_can_say_the_same_from_the_facts() -> None:
    line = due(workdays(20), at("2026-02-12"), CALENDAR, explain=True).lines[3]
    assert line.facts == {"days": "02-15～02-23", "reason": "春节"}
    assert line.counted is None
    assert (line.last - line.day).days == 8
