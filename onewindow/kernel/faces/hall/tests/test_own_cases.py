"""One's own cases: told in sentences, put right, withdrawn, urged, rated; a neighbour's are not there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onewindow.kernel.cases import queries, sight
from onewindow.kernel.cases.models import Case, Rating
from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.store.statements import counted
from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.papers import papers_of
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The hall's clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def number_of(story: Story) -> str:
    return str(Case.objects.get(id=story.id).number)


def corrected(city: City) -> Story:
    """A case in which the window marked one answer and one paper."""
    story = Story(city).submitted()
    story.then("wang", "ask_papers", {"fields": ["kind", "paper_id_card"], "reason": "种类和证件对不上"})
    return story


def test_a_case_says_what_happened_what_comes_next_who_has_it_and_by_when(city: City) -> None:
    story = Story(city).accepted()
    page = Browser(city, "li").open(f"/mine/{number_of(story)}/").page.text
    assert "已经受理，正在审查。" in page and "接下来由审批民警“批准”" in page and "红梅派出所" in page
    assert "最迟3月5日（周四）作出决定" in page and "窗口已受理" in page


def test_the_office_own_aims_are_not_told(city: City) -> None:
    story = Story(city).accepted()
    assert "内部要求" not in Browser(city, "li").open(f"/mine/{number_of(story)}/").html


def test_notes_inside_the_office_are_not_on_the_timeline(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "note", {"note": "打电话没人接"})
    story.then("wang", "claim")
    page = Browser(city, "li").open(f"/mine/{number_of(story)}/").page.text
    assert "打电话没人接" not in page and "领取" not in page and "已有承办人" in page


@pytest.mark.parametrize("address", ["", "rate/", "step/urge/", "document/1/"])
def test_a_strangers_case_is_not_there(city: City, address: str) -> None:
    story = Story(city).submitted()
    here = Browser(city, "zhou").open(f"/mine/{number_of(story)}/{address}")
    assert here.status == 404 and "李一一" not in here.html


@pytest.mark.parametrize("address", ["", "1/", "papers/", "check/"])
def test_a_strangers_draft_is_not_there(city: City, address: str) -> None:
    story = Story(city)
    assert Browser(city, "zhou").open(f"/apply/{story.id}/{address}").status == 404
    assert Browser(city, "zhou").open(f"/apply/{story.id}/{address}").html.count("花园路") == 0


def test_a_clerk_who_works_on_a_case_finds_it_at_the_desk_and_not_in_the_hall(city: City) -> None:
    story = Story(city).submitted()
    assert Browser(city, "wang").open(f"/mine/{number_of(story)}/").status == 404


def test_nobody_is_sent_to_sign_in_and_back(city: City) -> None:
    here = Browser(city).open("/mine/")
    assert here.url.startswith("/sign-in/?next=%2Fmine%2F")


def test_what_the_window_marked_is_put_right_on_its_own_pages_only(city: City) -> None:
    story = corrected(city)
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/")
    assert "请改正这些地方" in here.html and "种类和证件对不上" in here.html
    here.open(here.page.links["去改正"])
    assert here.url == f"/apply/{story.id}/2/" and "窗口要求改正" in here.html and "第 1 步，共 3 步" in here.html
    here.send("shown", kind="b", go="next")
    assert here.url == f"/apply/{story.id}/papers/"
    here.open(f"/apply/{story.id}/check/")
    assert "还缺“表格”" in here.html and f"/apply/{story.id}/1/?to=check" not in here.html
    here.send("version")
    assert here.status == 422 and Case.objects.get().state == "incomplete"
    here.open(f"/apply/{story.id}/2/").send("shown", kind="a", go="next")
    here.open(f"/apply/{story.id}/check/").send("version")
    assert Case.objects.get().state == "received" and "您补正了材料" in here.html


def test_a_form_that_is_handed_in_cannot_be_changed(city: City) -> None:
    story = Story(city).submitted()
    here = Browser(city, "li").open(f"/apply/{story.id}/1/")
    assert "现在不能改" in here.html and here.url.startswith("/mine/")
    assert here.client.post(f"/apply/{story.id}/1/", {"shown": "holder_name", "holder_name": "王五"}).status_code == 403


def test_withdrawing_asks_once_and_then_is_done(city: City) -> None:
    story = Story(city).submitted()
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/")
    assert "不能恢复" in here.html and Case.objects.get().state == "received"
    here.send("/step/withdraw/")
    assert Case.objects.get().state == "withdrawn" and "您撤回了申请" in here.html


def test_urging_is_once_a_day(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(city).submitted()
    at(monkeypatch, story.now + timedelta(hours=1))
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/").send("/step/urge/")
    assert "已提醒承办人" in here.html
    assert "今天已经催过一次" in here.send("/step/urge/").html


def test_a_step_of_the_office_is_neither_shown_nor_taken(city: City) -> None:
    story = Story(city).submitted()
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/step/decline/")
    assert "现在不能由您来办" in here.html and "确定不予受理" not in here.html
    token = here.form("csrfmiddlewaretoken")["values"]["csrfmiddlewaretoken"]
    here.client.post(
        f"/mine/{number_of(story)}/step/decline/", {"csrfmiddlewaretoken": token, "reason": "不归我们办理"}
    )
    assert Case.objects.get().state == "received"


def test_a_finished_case_is_rated_once_and_once_more(city: City) -> None:
    story = Story(city).issued()
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/")
    here.open(here.page.links["去评价"]).send("words")
    assert here.status == 422 and "请选择一个等级" in here.html
    here.send("words", level="4", words="等太久")
    assert Rating.objects.get().level == 4 and "不满意" in here.html and "去评价" not in here.page.links
    here.open(here.page.links["追评一次"]).send("words", level="2", anonymous="1")
    first, again = Rating.objects.order_by("follow_up")
    assert (again.level, again.signed, first.signed) == (2, False, True) and again.device and "您追评" in here.html
    assert "追评过了" in here.open(f"/mine/{number_of(story)}/rate/").html


def test_a_case_under_way_is_not_rated(city: City) -> None:
    story = Story(city).accepted()
    assert Browser(city, "li").open(f"/mine/{number_of(story)}/rate/").status == 409


def test_a_promise_that_was_missed_is_admitted(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(city).accepted()
    at(monkeypatch, story.now + timedelta(days=20))
    assert "已经超过。您可以催办" in Browser(city, "li").open(f"/mine/{number_of(story)}/").html


def test_own_cases_stand_in_heaps_with_ones_own_turn_first(city: City) -> None:
    Story(city).issued()
    Story(city)
    Story(city).accepted()
    corrected(city)
    page = Browser(city, "li").open("/mine/").page.text
    assert (
        page.index("正在办") < page.index("待补正") < page.index("审查中") < page.index("没填完") < page.index("办完了")
    )


def test_documents_are_opened_from_the_case_and_nowhere_else(city: City) -> None:
    story = Story(city).issued()
    papers_of(story.id)
    here = Browser(city, "li").open(f"/mine/{number_of(story)}/")
    address = here.page.links["下载 PDF"]
    answer = here.client.get(address)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert Browser(city, "zhou").open(address).status == 404
    other = Story(city).submitted()
    assert Browser(city, "li").open(f"/mine/{number_of(other)}/document/{address.split('/')[-2]}/").status == 404


def test_the_draft_shows_the_code_for_the_window_until_it_is_handed_in(city: City) -> None:
    story = Story(city)
    code = Case.objects.get().resume_code
    assert code in Browser(city, "li").open(f"/mine/{number_of(story)}/").html
    story.submitted()
    assert "接续码" not in Browser(city, "li").open(f"/mine/{number_of(story)}/").html


def test_who_looked_is_told_in_plain_words(city: City) -> None:
    story = Story(city).submitted()
    here = Browser(city, "li").open("/readings/")
    assert "还没有工作人员看过您的数据" in here.html
    clerk = city.actor("wang", story.now)
    queries.case(story.id, actor=clerk, now=story.now)
    sight.unmask(story.id, "holder_id", actor=clerk, now=story.now, purpose="核对申请人身份")
    page = here.open("/readings/").page.text
    assert "红梅派出所" in page and "查看了完整内容：申请人公民身份号码" in page and "核对申请人身份" in page
    assert number_of(story) in page and "王窗口" not in page
    assert "还没有工作人员" in Browser(city, "zhou").open("/readings/").html


def test_what_is_held_is_shown_in_part_and_can_be_taken_along(city: City) -> None:
    Story(city).submitted()
    here = Browser(city, "li").open("/data/")
    assert "320402********" in here.html and "1 件" in here.html and "/profile/data.json" in here.html


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/mine/",
        "/mine/{number}/",
        "/readings/",
        "/data/",
        "/inbox/",
        "/apply/{draft}/2/",
        "/apply/{draft}/papers/",
        "/apply/{draft}/check/",
    ],
)
def test_no_page_asks_the_database_more_than_twelve_times(city: City, address: str) -> None:
    story, draft = Story(city).accepted(), Story(city)
    for _ in range(4):
        Story(city).submitted()
    here = Browser(city, "li").open("/mine/")
    address = address.format(number=number_of(story), draft=draft.id)
    with CaptureQueriesContext(connection) as plain, counted() as own:
        assert here.client.get(address).status_code == 200
    assert len(plain) + len(own) <= 12
