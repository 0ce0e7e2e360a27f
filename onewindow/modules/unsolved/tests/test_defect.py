"""Too often in a month is the rule's fault: opened once, with the cases, and changed only when the handbook changed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from onewindow.kernel.cases.models import Case
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.actions import set_value
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.unsolved import demo, effects, source
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.handbook_lines import changes
from onewindow.modules.unsolved.report import REPORT
from onewindow.modules.unsolved.tests.reporting import DAY, TAKEN_IN, report, row_of, take, told

pytestmark = pytest.mark.django_db


def several(city: City, n: int, **more) -> list[int]:
    cases = []
    for nth in range(n):
        case = report(city, "wang", reporter_phone=f"1390000000{nth}", **more)
        take(city, "ma", "push", case, **TAKEN_IN)
        source.propose_defect(told(case, "push", MONDAY))
        cases.append(case)
    return cases


def defects() -> list[Case]:
    return list(Case.objects.filter(case_type=DEFECT.code, submitted_at__isnull=False))


def test_two_of_a_kind_are_chance_and_three_are_a_defect_with_the_cases_attached(town):
    several(town, 2)
    assert defects() == []
    third = report(town, "wang", reporter_phone="13900000009")
    take(town, "ma", "push", third, **TAKEN_IN)
    source.propose_defect(told(third, "push", MONDAY))
    source.propose_defect(told(third, "push", MONDAY))
    (defect,) = defects()
    assert defect.answers["kind"] == "04:residence.permit" and defect.answers["count"] == 3
    assert row_of(third).number in defect.answers["cases"] and defect.unit_path == town.units["bureau"].path


def test_a_fourth_opens_no_second_one_and_another_kind_counts_for_itself(town):
    several(town, 4)
    other = report(town, "wang", reporter_phone="13900000008", category="01")
    take(town, "ma", "push", other, **TAKEN_IN)
    source.propose_defect(told(other, "push", MONDAY))
    assert len(defects()) == 1


def test_what_was_declined_does_not_count(town):
    cases = several(town, 2)
    take(town, "ma", "dismiss", cases[0], scope="private", remedy="12345", reason="这是邻里之间的纠纷")
    third = report(town, "wang", reporter_phone="13900000009")
    take(town, "ma", "push", third, **TAKEN_IN)
    source.propose_defect(told(third, "push", MONDAY))
    assert defects() == []


def test_changed_is_proved_by_the_lines_of_the_handbook(town):
    several(town, 3)
    (defect,) = defects()
    take(town, "he", "assess", defect.id, cause="limit", entry="residence.permit", opinion="承诺时限太长，建议缩短")
    with pytest.raises(effects.NothingChanged):
        take(town, "he", "change", defect.id, ground="常公规〔2026〕3号")
    parameter = next(iter(shelf().entry("residence.permit").parameters))
    value = parameter.default + 1 if not isinstance(parameter.default, bool) else not parameter.default
    set_value(
        case_type="residence.permit",
        code=parameter.code,
        value=value,
        ground="常公规〔2026〕3号",
        set_by="he",
        now=MONDAY,
    )
    take(town, "he", "change", defect.id, MONDAY + 9 * DAY, ground="常公规〔2026〕3号")
    facts = Case.objects.get(id=defect.id).facts
    assert f"in_force.{parameter.code}" in facts["changed"] and facts["changed_lines"] == 1


def test_lines_that_are_new_gone_or_other_are_told():
    assert changes({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a: 1 → —", "b: 2 → 3", "c: — → 4"]


def test_the_page_counts_kinds_and_days_by_hand(town, client, monkeypatch):
    several(town, 3)
    (defect,) = defects()
    take(town, "he", "explain", defect.id, MONDAY + 4 * DAY, reason="这是上级规定的材料，已经写进告知单")
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + 5 * DAY)
    client.force_login(town.accounts["he"])
    html = client.get("/desk/unsolved/").content.decode()
    assert "到了件数" in html and "提出 1 个，改了 0 个" in html and ">4<" in html.replace(" ", "").replace("\n", "")
    assert "13900000000" not in html
    client.force_login(town.accounts["wang"])
    assert client.get("/desk/unsolved/").status_code == 403


def test_the_demo_shows_the_published_number_and_is_planted_once(town):
    demo.plant(MONDAY)
    demo.plant(MONDAY + DAY)
    found = rows("select state, count(*) as n from cases_case where case_type = %s group by 1", (REPORT.code,))
    counted = {one["state"]: one["n"] for one in found}
    assert counted["closed"] == 83 and counted["dismissed"] == 3 and sum(counted.values()) == 90
