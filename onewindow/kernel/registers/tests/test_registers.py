"""Asking registers that others keep, through the sealed local stand-in."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from onewindow.kernel.registers import actions, queries
from onewindow.kernel.registers.catalogue import REGISTERS
from onewindow.kernel.registers.models import Entry
from onewindow.kernel.registers.protocol import NoSuchRegister, Unavailable

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
KEY, BODY = "11010519491231002X", {"name": "张三", "household_area": "110105"}


def test_what_was_loaded_is_answered_and_nothing_else():
    actions.load("population", [(KEY, BODY)], now=NOW)
    assert queries.ask("population", KEY, now=NOW) == BODY
    assert queries.ask("population", "110105194912310039", now=NOW) is None
    assert queries.ask("credit", KEY, now=NOW) is None


def test_a_key_is_the_same_however_it_is_typed():
    actions.load("population", [(KEY, BODY)], now=NOW)
    assert queries.ask("population", " 110105 19491231002x ", now=NOW) == BODY


def test_loading_again_replaces_and_never_doubles():
    assert actions.load("population", [(KEY, {"name": "旧"}), (KEY, {"name": "中"})], now=NOW) == 1
    actions.load("population", [(KEY, BODY)], now=NOW)
    assert Entry.objects.filter(register="population").count() == 1
    assert queries.ask("population", KEY, now=NOW) == BODY


def test_a_known_person_without_data_is_not_an_unknown_one():
    actions.load("credit", [(KEY, {})], now=NOW)
    assert queries.ask("credit", KEY, now=NOW) == {}


def test_neither_key_nor_body_lies_open_in_the_table():
    actions.load("population", [(KEY, BODY)], now=NOW)
    row = Entry.objects.get()
    stored = f"{row.key_hash}{bytes(row.body).hex()}"
    assert KEY not in stored and "张三".encode().hex() not in stored
    assert KEY.encode().hex() not in stored


def test_a_body_moved_to_another_key_does_not_open():
    actions.load("population", [(KEY, BODY), ("B", {"name": "李四"})], now=NOW)
    one, other = Entry.objects.order_by("id")
    Entry.objects.filter(id=one.id).update(body=other.body)
    with pytest.raises(Exception, match="unsealable"):
        queries.ask("population", KEY, now=NOW)


def test_an_outage_says_what_to_do_and_ends():
    actions.load("criminal_records", [(KEY, BODY)], now=NOW)
    actions.take_down("criminal_records", now=NOW, why="演练")
    with pytest.raises(Unavailable) as refused:
        queries.ask("criminal_records", KEY, now=NOW + timedelta(minutes=1))
    assert refused.value.status == 503
    assert "全国犯罪记录信息系统" in refused.value.sentence and "再点一次" in refused.value.sentence
    assert queries.ask("population", KEY, now=NOW) is None
    actions.bring_up("criminal_records")
    assert queries.ask("criminal_records", KEY, now=NOW) == BODY


def test_every_page_can_say_that_the_answer_is_synthetic():
    assert "合成数据登记库（本地替身）" in queries.named("population")
    actions.load("population", [(KEY, BODY)], now=NOW)
    shown = {one.code: one for one in queries.shown()}
    assert set(shown) == set(REGISTERS) and all(one.synthetic for one in shown.values())
    assert shown["population"].synced_at == NOW and shown["credit"].synced_at is None


class Own:
    """An adapter of a city."""

    stand_in = False

    def ask(self, key, *, now):
        return {"asked": key}

    def last_synced(self):
        return NOW


def test_a_city_brings_its_own_adapter_by_a_setting(settings):
    settings.REGISTERS = {"population": f"{__name__}.Own"}
    assert queries.ask("population", "1", now=NOW) == {"asked": "1"}
    assert queries.named("population") == "人口信息库"


def test_a_register_nobody_declared_is_refused():
    with pytest.raises(NoSuchRegister):
        queries.ask("horoscope", "1", now=NOW)
    with pytest.raises(NoSuchRegister):
        actions.load("horoscope", [], now=NOW)
