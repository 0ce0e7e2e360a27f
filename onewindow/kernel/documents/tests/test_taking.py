"""Documents are taken by who sees the case; one that is given once is given once."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from onewindow.kernel.cases import effects
from onewindow.kernel.cases.drafts import save_draft
from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.documents import actions
from onewindow.kernel.documents.actions import (
    Expired,
    NoSuchDocument,
    OnlyApplicant,
    TakenAlready,
    draw_waiting,
    expire_documents,
    take_document,
    withdraw_document,
)
from onewindow.kernel.documents.issuing import issue_documents
from onewindow.kernel.documents.models import Document
from onewindow.kernel.documents.papers import keep_papers
from onewindow.kernel.documents.queries import check, of_case, results_of
from onewindow.kernel.documents.tests.conftest import tell
from onewindow.kernel.files.actions import put
from onewindow.kernel.files.models import File
from onewindow.kernel.files.papers import held_papers
from onewindow.kernel.files.tests.conftest import picture
from onewindow.kernel.journal.models import Line, Reading
from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("papers")


def issued(city: City, step: str = "permit", by: str = "wang") -> tuple[Story, Document]:
    one = Story(city, case_type="testing.papers").submitted()
    one.then(by, step)
    tell(issue_documents)
    return one, Document.objects.get(case_id=one.id)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_document_is_there_at_once_for_who_opens_it_before_the_job_came(city: City) -> None:
    story, document = issued(city)
    opened = take_document(document.id, actor=city.actor("li"), now=story.now)
    assert opened.type == "application/pdf" and opened.name == f"测试permit-{document.number}.pdf"
    assert draw_waiting(now=story.now) == 0


def test_the_job_draws_what_waits_and_what_was_to_be_printed_is_erased(city: City) -> None:
    story, document = issued(city)
    assert draw_waiting(now=story.now) == 1
    document.refresh_from_db()
    assert document.content is None and len(document.digest) == 64
    first = take_document(document.id, actor=city.actor("li"), now=story.now).content
    assert first == take_document(document.id, actor=city.actor("wang"), now=story.now).content


def test_the_neighbour_station_gets_the_answer_of_a_case_that_is_not_there(city: City) -> None:
    story, document = issued(city)
    for name in ("zhao", "gu", "zhou"):
        with pytest.raises(NotFound):
            take_document(document.id, actor=city.actor(name), now=story.now)
    with pytest.raises(NoSuchDocument):
        take_document(document.id + 1, actor=city.actor("li"), now=story.now)


def test_staff_who_open_a_document_leave_a_line(city: City) -> None:
    story, document = issued(city)
    take_document(document.id, actor=city.actor("wang"), now=story.now)
    assert Reading.objects.filter(how="document", case_id=story.id, purpose="打开文书《测试permit》").count() == 1


def test_a_one_time_document_is_marked_with_the_taker_and_gone_the_second_time(city: City) -> None:
    story, document = issued(city, "tell")
    words = text_of(take_document(document.id, actor=city.actor("li"), now=story.now).content)
    assert "李一一2026-03-02" in words
    with pytest.raises(TakenAlready) as refused:
        take_document(document.id, actor=city.actor("li"), now=story.now)
    assert "2026-03-02" in refused.value.sentence and "重新申请" in refused.value.sentence
    document.refresh_from_db()
    assert document.content is None and document.file_id == "" and not File.objects.filter(kind="document").exists()
    assert Line.objects.filter(about="document", subject_id=document.id, act="taken").count() == 1


def test_the_job_leaves_one_time_documents_alone(city: City) -> None:
    story, document = issued(city, "tell")
    assert draw_waiting(now=story.now) == 0 and of_case(story.id, now=story.now)[0]["state"] == "once"


def test_the_desk_cannot_take_the_one_copy_of_the_applicant(city: City) -> None:
    story, document = issued(city, "tell")
    with pytest.raises(OnlyApplicant):
        take_document(document.id, actor=city.actor("wang"), now=story.now)
    assert take_document(document.id, actor=city.actor("li"), now=story.now)


def test_after_seven_days_it_is_gone_and_erased(city: City) -> None:
    story, document = issued(city, "tell")
    later = story.now + timedelta(days=7, minutes=1)
    with pytest.raises(Expired):
        take_document(document.id, actor=city.actor("li"), now=later)
    assert expire_documents(now=story.now + timedelta(days=6)) == 0
    assert expire_documents(now=later) == 1
    document.refresh_from_db()
    assert document.content is None and of_case(story.id, now=later)[0]["state"] == "gone"


def test_a_failed_drawing_leaves_the_one_copy_to_be_taken(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    story, document = issued(city, "tell")
    with monkeypatch.context() as broken:
        broken.setattr(actions, "draw", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_document(document.id, actor=city.actor("li"), now=story.now)
    assert take_document(document.id, actor=city.actor("li"), now=story.now)


def test_a_mark_of_the_chapters_own_goes_over_the_pages(city: City) -> None:
    effects.document_facts["testing.papers", "inquiry"] = lambda case, now: {
        "watermark": "赵律师 （2026）苏0402民初1号"
    }
    story, document = issued(city, "tell")
    assert "民初1号" in text_of(take_document(document.id, actor=city.actor("li"), now=story.now).content)


def test_anybody_may_check_a_document_and_learns_five_things(city: City) -> None:
    story, document = issued(city)
    typed = f" {document.check_code[:4].lower()} {document.check_code[4:]}"
    found = check(typed, now=story.now)
    assert (found.state, found.title, found.unit, found.holder) == (
        "genuine",
        "测试permit",
        "常州市公安局天宁分局",
        "李*一",
    )
    assert found.day == story.now.date()


@pytest.mark.parametrize("code", ["", "A" * 16, "\0", "' or 1=1 --", "核验码", "A" * 5000])
def test_a_code_nobody_gave_is_unknown(city: City, code: str) -> None:
    assert check(code, now=city and Story(city).now).state == "unknown"


def test_a_withdrawn_document_is_told_as_such_and_drawn_as_void(city: City) -> None:
    story, document = issued(city)
    withdraw_document(document.id, why="许可已撤销", actor=city.actor("chen"), now=story.now)
    assert check(document.check_code, now=story.now).state == "withdrawn"
    assert "已作废2026-03-02" in text_of(take_document(document.id, actor=city.actor("li"), now=story.now).content)
    with pytest.raises(NoSuchDocument):
        withdraw_document(document.id, why="再次", actor=city.actor("chen"), now=story.now)


def test_a_term_that_is_over_is_told(city: City) -> None:
    story, document = issued(city)
    Document.objects.filter(id=document.id).update(valid_until="2026-06-01")
    assert check(document.check_code, now=story.now).state == "genuine"
    assert check(document.check_code, now=story.now + timedelta(days=120)).state == "expired"


def test_a_person_finds_what_they_hold_and_nobody_elses(city: City) -> None:
    story, _ = issued(city)
    li, zhou = city.actor("li"), city.actor("zhou")
    assert [row["code"] for row in results_of(li.person_id, now=story.now)] == ["permit"]
    assert results_of(zhou.person_id, now=story.now) == []


def test_papers_the_window_has_checked_are_offered_for_the_next_matter(city: City) -> None:
    story = Story(city, case_type="testing.permit")
    stored = put(picture(), name="表格.jpg", actor_id=city.accounts["li"].id, now=story.now)
    save_draft(story.id, actor=city.actor("li"), now=story.now, answers={}, papers={"form": [stored.id]})
    story.submitted()
    tell(keep_papers)
    li = city.actor("li").person_id
    assert held_papers(li, today=story.now.date()) == []
    story.then("wang", "accept")
    tell(keep_papers, keep_papers)
    assert [(one.code, one.file_id) for one in held_papers(li, today=story.now.date())] == [("form", stored.id)]
