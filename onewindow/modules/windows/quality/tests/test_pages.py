"""The pages of quality, as a browser without a script uses them."""

from __future__ import annotations

import pytest

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import QuarterTest, Recheck, SpotCheck, Study
from onewindow.modules.windows.quality.points import BY_CODE
from onewindow.modules.windows.staffing.tests.small_hall import small_hall, window

PAGE = "/desk/hall/quality/"
MINE = "/desk/window/quality/"


def told(client, address=PAGE, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[-500:]
    return answer.content.decode()


def send(client, what, code="hm", **form):
    answer = client.post(f"{PAGE}{code}/{what}/", form, follow=True)
    return answer.status_code, answer.content.decode()


def form(city, hall, **more):
    """A check in which nothing is amiss."""
    return {
        "window": window(hall, 1).id, "account": city.accounts["wang"].id, "how": "there",
        "seen_day": "2026-03-02", "seen_clock": "08:30", "rectify_by": "2026-03-09",
    } | {f"point-{code}": "yes" for code in BY_CODE} | {f"note-{code}": "" for code in BY_CODE} | more  # fmt: skip


FAILED = {"point-told_once": "no", "note-told_once": "少说了一样"}


@pytest.mark.parametrize(
    ("name", "status"), [("meng", 200), ("sun", 200), ("xu", 200), ("wang", 404), ("zhao", 404), ("li", 403)]
)
def test_who_answers_for_the_hall_comes_in_and_nobody_else(come, name, status):
    for part in ("checks", "study", "tests", "ratings", "nonsense"):
        assert come(name).get(f"{PAGE}?part={part}").status_code == status


def test_empty_sections_say_why(come):
    meng = come("meng")
    assert "近三个月没有抽查记录。" in told(meng)
    assert "没有等着改的。" in told(meng, f"{PAGE}?open=1")
    assert told(meng, f"{PAGE}?part=study").count("没有学习记录") == 6  # one of eight runs, one is a holiday
    assert "2026年第1季度还没有测试：王窗口" in told(meng, f"{PAGE}?part=tests")
    assert "这些天没有办结的号，也就没有评价。" in told(meng, f"{PAGE}?part=ratings&since=no&until=9999-12-31")


def test_the_sections_are_links_and_the_open_one_is_marked(come):
    page = told(come("meng"), f"{PAGE}?part=study")
    assert page.count('aria-current="page"') >= 1
    for part in ("checks", "study", "tests", "ratings"):
        assert f"part={part}" in page


def test_a_check_is_written_down_and_listed(city, hall, come):
    status, page = send(come("meng"), "check", **form(city, hall, **FAILED))
    assert status == 200 and "检查已记下，2026-03-09 前改好" in page
    assert "少说了一样" in page and "2026-03-09 前改好" in page and "《行政许可法》第三十二条第一款" in page
    assert "这次是您检查的，复查请另一位来做。" in page
    assert "没有要改的" in send(come("sun"), "check", **form(city, hall))[1]


def test_a_check_with_faults_comes_back_with_what_was_typed(city, hall, come):
    status, page = send(
        come("meng"), "check", **form(city, hall, **{"point-polite": "no", "note": "下雨天", "window": ""})
    )
    assert status == 422 and not SpotCheck.objects.exists()
    assert "没做到的，请写明看到了什么" in page and "请选看的是哪个窗口" in page and 'value="下雨天"' in page
    assert 'href="#q-note-polite"' in page and 'id="q-note-polite"' in page and 'href="#q-window"' in page
    assert "请选当时在窗口的人" in send(come("meng"), "check", **form(city, hall, account=""))[1]


def test_nobody_at_the_window_can_be_said(city, hall, come):
    page = send(come("meng"), "check", **form(city, hall, **FAILED, account="nobody"))[1]
    assert "1 号窗口 · 当时没有人" in page and SpotCheck.objects.get().account_id is None


def test_another_looks_again(city, hall, come):
    send(come("meng"), "check", **form(city, hall, **FAILED))
    check = SpotCheck.objects.get()
    sun = come("sun")
    status, page = send(sun, "recheck", check=check.id, mended="no", note="还是少说")
    assert status == 422 and f'href="#q-by_when-{check.id}"' in page and f'id="q-by_when-{check.id}"' in page
    assert 'value="还是少说"' in page
    assert send(sun, "recheck", check=check.id, note="看了")[0] == 422
    assert "到期再看一次" in send(sun, "recheck", check=check.id, mended="no", note="还是少说", by_when="2026-03-20")[1]
    assert "改好了" in send(sun, "recheck", check=check.id, mended="yes", note="说全了")[1]
    assert Recheck.objects.count() == 2
    assert "复查要换一个人" in send(come("meng"), "recheck", check=check.id, mended="yes", note="好")[1]


def test_the_officer_reads_it_and_answers(city, hall, come):
    send(come("meng"), "check", **form(city, hall, **FAILED))
    check, wang = SpotCheck.objects.get(), come("wang")
    page = told(wang, MINE)
    assert "少说了一样" in page and "检查人 meng" in page and "记下复查" not in page
    assert "少说了一样" not in told(come("lin"), MINE)
    refused = wang.post(f"{MINE}{check.id}/answer/", {"words": ""})
    assert refused.status_code == 422 and "请写明情况" in refused.content.decode()
    assert "说明已记下" in wang.post(f"{MINE}{check.id}/answer/", {"words": "系统断了"}, follow=True).content.decode()
    assert "您已经说明过了" in wang.post(f"{MINE}{check.id}/answer/", {"words": "再说"}, follow=True).content.decode()
    assert come("lin").post(f"{MINE}{check.id}/answer/", {"words": "我来说"}).status_code == 404
    assert "系统断了" in told(come("meng"))


def test_a_lesson_and_a_test_are_written_down(city, hall, come):
    meng, wang = come("meng"), city.accounts["wang"].id
    lesson = {"day": "2026-03-02", "subject": "代办要看哪些", "minutes": "60", "there": [wang]}
    assert "学习已记下，1 人参加。" in send(meng, "study", **lesson)[1]
    status, page = send(meng, "study", **lesson | {"minutes": "很久", "there": []})
    assert status == 422 and "请填学了几分钟" in page and "请勾选谁参加了" in page and 'value="代办要看哪些"' in page
    assert "测试已记下：合格" in send(meng, "test", account=wang, day="2026-03-02", score="80")[1]
    status, page = send(meng, "test", account=wang, day="2026-03-02", score="1000")
    assert status == 422 and "请填分数" in page
    own = told(come("wang"), MINE)
    assert "80 分（80 分合格）" in own and "代办要看哪些" in own
    assert Study.objects.count() == QuarterTest.objects.count() == 1


def test_the_supervisor_is_not_offered_what_is_not_his(city, hall, come):
    xu = come("xu")
    assert "记一次检查" in told(xu)
    assert "记一次学习" not in told(xu, f"{PAGE}?part=study") and "记一次测试" not in told(xu, f"{PAGE}?part=tests")
    assert send(xu, "test", account=city.accounts["wang"].id, day="2026-03-02", score="80")[0] == 404


def test_next_door_is_not_there(city, hall, come):
    small_hall(city, "sanjing", "sj")
    meng = come("meng")
    assert told(meng, f"{PAGE}?hall=sj", 404)
    for what in ("check", "recheck", "study", "test", "nonsense"):
        assert send(meng, what, code="sj")[0] == 404
    assert send(meng, "nonsense")[0] == 404


def test_a_page_opened_at_any_quarter_shows_that_one_or_this(come):
    assert "2025年第4季度还没有测试" in told(come("meng"), f"{PAGE}?part=tests&quarter=2025Q4")
    assert f"{MONDAY.year}年第1季度还没有测试" in told(come("meng"), f"{PAGE}?part=tests&quarter=1999Q9")
