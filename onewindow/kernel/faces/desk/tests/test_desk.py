"""The workbench in a browser without scripts: list, case, steps, unmasking, intake at the window."""

from __future__ import annotations

import pytest
from django.test import Client

from onewindow.kernel.cases.models import Case
from onewindow.kernel.journal.models import Reading
from onewindow.kernel.testing.city import XINHUA_PLACE, City, valid_id
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def at_desk(city: City, name: str) -> Client:
    client = Client()
    client.force_login(city.accounts[name])
    return client


def test_the_list_shows_what_waits_for_the_unit_and_nothing_of_the_neighbour(city: City) -> None:
    story = Story(city).submitted()
    number = Case.objects.get(id=story.id).number
    assert number in at_desk(city, "wang").get("/desk/").content.decode()
    neighbour = at_desk(city, "zhao").get("/desk/").content.decode()
    assert number not in neighbour and "没有等您单位办的件" in neighbour


def test_names_and_numbers_are_masked_until_a_purpose_is_given(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    desk = at_desk(city, "wang")
    page = desk.get(f"/desk/case/{row.number}").content.decode()
    whole = valid_id("32040219900101123")
    assert whole not in page and "320402********" in page
    shown = desk.post(
        f"/desk/case/{row.number}/unmask", {"field": "holder_id", "purpose": "check_identity"}
    ).content.decode()
    assert whole in shown
    assert Reading.objects.filter(how="unmask", persons=[row.person_id], purpose__contains="核对申请人身份").exists()


def test_unmasking_without_a_purpose_shows_nothing(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    answer = at_desk(city, "wang").post(f"/desk/case/{row.number}/unmask", {"field": "holder_id", "purpose": ""})
    assert answer.status_code == 422 and valid_id("32040219900101123") not in answer.content.decode()


def test_a_clerk_accepts_with_one_press(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    answer = at_desk(city, "wang").post(f"/desk/case/{row.number}/accept", {"version": row.version}, follow=True)
    assert Case.objects.get(id=row.id).state == "accepted"
    assert "已受理" in answer.content.decode()


def test_a_correction_is_asked_on_its_own_page_and_faults_come_back(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    desk = at_desk(city, "wang")
    assert "住址" in desk.get(f"/desk/case/{row.number}/ask_papers").content.decode()
    answer = desk.post(f"/desk/case/{row.number}/ask_papers", {"fields": ["home"], "reason": ""})
    assert answer.status_code == 422 and "请填写理由" in answer.content.decode()
    desk.post(f"/desk/case/{row.number}/ask_papers", {"fields": ["home"], "reason": "请写到门牌号码"})
    assert Case.objects.get(id=row.id).state == "incomplete"


def test_the_second_clerk_is_told_who_was_faster(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    story.then("wang", "accept")
    answer = at_desk(city, "wang").post(
        f"/desk/case/{row.number}/decline", {"version": row.version, "reason": "不归本所办理"}, follow=True
    )
    assert "王窗口" in answer.content.decode() and Case.objects.get(id=row.id).state == "accepted"


def test_a_clerk_begins_for_the_person_at_the_window_and_hands_it_in(city: City) -> None:
    desk = at_desk(city, "wang")
    number = valid_id("32040219850505001")
    begun = desk.post(
        "/desk/begin", {"matter": "testing.permit", "name": "吴新来", "id_no": number, "phone": "13800000009"}
    )
    where = begun.headers["Location"]
    assert where.startswith("/desk/form/")
    form = {
        "holder_name": "吴新来",
        "holder_id": number,
        "holder_phone": "13800000009",
        "kind": "a",
        "home_community": XINHUA_PLACE,
        "home_detail": "花园路1号",
        "submit": "1",
    }
    answer = desk.post(where, form)
    row = Case.objects.get(number=where.rsplit("/", 1)[-1])
    assert answer.status_code == 302 and row.state == "received" and row.channel == "window"
    assert row.person_id is not None


def test_a_wrong_check_digit_at_the_window_is_told_and_opens_nothing(city: City) -> None:
    desk = at_desk(city, "wang")
    right = valid_id("32040219850505001")
    wrong = right[:17] + ("1" if right[17] != "1" else "2")
    answer = desk.post("/desk/begin", {"matter": "testing.permit", "name": "吴新来", "id_no": wrong}, follow=True)
    assert "校验" in answer.content.decode() and not Case.objects.exists()


def test_a_search_by_identity_number_finds_the_case_without_storing_the_number(city: City) -> None:
    Story(city).submitted()
    whole = valid_id("32040219900101123")
    assert "测试许可" in at_desk(city, "wang").get("/desk/", {"q": whole, "list": "all"}).content.decode()
    assert all(whole not in gram for gram in Case.objects.get().grams)


def test_a_resident_is_not_let_into_the_workbench(city: City) -> None:
    assert at_desk(city, "li").get("/desk/").status_code == 403


def test_the_bulk_step_tells_what_it_did(city: City) -> None:
    first, second = Story(city).submitted(), Story(city, now=Story(city).now).submitted()
    page = at_desk(city, "wang").post("/desk/bulk", {"step": "claim", "case": [first.id, second.id]}, follow=True)
    assert "已办 2 件" in page.content.decode()


def test_the_board_counts_what_the_chief_may_see(city: City) -> None:
    Story(city).submitted()
    assert at_desk(city, "sun").get("/board/").status_code == 200


def test_an_export_wants_a_purpose_and_is_read_by_the_person(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    desk = at_desk(city, "wang")
    assert desk.post("/desk/export", {"list": "all", "purpose": ""}).status_code == 422
    file = desk.post("/desk/export", {"list": "all", "purpose": "周例会通报进度"}).content.decode()
    assert row.number in file and "李*一" in file and "李一一" not in file
    assert Reading.objects.filter(how="export", persons=[row.person_id], purpose="周例会通报进度").exists()


def test_an_export_next_door_holds_nothing_of_ours(city: City) -> None:
    story = Story(city).submitted()
    number = Case.objects.get(id=story.id).number
    assert (
        number
        not in at_desk(city, "zhao").post("/desk/export", {"list": "all", "purpose": "周例会通报进度"}).content.decode()
    )


def test_the_inbox_says_why_it_is_empty(city: City) -> None:
    assert "没有消息" in at_desk(city, "wang").get("/desk/inbox").content.decode()


def test_the_list_of_the_untold_is_empty_and_says_so(city: City) -> None:
    assert "没有应当告知而没有告知的" in at_desk(city, "xu").get("/board/told").content.decode()


def test_a_form_without_its_token_is_told_to_reload(city: City) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(city.accounts["wang"])
    answer = strict.post("/desk/begin", {})
    assert answer.status_code == 403 and "刷新" in answer.content.decode()


def test_a_reviewer_of_another_kind_of_matter_does_not_unmask(city: City) -> None:
    story = Story(city).submitted()
    number = Case.objects.get(id=story.id).number
    answer = at_desk(city, "xu").post(
        f"/desk/case/{number}/unmask", {"field": "holder_id", "purpose": "check_identity"}
    )
    assert answer.status_code == 403
