"""Every step that declares a document issues it: once, numbered, checkable, in the right name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import effects
from onewindow.kernel.documents.bodies import BODIES
from onewindow.kernel.documents.issuing import issue_documents, take_back
from onewindow.kernel.documents.models import Document
from onewindow.kernel.documents.numbers import Issuer
from onewindow.kernel.documents.queries import of_case
from onewindow.kernel.documents.tests.conftest import KINDS, tell
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.store.statements import counted
from onewindow.kernel.store.vault import unseal_json
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("papers")
REASON = {"reason": "租赁合同缺最后一页，请补拍。"}


def story(city: City, **more) -> Story:
    return Story(city, case_type="testing.papers", **more)


def said(document: Document) -> dict:
    return unseal_json(document.content, f"document:{document.check_code}")


def test_acceptance_gives_a_numbered_receipt_with_its_times(city: City) -> None:
    accepted = story(city).accepted()
    tell(issue_documents)
    receipt = Document.objects.get(case_id=accepted.id)
    assert receipt.number == "常公（红梅所）受字〔2026〕第000001号"
    assert receipt.unit_name == "常州市公安局天宁分局红梅派出所"
    rows = dict(said(receipt)["rows"])
    assert rows["承诺办结"] == "2026年3月5日前" and rows["法定时限"] == "2026年3月9日前"
    assert "《行政许可法》第三十二条" in said(receipt)["paras"][0]


def test_told_twice_it_is_issued_once_under_one_number(city: City) -> None:
    story(city).accepted()
    tell(issue_documents, issue_documents)
    tell(issue_documents)
    assert Document.objects.count() == 1


def test_numbers_run_without_gaps_for_each_unit_and_word(city: City) -> None:
    for _ in range(3):
        story(city).accepted()
    declined = story(city).submitted()
    declined.then("wang", "decline", REASON)
    tell(issue_documents)
    assert sorted(Document.objects.values_list("number", flat=True)) == [
        "常公（红梅所）决字〔2026〕第000001号",
        *[f"常公（红梅所）受字〔2026〕第00000{n}号" for n in (1, 2, 3)],
    ]


def test_what_must_be_put_right_is_listed_by_its_title(city: City) -> None:
    asked = story(city).submitted()
    asked.then("wang", "ask_papers", {"fields": ["home_detail", "kind"], **REASON})
    tell(issue_documents)
    body = said(Document.objects.get())
    assert sorted(body["lists"][0][1]) == ["居住地门牌", "种类"]
    assert body["after"] == [["补正要求", REASON["reason"]]]


def test_a_refusal_has_facts_article_and_remedy_and_goes_out_in_the_name_of_the_bureau(city: City) -> None:
    refused = story(city).accepted()
    refused.then("chen", "refuse", REASON)
    tell(issue_documents)
    document = Document.objects.get(code="refusal")
    parts = dict(said(document)["after"])
    assert document.unit_name == "常州市公安局天宁分局" and document.number.startswith("常公（天宁）决字")
    assert parts["事实和理由"] == REASON["reason"] and parts["法律依据"] == "《行政许可法》第三十八条"
    assert "行政复议" in parts["救济途径"] and parts["决定"] == "不予批准。"


def test_not_accepting_is_the_stations_own_word(city: City) -> None:
    declined = story(city).submitted()
    declined.then("wang", "decline", REASON)
    tell(issue_documents)
    assert Document.objects.get().unit_name.endswith("红梅派出所")


def test_a_permit_shows_the_holder_and_what_was_decided_and_no_fact_that_nobody_named(city: City) -> None:
    effects.with_step["testing.papers", "issue"] = lambda change: change.decide(
        permit_number="JZ1", valid_until="2027-03-02", internal_score=7
    )
    effects.document_facts["testing.papers", "permit"] = lambda case, now: {"sex": "男"}
    issued = story(city).issued()
    tell(issue_documents)
    effects.with_step.pop(("testing.papers", "issue"))
    permit = Document.objects.get(code="permit")
    rows = dict(said(permit)["rows"])
    assert rows["持证人"] == "李一一" and rows["公民身份号码"] == issued.row.answers["holder_id"]
    assert rows["居住地"].endswith("花园路12号3幢501室") and rows["性别"] == "男"
    assert rows["有效期至"] == "2027年3月2日" and str(permit.valid_until) == "2027-03-02"
    assert "7" not in rows.values() and permit.holder == "李*" + "一"


def test_what_a_step_was_told_in_secret_is_printed_and_not_stored_in_the_open(city: City) -> None:
    asked = story(city).submitted()
    asked.then("wang", "letter", {"opinion": "经核对，原结果无误。"})
    tell(issue_documents)
    letter = Document.objects.get()
    assert said(letter)["after"] == [["意见", "经核对，原结果无误。"]]
    assert "原结果无误".encode() not in bytes(letter.content)


def test_a_chapter_may_hand_over_words_rows_and_lists(city: City) -> None:
    effects.document_facts["testing.papers", "certificate"] = lambda case, now: {
        "words": "兹证明{holder}（{id_no}）符合条件。",
        "finding": "未见异常。",
        "rows": [["查询范围", "全国"]],
        "lists": [["附记", ["甲", "乙"]]],
    }
    asked = story(city).submitted()
    asked.then("wang", "certificate")
    tell(issue_documents)
    body = said(Document.objects.get())
    assert body["paras"] == [f"兹证明李一一（{asked.row.answers['holder_id']}）符合条件。", "未见异常。"]
    assert body["blocks"] == [[["查询范围", "全国"]]] and body["lists"] == [["附记", ["甲", "乙"]]]


def test_rows_about_several_persons_become_blocks_of_known_words(city: City) -> None:
    effects.document_facts["testing.papers", "result"] = lambda case, now: {
        "rows": [{"name": "张三", "id_no": "1", "photo": "x"}, {"name": "李四", "note": "不能确定"}],
        "document_title": "查询结果",
    }
    asked = story(city).submitted()
    asked.then("wang", "result")
    tell(issue_documents)
    document = Document.objects.get()
    assert document.title == "查询结果"
    assert said(document)["blocks"] == [
        [["姓名", "张三"], ["公民身份号码", "1"]],
        [["姓名", "李四"], ["说明", "不能确定"]],
    ]


def test_opening_a_case_again_takes_its_results_back(city: City) -> None:
    issued = story(city).issued()
    issued.then("chen", "reopen", REASON)
    tell(issue_documents)
    states = {row["code"]: row["state"] for row in of_case(issued.id, now=issued.now)}
    assert states == {"receipt": "ready", "permit": "withdrawn"}


def test_a_chapter_may_take_one_document_back(city: City) -> None:
    issued = story(city).issued()
    tell(issue_documents)
    assert take_back(issued.id, code="permit", why="许可已撤销", now=issued.now) == 1
    assert take_back(issued.id, code="permit", why="许可已撤销", now=issued.now) == 0


def test_a_late_listener_reckons_the_times_as_they_were(city: City) -> None:
    accepted = story(city).accepted()
    accepted.then("chen", "extend", {"days": 5, "reason": "需要补充核查有关情况"})
    tell(issue_documents, now=MONDAY + timedelta(days=9))
    assert dict(said(Document.objects.get(code="receipt"))["rows"])["法定时限"] == "2026年3月9日前"


def test_a_step_without_a_document_costs_no_statement(city: City) -> None:
    told = Told(
        "1",
        1,
        "testing.papers.claim",
        MONDAY,
        "case",
        1,
        1,
        "testing.papers",
        "claim",
        "received",
        "received",
        1,
        "",
        {},
        MONDAY,
    )
    with counted() as statements:
        issue_documents(told)
    assert statements == []


@pytest.mark.parametrize(
    ("names", "full", "short"),
    [
        (("常州市公安局",), "常州市公安局", "常公"),
        (("常州市公安局", "天宁分局"), "常州市公安局天宁分局", "常公（天宁）"),
        (
            ("常州市公安局", "常州市公安局天宁分局", "常州市公安局天宁分局红梅派出所"),
            "常州市公安局天宁分局红梅派出所",
            "常公（红梅所）",
        ),
        (("常州市公安局", "溧阳市公安局", "溧城派出所"), "溧阳市公安局溧城派出所", "常公（溧城所）"),
        (("常州市公安局", "溧阳市公安局"), "溧阳市公安局", "常公（溧阳）"),
    ],
)
def test_units_are_named_in_full_and_abbreviated_in_the_number(names, full, short) -> None:
    assert (Issuer("x", names).name, Issuer("x", names).short) == (full, short)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_issued(city: City, kind: str) -> None:
    asked = story(city).submitted()
    asked.then("wang", kind)
    tell(issue_documents)
    assert said(Document.objects.get())["template"] == kind


def test_every_document_that_a_chapter_declares_has_a_form_of_its_own() -> None:
    declared = [
        document
        for editions in shelf().editions.values()
        for entry in editions.values()
        for step in entry.steps
        for document in step.issues
    ]
    assert declared and {document.template for document in declared} <= set(BODIES)
