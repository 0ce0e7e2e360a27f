"""The desk in a browser without scripts: what it shows, what it hides, what it does twice."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from onewindow.kernel.faces import who
from onewindow.kernel.testing.city import City
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.tests.conftest import DUE, MENDED, NOTE, REASON, TEL, Found

pytestmark = pytest.mark.django_db
SECRETS = (NOTE, REASON, MENDED, "经办人的话", "王窗口", "jie", "gong")


@pytest.fixture(autouse=True)
def a_week_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who.timezone, "now", lambda: DUE)


def at(city: City, name: str) -> Client:
    client = Client()
    client.force_login(city.accounts[name])
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_names_the_matter_the_unit_and_the_day_and_nobody(finding: Found) -> None:
    page = text(at(finding.city, "song"), "/desk/revisits/")
    assert "测试回访的隐患" in page and "红梅派出所" in page and finding.number in page
    assert TEL not in page and not [secret for secret in SECRETS if secret in page]


def test_before_it_is_taken_the_page_shows_the_questions_and_no_phone(finding: Found) -> None:
    song, path = at(finding.city, "song"), f"/desk/revisits/{finding.turns()[0].pk}/"
    page = text(song, path)
    assert "问题解决了吗？" in page and TEL not in page and "取出电话" in page
    song.post(f"{path}take/")
    page = text(song, path)
    assert TEL in page and "您满意吗" in page


def test_nothing_the_handlers_wrote_is_on_any_page_of_the_asker(finding: Found) -> None:
    song, one = at(finding.city, "song"), finding.turns()[0]
    song.post(f"/desk/revisits/{one.pk}/take/")
    pages = [text(song, path) for path in ("/desk/revisits/", f"/desk/revisits/{one.pk}/", "/desk/?list=all", "/desk/")]
    assert not [(secret, page[:80]) for page in pages for secret in SECRETS if secret in page]
    for path in (f"/desk/case/{finding.number}", f"/desk/case/{finding.number}/note"):
        assert song.get(path).status_code == 404
    assert finding.number not in text(song, "/desk/?list=all")


def test_an_answer_is_sent_and_sent_again(finding: Found) -> None:
    song, one = at(finding.city, "song"), finding.turns()[0]
    song.post(f"/desk/revisits/{one.pk}/take/")
    sent = {"q-solved": "no", "q-polite": "yes", "satisfied": "4", "said": "还在漏电", "key": "one"}
    first = song.post(f"/desk/revisits/{one.pk}/answered/", sent, follow=True)
    assert "已经重新办理" in first.content.decode() and finding.state == "signed"
    again = song.post(f"/desk/revisits/{one.pk}/answered/", sent, follow=True)
    assert again.status_code == 200 and finding.state == "signed"
    assert "已回访" in text(song, f"/desk/revisits/{one.pk}/")


def test_faults_come_back_with_what_was_typed(finding: Found) -> None:
    song, one = at(finding.city, "song"), finding.turns()[0]
    song.post(f"/desk/revisits/{one.pk}/take/")
    answer = song.post(f"/desk/revisits/{one.pk}/answered/", {"q-solved": "no", "satisfied": "4", "said": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and "请记下本人的原话" in page and "请选是或否" in page
    assert re.search(r'name="q-solved" value="no" checked', page) and re.search(r'value="4" checked', page)


def test_the_next_one_is_taken_with_one_press_and_nothing_is_left_when_nothing_is(finding: Found) -> None:
    song = at(finding.city, "song")
    assert f"/desk/revisits/{finding.turns()[0].pk}/" in song.post("/desk/revisits/next/").headers["Location"]
    assert (
        song.post("/desk/revisits/next/").headers["Location"].endswith(f"{finding.turns()[0].pk}/")
    )  # one's own again
    assert "没有可以取的回访" in at(finding.city, "ming").post("/desk/revisits/next/", follow=True).content.decode()


@pytest.mark.parametrize("what", ["no-answer", "refused", "put-back"])
def test_the_other_ways_a_call_ends(finding: Found, what: str) -> None:
    song, one = at(finding.city, "song"), finding.turns()[0]
    song.post(f"/desk/revisits/{one.pk}/take/")
    answer = song.post(f"/desk/revisits/{one.pk}/{what}/", {"how": "busy", "key": "x"}, follow=True)
    assert "已" in answer.content.decode()
    one.refresh_from_db()
    assert one.taken_by is None and one.state == ("refused" if what == "refused" else "open")
    assert song.post(f"/desk/revisits/{one.pk}/nonsense/").status_code == 404


@pytest.mark.parametrize("name", ["wang", "chen", "admin", "sun"])
def test_the_desk_is_for_those_who_ask(finding: Found, name: str) -> None:
    client, one = at(finding.city, name), finding.turns()[0]
    assert client.get("/desk/revisits/").status_code == 403
    assert client.get(f"/desk/revisits/{one.pk}/").status_code == 403
    assert client.post(f"/desk/revisits/{one.pk}/take/").status_code == 403
    assert at(finding.city, "ge").get(f"/desk/revisits/{one.pk}/").status_code == 404


def test_what_was_not_drawn_is_not_there(finding: Found) -> None:
    Revisit.objects.update(state="passed")
    assert at(finding.city, "song").get(f"/desk/revisits/{finding.turns()[0].pk}/").status_code == 404


def test_the_list_is_quick_however_long_it_is(finding: Found, django_assert_max_num_queries) -> None:
    one, more = finding.turns()[0], []
    for n in range(60):
        more.append(Revisit(**{field.attname: getattr(one, field.attname) for field in Revisit._meta.fields} | {"id": None, "event": f"copy-{n}"}))  # fmt: skip
    Revisit.objects.bulk_create(more)
    song = at(finding.city, "song")
    with django_assert_max_num_queries(30):
        assert text(song, "/desk/revisits/").count("data-row") == 61


def test_the_instant_of_the_desk_is_that_of_the_request() -> None:
    assert datetime.fromisoformat("2026-03-09T10:00:00+08:00") == DUE
