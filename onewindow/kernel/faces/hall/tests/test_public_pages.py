"""What anybody may see: the first page, the catalogue and its search, guides, the check of a document."""

from __future__ import annotations

import json

import pytest

from onewindow.kernel.documents.models import Document
from onewindow.kernel.faces.diagrams import drawing, main_way, mermaid
from onewindow.kernel.faces.guide import guide
from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.faces.search import looks_like, search, wanted
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.law import Sure
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.papers import papers_of
from onewindow.kernel.testing.story import Story

CODES = [entry.code for entry in shelf().current.values()]


@pytest.mark.parametrize(
    "said,title",
    [
        ("暂住证", "居住证申领"),
        ("我要办居住证续签", "居住证年度签注"),
        ("良民证", "无犯罪记录证明"),
        ("去西藏", "边境管理区通行证"),
        ("开刻章店需要什么手续", "公章刻制业特种行业许可"),
        ("查被告信息", "律师查询人口信息"),
        ("记录弄错了", "犯罪记录查询复查"),
        ("居住证过期了怎么办", "居住证年度签注"),
        ("外地孩子上学要的证", "居住证申领"),
    ],
)
def test_everyday_words_find_the_matter_first(said: str, title: str) -> None:
    assert [one.entry.title for one in search(said)][:1] == [title]


def test_words_around_the_thing_are_left_out() -> None:
    assert wanted("请问怎么办理居住证？") == "居住证" and wanted("办理") == "办理"


@pytest.mark.parametrize("said", ["", "   ", "。。。", "养狗", "量子力学", "\x00"])
def test_what_is_no_matter_finds_nothing(said: str) -> None:
    assert search(said) == []


def test_a_retired_matter_is_not_offered() -> None:
    entry = shelf().entry("borderpass.pass", "1999")
    assert entry.retired_on and all(one.entry.edition != "1999" for one in search("边境管理区通行证", on="2026-11-21"))


@pytest.mark.parametrize(
    "text,kind",
    [("320402199001011239", "id"), ("13800000001", "phone"), ("3204002026111910000092B", "case"), ("居住证", "")],
)
def test_numbers_typed_into_the_search_are_known_for_what_they_are(text: str, kind: str) -> None:
    assert looks_like(text) == kind


def test_a_search_that_finds_nothing_says_why_and_what_to_do(db: None) -> None:
    page = Browser.nobody().open("/matters/?q=养狗证").page.text
    assert "没有找到“养狗证”" in page and "居住证申领" in page and "问一问" in page


def test_a_number_typed_into_the_search_is_not_written_back(db: None) -> None:
    page = Browser.nobody().open("/matters/?q=320402199001011239")
    assert "不用填证件号码" in page.html and "320402199001011239" not in page.page.text


@pytest.mark.parametrize("code", CODES)
def test_every_matter_has_a_guide_with_law_limit_and_remedy(db: None, code: str) -> None:
    here = Browser.nobody().open(f"/matters/{code}/")
    entry = shelf().entry(code)
    assert here.status == 200 and entry.title in here.html and "依据和救济" in here.html and len(here.html) < 60_000
    assert entry.opened_by != "applicant" or entry.remedy in here.html


def test_a_source_that_was_not_read_is_marked() -> None:
    entry = shelf().entry("borderpass.pass")
    told = json.dumps(guide(entry, local_date(MONDAY)), ensure_ascii=False)
    unread = [law for law in (entry.law, *entry.bases) if law.sure not in (Sure.READ, Sure.OWN)]
    assert unread and "待核" in told


def test_a_paper_we_hold_is_not_to_be_brought_once_one_is_known(city: City) -> None:
    assert "登录后不用交" in Browser.nobody().open("/matters/residence.permit/").html
    assert "不用交" in Browser(city, "li").open("/matters/residence.permit/").html


def test_a_matter_that_does_not_exist_is_told_so(db: None) -> None:
    here = Browser.nobody().open("/matters/no.such/")
    assert here.status == 404 and "没有这个事项" in here.html


@pytest.mark.parametrize("code", CODES)
def test_the_diagram_holds_every_state_and_every_arrow(code: str) -> None:
    entry = shelf().entry(code)
    text, drawn = mermaid(entry), drawing(entry)
    assert all(f'"{state.title}" as {state.code}' in text for state in entry.states if not state.retired)
    assert len(drawn["arrows"]) == text.count(": ") and len(drawn["boxes"]) >= len(entry.states) - 1
    places = [(box["x"], box["y"]) for box in drawn["boxes"]]
    assert len(set(places)) == len(places) and main_way(entry)


def test_the_first_page_offers_six_matters_and_the_elder_edition_three_things(city: City) -> None:
    here = Browser.nobody().open("/")
    assert here.html.count('class="tile"') == 6 and "我要办" in here.html
    here.client.cookies["elder"] = "1"
    here.open("/")
    assert here.html.count('class="tile"') == 3 and 'class="call' in here.html


def test_the_elder_edition_has_the_telephone_on_every_page(city: City) -> None:
    here = Browser(city, "li")
    here.client.cookies["elder"] = "1"
    for address in ("/", "/matters/", "/matters/residence.permit/", "/mine/", "/readings/", "/ask/", "/check/"):
        assert 'class="call' in here.open(address).html, address


def test_a_genuine_document_is_told_from_one_that_is_not(city: City, matter: str) -> None:
    story = Story(city).issued()
    papers_of(story.id)
    found = Document.objects.get(case_id=story.id, code="proof")
    here = Browser.nobody().open(f"/check/{found.check_code.lower()}")
    assert here.status == 200 and "文书是真的" in here.html and "测试证明" in here.html
    assert "李一一" not in here.html and "320402" not in here.html and "花园路" not in here.html
    nothing = Browser.nobody().open("/check/AAAABBBBCCCCDDDD")
    assert nothing.status == 404 and "没有查到" in nothing.html


def test_a_code_typed_by_hand_leads_to_the_check(db: None) -> None:
    assert Browser.nobody().open("/check/?code=AAAA-BBBB CCCC DDDD").url == "/check/AAAA-BBBBCCCCDDDD"
    assert "请填写核验码" in Browser.nobody().open("/check/?code=").html


@pytest.mark.parametrize("address", ["/", "/matters/", "/ask/", "/check/", "/matters/residence.permit/"])
def test_public_pages_read_no_person_and_change_nothing(db: None, address: str) -> None:
    here = Browser.nobody().open(address)
    assert here.status == 200 and "Set-Cookie" not in here.client.cookies.output() or "csrftoken" in here.client.cookies
