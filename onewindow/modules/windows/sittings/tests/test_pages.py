"""The window in a browser without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.store.statements import rows
from onewindow.modules.windows.models import Authorisation, Certificate, Matter, Seat, Ticket

DESK = "/desk/window/"


def at(counter, name="wang"):
    desk = Client()
    desk.force_login(counter.city.accounts[name])
    return desk


def press(counter, desk, verb, **given):
    """One button; the page afterwards."""
    counter.now += timedelta(minutes=1)
    return desk.post(f"{DESK}act/{verb}/", given, follow=True).content.decode()


def test_a_clerk_opens_a_window_calls_serves_and_ends_by_its_buttons(today):
    desk, ticket = at(today), today.ticket("idcard.renew", "residence.permit")
    window = today.windows[0].id
    assert "坐这里" in desk.get(DESK).content.decode()
    assert "按 n 叫第一个号" in press(today, desk, "sit", window=window)
    page = press(today, desk, "next", window=window)
    assert ticket.number in page and 'data-key="s"' in page and 'data-key="r"' in page
    page = press(today, desk, "start", ticket=ticket.id)
    assert 'data-key="f"' in page and "李*一" in page and "不用交" not in page
    page = press(today, desk, "planned", ticket=ticket.id)
    assert "居民身份证换领" in page and "户政" in page
    page = press(today, desk, "open_all", ticket=ticket.id)
    assert "用同一份采集开了 1 件" in page and "核对表单" in page
    page = press(today, desk, "finish", ticket=ticket.id)
    assert "还有事项没写结果" in page
    for matter in Matter.objects.all():
        page = press(today, desk, "outcome", matter=matter.id, outcome="missing_paper", note="缺照片，改日补")
    page = press(today, desk, "hold", ticket=ticket.id)
    assert "一次性告知单" in page and "缺照片，改日补" in page and "行政许可法" in page
    assert "补来了" in desk.get(DESK).content.decode()


def test_a_paper_that_the_bureau_holds_is_shown_as_not_to_be_brought(today):
    today.served("idcard.lost")
    page = at(today).get(DESK).content.decode()
    assert "居民户口簿" in page and "不用交" in page


def test_a_window_does_not_open_with_a_certificate_that_has_ended_and_says_who_may(today):
    Certificate.objects.filter(account_id=today.city.accounts["wang"].id).update(until=today.now.date() - timedelta(1))
    page = press(today, at(today), "sit", window=today.windows[0].id)
    assert "数字证书" in page and "lin" in page
    assert not Seat.objects.filter(state="open").exists()


def test_every_drawing_of_a_person_is_a_reading_and_the_line_alone_is_none(today):
    ticket = today.served("idcard.renew")
    desk, count = at(today), "select count(*) as n from journal_reading where purpose = %s"
    asked = (f"办理排队票 {ticket.number}",)
    before = rows(count, asked)[0]["n"]
    desk.get(DESK)
    assert rows(count, asked)[0]["n"] == before + 1
    line = desk.get(DESK, headers={"X-Part": "window-line"}).content.decode()
    assert rows(count, asked)[0]["n"] == before + 1 and "李*一" not in line and 'id="window-line"' in line


@pytest.mark.parametrize("name", ["zhao", "li", "xu"])
def test_who_sits_at_no_window_here_has_no_page_here(today, name):
    assert at(today, name).get(DESK).status_code in ((403, 404) if name != "zhao" else (404,))


def test_a_clerk_next_door_reads_no_notice_of_this_hall(today):
    ticket = today.served("idcard.renew")
    assert at(today, "zhao").get(f"/desk/window/missing/{ticket.id}/").status_code == 404
    assert at(today, "lin").get(f"/desk/window/missing/{ticket.id}/").status_code == 200


def test_wrong_buttons_are_told_in_words_and_an_unknown_one_is_no_page(today):
    ticket = today.served("idcard.renew")
    desk = at(today)
    assert "没有这张票" in press(today, desk, "add", ticket=999999, item="idcard.renew", person=1)
    assert "请从列表里选择事项" in press(today, desk, "add", ticket=ticket.id, item="nothing", person="x")
    assert desk.post(f"{DESK}act/explode/").status_code == 404
    assert desk.get(f"{DESK}act/finish/").status_code == 405


def test_an_item_without_leave_is_marked_in_the_list(today):
    Authorisation.objects.filter(account_id=today.city.accounts["wang"].id, item="passport.ordinary").delete()
    today.served("idcard.renew")
    assert "普通护照 （无授权）" in at(today).get(DESK).content.decode()


def test_a_family_member_is_registered_with_the_paper_in_one_form(today):
    ticket = today.served("idcard.first")
    page = press(today, at(today), "join", ticket=ticket.id, relation="child", name="李小小", id_no="")
    assert "未成年子女" in page and "还没收监护关系证明" in page
    assert Ticket.objects.get(id=ticket.id).companions.count() == 1
