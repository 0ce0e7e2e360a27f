"""From the first page to “handed in”, in a browser without scripts."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from onewindow.kernel.cases.models import Case
from onewindow.kernel.faces.hall.tests.browser import Browser, photo
from onewindow.kernel.people.models import Agency, Organisation, Person
from onewindow.kernel.testing.city import SINCE, XINHUA_PLACE, City, valid_id
from onewindow.kernel.testing.matter import ANSWERS
from onewindow.kernel.testing.story import Story

TEST = "testing.permit"


def begun(city: City, code: str = TEST, name: str = "li", **chosen: str) -> Browser:
    """A draft just opened, on its first page."""
    return Browser(city, name).open(f"/matters/{code}/start/").send("key", **chosen)


def test_a_resident_applies_from_the_guide_to_the_receipt(city: City, matter: str) -> None:
    here = Browser(city, "li").open(f"/matters/{matter}/")
    here.open(here.page.links["开始办理"]).send("key")
    assert "谁来申请" in here.html and here.form("shown")["values"]["holder_name"] == "李一一"
    here.send("shown", go="next")
    assert "申请什么" in here.html
    here.send(
        "shown",
        kind="a",
        home_street=XINHUA_PLACE[:9],
        home_community=XINHUA_PLACE,
        home_detail="花园路12号",
        go="next",
    )
    assert "居民身份证" in here.html and "不用交" in here.html
    here.send("go", go="next")
    assert "核对后提交" in here.html and "花园路12号" in here.html
    here.send("version")
    row = Case.objects.get(case_type=matter)
    assert row.state == "received" and row.channel == "phone" and here.url == f"/mine/{row.number}/"
    assert "窗口已收到您的申请" in here.html and "红梅派出所" in here.html


def test_a_community_is_chosen_in_a_second_round_without_scripts(city: City, matter: str) -> None:
    here = begun(city).send("shown", go="next")
    here.send("shown", kind="a", home_street=XINHUA_PLACE[:9], home_detail="花园路12号", go="next")
    assert here.status == 422 and "红梅街道第一社区居委会" in here.html
    here.send("shown", home_community=XINHUA_PLACE, go="next")
    assert here.status == 200 and here.url.endswith("/papers/")


def test_a_community_may_be_written_by_hand(city: City, matter: str) -> None:
    here = begun(city).send("shown", go="next")
    here.send(
        "shown",
        kind="a",
        home_street=XINHUA_PLACE[:9],
        home_community_words="红梅街道第一",
        home_detail="花园路12号",
        go="next",
    )
    assert Case.objects.get().answers["home"] == XINHUA_PLACE


def test_what_an_answer_opens_is_asked_on_the_same_page(city: City) -> None:
    here = begun(city, "records.certificate", **{"for": "self"})
    assert "由哪里的派出所办" in here.html
    here.send(
        "shown", who="employer", station_place_street=XINHUA_PLACE[:9], station_place_community=XINHUA_PLACE, go="next"
    )
    assert here.status == 200 and "根据您的选择" in here.html and "经办人姓名" in here.html
    here.send("shown", go="next")
    assert here.status == 422 and "请填写经办人姓名" in here.html


def test_pages_that_do_not_apply_are_passed_over(city: City) -> None:
    here = begun(city, "residence.permit", **{"for": "self"})
    here.send("shown", by="self", portrait=photo(), go="next")
    assert "住在哪里" in here.html and "代办人" not in here.html


def test_somebody_who_acts_for_another_fills_in_the_other_person(city: City) -> None:
    here = begun(city, "residence.permit", **{"for": "other"})
    answers = here.form("shown")["values"]
    assert answers["holder_name"] == "" and answers["by"] == ["proxy"]
    here.send(
        "shown",
        holder_name="李小小",
        holder_id=valid_id("32040220150101123"),
        holder_phone="13800000009",
        portrait=photo(),
        go="next",
    )
    assert here.form("shown")["values"]["proxy_name"] == "李一一"


def test_wrong_answers_are_told_at_their_place_and_right_ones_are_kept(city: City, matter: str) -> None:
    here = begun(city).send("shown", holder_id="320402199001011230", holder_name="李二二", go="next")
    assert here.status == 422 and 'href="#f-holder_id"' in here.html and 'aria-invalid="true"' in here.html
    assert here.form("shown")["values"]["holder_id"] == "320402199001011230"
    assert Case.objects.get().answers["holder_name"] == "李二二"


def test_a_page_left_for_later_is_kept_and_resumed(city: City, matter: str) -> None:
    here = begun(city).send("shown", holder_name="李二二", go="later")
    assert "已保存" in here.html and "接续码" in here.html
    here.open(here.page.links["继续填写"])
    assert "申请什么" in here.html


def test_the_script_saves_what_is_typed_and_keeps_back_what_is_wrong(city: City, matter: str) -> None:
    here = begun(city)
    answer = here.client.post(
        f"{here.url}save/", {**here.form("shown")["values"], "holder_name": "李三三", "holder_phone": "12"}
    )
    assert answer.json()["not_kept"] == ["holder_phone"] and answer.json()["saved_at"] == "09:00"
    assert Case.objects.get().answers["holder_name"] == "李三三"


def test_the_check_names_everything_that_is_missing_with_its_page(city: City, matter: str) -> None:
    here = begun(city)
    here.open(f"/apply/{Case.objects.get().id}/check/").send("version")
    assert here.status == 422 and "请选择种类" in here.html and Case.objects.get().state == "draft"
    assert any("/2/?to=check#f-kind" in url for url in here.page.links.values())


def test_a_page_opened_from_the_check_leads_back_to_it(city: City, matter: str) -> None:
    story = Story(city)
    here = Browser(city, "li").open(f"/apply/{story.id}/1/?to=check").send("shown", holder_name="李四四", go="next")
    assert here.url == f"/apply/{story.id}/check/" and "李四四" in here.html


def test_pressing_twice_hands_in_once(city: City, matter: str) -> None:
    story = Story(city)
    here = Browser(city, "li").open(f"/apply/{story.id}/check/")
    values = here.form("version")["values"]
    first, second = (here.client.post(here.url, values) for _ in range(2))
    assert first.status_code == second.status_code == 302 and Case.objects.get().version == 2


def test_a_rule_that_is_not_met_is_told_before_anything_is_filed(city: City) -> None:
    here = begun(city, "residence.permit", **{"for": "other"})
    here.send(
        "shown",
        holder_name="王五五",
        holder_id=valid_id("32040219900202123"),
        holder_phone="13800000008",
        portrait=photo(),
        go="next",
    )
    here.send("shown", proxy_reason="child", proxy_relation="kin", go="next")
    here.send(
        "shown",
        home_street=XINHUA_PLACE[:9],
        home_community=XINHUA_PLACE,
        home_detail="花园路1号",
        since="2020-01-01",
        ground="work",
        go="next",
    )
    here.send("shown", receive="pickup", go="next")
    here.send("go", paper_work_proof=photo(), paper_kinship=photo(), go="next")
    here.send("version")
    assert here.status == 422 and "申领人已满16周岁" in here.html and Case.objects.get().state == "draft"


def test_papers_are_added_taken_away_and_refused_with_words(city: City, matter: str) -> None:
    story = Story(city, answers={**ANSWERS, "kind": "b"})
    here = (
        Browser(city, "li").open(f"/apply/{story.id}/papers/").send("paper_form", paper_form=photo("表.png"), go="save")
    )
    assert "表.png" in here.html and len(Case.objects.get().papers["form"]) == 1
    bad = SimpleUploadedFile("表.docx", b"PK\x03\x04" + b"0" * 100)
    here.send("paper_form", paper_form=bad, go="next")
    assert here.status == 422 and 'href="#f-paper_form"' in here.html
    here.send("paper_form", remove=f"form:{Case.objects.get().papers['form'][0]}")
    assert here.status == 200 and Case.objects.get().papers["form"] == []


def test_a_matter_of_firms_asks_for_a_firm_first(city: City) -> None:
    here = Browser(city, "li").open("/matters/seals.licence/start/")
    assert "以单位名义办" in here.html and "开始填写" not in here.html
    firm = Organisation.objects.create(name="示例印章店", credit_code="91320400MA1X000001", synthetic=True)
    Agency.objects.create(agent=Person.objects.get(name="李一一"), organisation=firm, ground="授权书", since=SINCE)
    here.open("/matters/seals.licence/start/").send("key", **{"for": f"firm-{firm.id}"})
    assert Case.objects.get().organisation_id == firm.id and Case.objects.get().answers["firm_name"] == "示例印章店"


def test_a_matter_that_the_office_opens_cannot_be_begun(city: City) -> None:
    here = Browser(city, "li").open("/matters/seals.aftercheck/start/")
    assert "依职权发起" in here.open("/matters/seals.aftercheck/").html
    assert not Case.objects.exists()


def test_an_unfinished_draft_is_offered_before_a_new_one(city: City, matter: str) -> None:
    Story(city)
    assert "接着填" in Browser(city, "li").open(f"/matters/{matter}/start/").html


def test_a_draft_thrown_away_leaves_nothing_of_what_was_typed(city: City, matter: str) -> None:
    story = Story(city)
    here = Browser(city, "li").open(f"/mine/{story.row.number}/").send("/discard/")
    assert "草稿已删除" in here.html and Case.objects.get().answers == {} and "还没有在这里办过事" in here.html
