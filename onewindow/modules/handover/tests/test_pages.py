"""The page shows everything open with its clock and who has it, and says plainly whose it is while unsigned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from onewindow.kernel.cases.tests.test_loop import Loop
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.handover.demo import plant
from onewindow.modules.handover.models import Handover, Item, Shift
from onewindow.modules.handover.queries import cases_of, unit_of
from onewindow.modules.handover.tests.conftest import account, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=3))


def seen(client, town, name: str) -> str:
    client.force_login(town.accounts[name])
    return client.get(reverse("handover-desk")).content.decode()


def do(client, town, who: str, act: str, **given):
    client.force_login(town.accounts[who])
    return client.post(reverse("handover-do", args=[act]), {"unit": unit(town), **given})


def test_the_whole_way_in_the_browser_s_words(client, town):
    number = Loop(town).row.number
    assert "还没有人值班" in seen(client, town, "sun")
    do(client, town, "sun", "begin")
    do(
        client,
        town,
        "sun",
        "add",
        kind="seized",
        content="电动车一辆在后院",
        in_charge="吴磊",
        limit="2026-03-03T08:00",
    )
    words = seen(client, town, "sun")
    assert number in words and "电动车一辆在后院" in words and "没有人领" in words and "到期" in words
    do(client, town, "sun", "offer", to=account(town, "wu"), name="孙所长", note="夜里平稳")
    assert "没有签收以前，仍由孙所长负责" in seen(client, town, "gong")
    one = Handover.objects.get()
    do(client, town, "wu", "sign", id=one.pk, name="wu")
    assert Shift.objects.get(ended_at=None).name == "wu" and Item.objects.get().shift.name == "wu"
    paper = client.get(reverse("handover-sheet", args=[one.pk])).content.decode()
    assert number in paper and "夜里平稳" in paper and "电动车一辆在后院" in paper


def test_what_is_wrong_is_said_and_nothing_happens(client, town):
    do(client, town, "sun", "begin")
    answer = do(client, town, "sun", "offer", to=account(town, "wu"), name="别人")
    assert answer.status_code == 422 and "请输入您自己的姓名" in answer.content.decode()
    assert not Handover.objects.exists()
    assert do(client, town, "sun", "nothing").status_code == 302
    assert do(client, town, "sun", "add", kind="seized", content="车", in_charge="吴", limit="明天").status_code == 422


def test_a_sheet_of_another_unit_and_the_page_itself_are_closed_to_strangers(client, town):
    do(client, town, "sun", "begin")
    do(client, town, "sun", "offer", to=account(town, "wu"), name="孙所长")
    for name in ("di", "wang"):
        client.force_login(town.accounts[name])
        assert client.get(reverse("handover-sheet", args=[Handover.objects.get().pk])).status_code == 403
    client.force_login(town.accounts["wang"])
    assert client.get(reverse("handover-desk")).status_code == 403


def test_a_command_room_sees_what_waits_for_it_below(client, town):
    loop = Loop(town)
    for name, many in (("han", [loop.id]), ("di", [])):
        actor = town.actor(name)
        assert [one.case_id for one in cases_of(unit_of(actor), actor=actor, now=MONDAY)] == many


def test_the_demo_is_planted_once(town):
    plant(MONDAY)
    plant(MONDAY + timedelta(days=1))
    assert Handover.objects.count() == 1 and Item.objects.filter(shift__ended_at=None).count() == 4
    assert set(Shift.objects.filter(ended_at=None).values_list("name", flat=True)) == {"孙所长", "han"}
