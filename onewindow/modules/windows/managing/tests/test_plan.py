"""The plan of a hall: read as it is meant, refused with every fault named."""

import pytest

from onewindow.modules.windows.managing.plan import BadPlan, read

PLAN = """
unit = "320402004000"
name = "红梅派出所综合服务大厅"
prefix = "A"
[opens]
"1-5" = ["13:30-17:00", "09:00-12:00"]
[after_hours]
6 = ["09:00-12:00"]
[[windows]]
number = 1
[[windows]]
number = 2
kind = "elder"
name = "敬老专窗"
low = true
"""


def faults(text: str) -> str:
    with pytest.raises(BadPlan) as wrong:
        read(text)
    return "\n".join(wrong.value.faults)


def test_a_plan_is_read_with_spans_of_weekdays_and_hours_in_order():
    plan = read(PLAN)
    assert plan.code == plan.unit and plan.prefix == "A"
    assert list(plan.opens) == ["1", "2", "3", "4", "5"]
    assert plan.opens["3"] == [["09:00", "12:00"], ["13:30", "17:00"]]
    assert plan.after_hours == {"6": [["09:00", "12:00"]]}
    assert [(one.number, one.kind, one.low) for one in plan.windows] == [(1, "combined", False), (2, "elder", True)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('prefix = "A"', 'prefix = "a1"', "大写字母"),
        ('name = "红梅派出所综合服务大厅"', "", "缺 name"),
        ('prefix = "A"', 'prefix = "A"\ncolour = "red"', "不认识的项：colour"),
        ('prefix = "A"', 'prefix = "A"\ncode = "../x"', "字母和数字"),
        ('"09:00-12:00"]\n[after', '"16:00-18:00"]\n[after', "周1：时间倒了，或者重叠"),
        ('"1-5" =', '"8" =', "应当像"),
        ('"13:30-17:00"', '"13:30-27:00"', "应当像"),
        ('6 = ["09:00-12:00"]', '5 = ["16:00-18:00"]', "周5 的延时服务和开门时间重叠"),
        ("number = 2", "number = 1", "两个窗口同号"),
        ("number = 2", "number = 200", "1 到 99"),
        ('kind = "elder"', 'kind = "vip"', "kind：应当是"),
        ("[[windows]]\nnumber = 1", "[[", "不是 TOML"),
    ],
)
def test_every_fault_is_named(before, after, said):
    assert before in PLAN
    assert said in faults(PLAN.replace(before, after, 1))


def test_a_hall_without_hours_or_windows_is_no_hall():
    bare = PLAN.split("[opens]")[0]
    assert "opens 里一天也没有" in faults(bare) and "一个窗口也没有" in faults(bare)
