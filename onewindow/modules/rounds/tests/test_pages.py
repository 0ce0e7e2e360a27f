"""The officer's pages: the list, a stop, what a phone sends later."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from onewindow.kernel.cases.tests.test_loop import MENDED, Loop, acts_of
from onewindow.kernel.testing.city import XINHUA_PLACE
from onewindow.modules.rounds import obeying
from onewindow.modules.rounds.models import Command

pytestmark = pytest.mark.django_db
STOP = f"/desk/rounds/stop/?at={XINHUA_PLACE}"


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=1)


def client(beat, name: str = "wu") -> Client:
    found = Client()
    found.force_login(beat.accounts[name])
    return found


def commands(page: str, loop: Loop, step: str) -> str:
    return re.search(rf'name="{loop.id}-{step}-command" value="([^"]+)"', page)[1]


def test_the_list_names_each_stop_and_its_duties(beat, now):
    loop = Loop(beat, now=now)
    page = client(beat).get("/desk/rounds/").content.decode()
    assert "测试隐患" in page and STOP.split("=")[1] in page and loop.row.number in page


def test_an_empty_day_says_why_it_is_empty(beat):
    assert "今天没有等您上门的事" in client(beat).get("/desk/rounds/").content.decode()


def test_who_walks_no_beat_is_told_and_a_resident_is_sent_to_the_door(beat):
    assert client(beat, "wang").get("/desk/rounds/").status_code == 403
    assert client(beat, "li").get("/desk/rounds/").status_code in (302, 403)


def test_one_sending_closes_several_duties_each_with_its_line(beat, now):
    loops = [Loop(beat, now=now), Loop(beat, now=now, item="堵塞通道"), Loop(beat, now=now, item="无灭火器")]
    browser = client(beat)
    page = browser.get(STOP).content.decode()
    form = {f"step-{loop.id}": "push" for loop in loops[:2]} | {
        f"{loop.id}-push-command": commands(page, loop, "push") for loop in loops
    }
    assert browser.post(STOP, form).status_code == 302
    assert [acts_of(loop)[-1] for loop in loops] == ["push", "push", "report"]
    browser.post(STOP, form)  # the button pressed twice
    assert [acts_of(loop).count("push") for loop in loops] == [1, 1, 0]


def test_what_is_missing_is_named_and_the_rest_is_done_all_the_same(beat, now):
    first = Loop(beat, now=now).then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
    second = Loop(beat, now=now, item="堵塞通道")
    browser = client(beat)
    page = browser.get(STOP).content.decode()
    answer = browser.post(
        STOP,
        {
            f"step-{first.id}": "send_back", f"{first.id}-send_back-command": commands(page, first, "send_back"),
            f"step-{second.id}": "push", f"{second.id}-push-command": commands(page, second, "push"),
        },
    )  # fmt: skip
    assert answer.status_code == 422 and "办了 1 件" in answer.content.decode()
    assert acts_of(first)[-1] == "rectify" and acts_of(second)[-1] == "push"


def test_nothing_chosen_is_said_and_changes_nothing(beat, now):
    Loop(beat, now=now)
    answer = client(beat).post(STOP, {}, follow=True)
    assert "还没有选" in answer.content.decode() and Command.objects.count() == 0


def test_a_phone_that_was_out_of_reach_is_answered_command_by_command(beat, now):
    first, second = Loop(beat, now=now), Loop(beat, now=now, item="堵塞通道").then("gong", "push")
    body = {
        "commands": [
            {"id": str(uuid4()), "case": loop.id, "step": "push", "given": {}, "device_at": now.isoformat()}
            for loop in (first, second)
        ]
    }
    answer = client(beat).post("/desk/rounds/commands/", json.dumps(body), content_type="application/json")
    assert [one["result"] for one in answer.json()["told"]] == ["done", "conflict"]
    page = client(beat).get("/desk/rounds/").content.decode()
    assert "有几件没有办成" in page and second.row.number in page
    kept = obeying.conflicts(beat.actor("wu"))[0]
    client(beat).post(f"/desk/rounds/settle/{kept.id}/")
    assert "有几件没有办成" not in client(beat).get("/desk/rounds/").content.decode()


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"commands": 3}', '{"commands": [{"id": "x"}]}', '{"commands": [' + "[" * 2000,
     '{"commands": [{"id": "5d1c1f3e-0000-4000-8000-000000000000", "case": 1, "step": "push", "device_at": "gestern"}]}'],
)  # fmt: skip
def test_what_no_phone_of_ours_sends_is_refused_in_words(beat, body):
    answer = client(beat).post("/desk/rounds/commands/", body, content_type="application/json")
    assert answer.status_code == 422 and "读不懂" in answer.json()["words"]


def test_the_worker_is_a_script_that_names_nobody_and_rules_only_below_the_list(beat):
    answer = Client().get("/desk/rounds/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "rounds.css" in answer.content.decode() and "wu" not in answer.content.decode().split()


def test_the_list_is_drawn_up_again_when_asked(beat, now):
    Loop(beat, now=now)
    browser = client(beat)
    browser.get("/desk/rounds/")
    Loop(beat, now=now, item="堵塞通道")
    assert "排好以后新来的" in browser.get("/desk/rounds/").content.decode()
    assert "排好以后新来的" not in browser.post("/desk/rounds/anew/", follow=True).content.decode()
