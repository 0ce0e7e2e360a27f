"""A hall opened by its plan: made, changed, never deleted, and on record."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.managing.opening import InUse, NoSuchUnit, open_hall
from onewindow.modules.windows.managing.plan import read
from onewindow.modules.windows.managing.tests.test_plan import PLAN
from onewindow.modules.windows.models import Hall, Seat, Window

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(city):
    return replace(read(PLAN), unit=city.units["hongmei"].code, code="hm")


def test_the_hall_of_the_plan_is_there_with_its_windows_and_seats(plan, city):
    hall = open_hall(plan, now=MONDAY)
    assert hall.unit_path == city.units["hongmei"].path and hall.code == "hm"
    assert [(one.number, one.kind, one.active) for one in hall.windows.order_by("number")] == [
        (1, "combined", True),
        (2, "elder", True),
    ]
    assert Seat.objects.filter(window__hall=hall).count() == 2
    told = rows("select facts->>'title' as title from journal_line where about = 'seat' order by id")
    assert [one["title"] for one in told] == ["1 号窗口按大厅方案设置", "2 号窗口按大厅方案设置"]


def test_the_same_plan_again_changes_nothing(plan):
    open_hall(plan, now=MONDAY)
    open_hall(plan, now=MONDAY)
    assert Hall.objects.count() == 1 and Window.objects.count() == 2
    assert len(rows("select 1 from journal_line where about = 'seat'")) == 2


def test_a_window_no_longer_planned_is_shut_and_kept(plan):
    open_hall(plan, now=MONDAY)
    open_hall(replace(plan, windows=plan.windows[:1], address="合成路2号"), now=MONDAY)
    assert Hall.objects.get().address == "合成路2号"
    assert {one.number: one.active for one in Window.objects.all()} == {1: True, 2: False}
    open_hall(plan, now=MONDAY)
    assert Window.objects.filter(active=True).count() == 2


def test_nobody_is_planned_away_from_under_an_officer(plan, city):
    open_hall(plan, now=MONDAY)
    Seat.objects.filter(window__number=2).update(account_id=city.accounts["wang"].id, state="open")
    with pytest.raises(InUse) as refused:
        open_hall(replace(plan, windows=plan.windows[:1]), now=MONDAY)
    assert "2 号窗口还有人在岗" in refused.value.sentence
    assert Window.objects.filter(active=True).count() == 2


def test_a_unit_that_is_not_there_is_refused(plan):
    with pytest.raises(NoSuchUnit):
        open_hall(replace(plan, unit="999999999999"), now=MONDAY)


def test_the_command_says_the_addresses_and_checks_without_writing(plan, tmp_path):
    file, said = tmp_path / "hall.toml", io.StringIO()
    file.write_text(PLAN.replace("320402004000", plan.unit))
    call_command("halls_open", file, "--check", stdout=said)
    assert Hall.objects.count() == 0 and f"/halls/{plan.unit}/kiosk/" in said.getvalue()
    call_command("halls_open", file, stdout=said)
    assert Hall.objects.get().code == plan.unit
    file.write_text(PLAN.replace('"A"', '"a"'))
    with pytest.raises(CommandError, match="大写字母"):
        call_command("halls_open", file, stdout=said)
