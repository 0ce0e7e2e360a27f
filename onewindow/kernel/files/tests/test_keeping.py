"""Files are kept once, sealed, and only as long as somebody needs them."""

import io
import os
from datetime import date, timedelta

import pytest
from PIL import Image

from onewindow.kernel.files import actions, blobs, papers, queries
from onewindow.kernel.files.actions import Empty, TooLarge, TooManyLoose, attach, clean_up, destroy, put, release
from onewindow.kernel.files.blobs import Damaged
from onewindow.kernel.files.models import File
from onewindow.kernel.files.queries import NoSuchFile, about, open_file, preview, thumbnail
from onewindow.kernel.files.scanner import EICAR, Infected
from onewindow.kernel.files.tests.conftest import NOW, located_photo, pdf, picture
from onewindow.kernel.ground.sealing import Unsealable

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=8)


def kept(data: bytes = b"", name: str = "身份证.jpg", owner: int = 7, **more):
    return put(data or picture(), name=name, actor_id=owner, now=NOW, **more)


def given(file_id: str, **more) -> None:
    papers.keep_paper(
        file_id,
        **{"code": "lease", "title": "租赁合同", "person_id": 3, "organisation_id": None, "from_case": 5, "now": NOW}
        | more,
    )


def on_disk(media) -> list:
    return [path for path in media.rglob("*") if path.is_file()]


def aged(media, days: int = 8) -> None:
    then = (NOW - timedelta(days=days)).timestamp()
    for path in on_disk(media):
        os.utime(path, (then, then))


def test_what_is_put_comes_back_without_its_secrets():
    stored = kept(located_photo())
    back = open_file(stored.id, may=True)
    assert back.type == "image/jpeg" and b"SecretCamera" not in back.content
    assert Image.open(io.BytesIO(back.content)).size == (400, 600)


def test_the_id_is_what_a_form_accepts_as_a_file():
    id_ = kept().id
    assert len(id_) == 64 and set(id_) <= set("0123456789abcdef")


def test_nothing_on_disk_can_be_read_without_the_key(media):
    kept(pdf(), "合同.pdf")
    assert all(b"%PDF" not in path.read_bytes() for path in on_disk(media))


def test_the_same_upload_twice_is_one_file(media):
    assert kept().id == kept().id and len(on_disk(media)) == 1


def test_the_same_content_of_two_owners_is_stored_once_under_two_ids(media):
    mine, yours = kept(owner=7), kept(owner=8)
    assert mine.id != yours.id and len(on_disk(media)) == 1
    destroy(mine.id)
    assert open_file(yours.id, may=True).content


def test_who_may_not_gets_the_same_answer_as_for_a_file_that_is_not_there():
    stored = kept()
    with pytest.raises(NoSuchFile):
        open_file(stored.id, may=False)
    with pytest.raises(NoSuchFile):
        open_file("0" * 64, may=True)


def test_an_infected_file_leaves_nothing_behind(media):
    with pytest.raises(Infected):
        kept(picture() + EICAR)
    assert on_disk(media) == []


@pytest.mark.parametrize(("data", "refusal"), [(b"x" * (10 * 1024 * 1024 + 1), TooLarge)])
def test_too_much_is_told_with_the_size(data, refusal):
    with pytest.raises(refusal) as refused:
        kept(data)
    assert "10.0 MB" in refused.value.sentence


def test_an_empty_file_is_told_so():
    with pytest.raises(Empty):
        put(b"", name="a.jpg", actor_id=7, now=NOW)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\我的\\身份证.jpeg", "身份证.jpg"),
        ("a\0b\n.jpg", "ab.jpg"),
        ("", "文件.jpg"),
        ("微信图片.png", "微信图片.jpg"),
        ("长" * 300 + ".jpg", "长" * 80 + ".jpg"),
    ],
)
def test_names_are_made_harmless_and_true(given, shown):
    assert kept(name=given).name == shown


def test_a_damaged_file_is_never_shown(media):
    stored = kept()
    path = on_disk(media)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Unsealable):
        open_file(stored.id, may=True)
    path.unlink()
    with pytest.raises(Damaged):
        open_file(stored.id, may=True)


def test_contents_swapped_on_disk_are_noticed(media):
    mine, other = kept(), kept(picture(size=(10, 10)))
    one, two = (blobs.place(row) for row in _digests(mine.id, other.id))
    one.write_bytes(two.read_bytes())
    with pytest.raises(Unsealable):
        open_file(mine.id, may=True)


def _digests(*ids):
    return [File.objects.get(id=id_).digest for id_ in ids]


def test_a_preview_carries_viewer_time_and_purpose_and_changes_the_picture():
    stored = kept(picture(size=(1200, 900)))
    shown = preview(stored.id, may=True, viewer="王敏 123456", purpose="办理320400202611200001", now=NOW)
    again = preview(stored.id, may=True, viewer="周强 654321", purpose="办理320400202611200001", now=NOW)
    assert shown.type == "image/jpeg" and shown.content != again.content
    assert Image.open(io.BytesIO(shown.content)).size == (1200, 900)


def test_a_pdf_is_previewed_page_by_page():
    stored = kept(pdf(), "合同.pdf")
    assert preview(stored.id, may=True, viewer="王", purpose="审查", now=NOW).content.startswith(b"\xff\xd8")
    with pytest.raises(NoSuchFile):
        preview(stored.id, may=True, viewer="王", purpose="审查", now=NOW, page=2)


def test_pictures_and_pdfs_have_a_thumbnail():
    for stored in (kept(), kept(pdf(), "合同.pdf")):
        assert Image.open(io.BytesIO(thumbnail(stored.id, may=True).content)).format == "WEBP"


def test_a_pdf_that_nobody_can_draw_is_refused():
    broken = pdf().replace(b"/Type/Pages", b"/Type/Pogos").replace(b"obj", b"obx")
    with pytest.raises(actions.pictures.Unreadable):
        kept(broken, "合同.pdf")


def test_a_file_nobody_holds_is_gone_after_seven_days(media):
    kept()
    assert clean_up(now=NOW + timedelta(days=6)) == 0 and len(on_disk(media)) == 1
    assert clean_up(now=LATER) == 1


def test_a_file_that_a_case_or_a_person_holds_stays(media):
    in_case, as_paper = kept(), kept(picture(size=(30, 30)))
    attach([in_case.id], case_id=5, now=NOW)
    given(as_paper.id)
    assert clean_up(now=LATER) == 0
    assert about(in_case.id).cases == (5,)


def test_a_draft_thrown_away_lets_its_files_go():
    stored = kept()
    attach([stored.id, "0" * 64], case_id=5, now=NOW)
    release(5)
    assert about(stored.id).cases == () and clean_up(now=LATER) == 1


def test_one_file_taken_out_of_a_draft_leaves_the_others():
    one, two = kept(), kept(picture(size=(30, 30)))
    attach([one.id, two.id], case_id=5, now=NOW)
    release(5, [one.id])
    assert about(one.id).cases == () and about(two.id).cases == (5,)


def test_content_that_a_crash_left_without_a_row_is_swept(media):
    digest = blobs.write(b"left by a crash")
    (blobs.place(digest).parent / ".writing-abc").write_bytes(b"half")
    aged(media)
    assert clean_up(now=NOW) == 2 and on_disk(media) == []


def test_the_sweep_spares_content_that_was_just_used_again(media):
    blobs.write(b"content")
    aged(media)
    blobs.write(b"content")
    assert clean_up(now=NOW) == 0


def test_nobody_heaps_up_files_without_end(monkeypatch):
    monkeypatch.setattr(actions, "MOST_LOOSE", 2)
    kept(), kept(picture(size=(30, 30)))
    with pytest.raises(TooManyLoose):
        kept(picture(size=(31, 31)))
    assert kept(owner=8)


def test_a_paper_given_once_is_offered_for_the_next_matter():
    stored = kept()
    given(stored.id)
    given(stored.id, from_case=6)
    offered = papers.held_papers(3, today=NOW.date(), codes=["lease", "work_proof"])
    assert [(one.code, one.file_id, one.from_case) for one in offered] == [("lease", stored.id, 5)]
    assert papers.held_papers(4, today=NOW.date()) == []


def test_the_newest_of_a_paper_is_offered_and_an_expired_one_is_not():
    old, new = kept(), kept(picture(size=(30, 30)))
    for at, stored, until in ((NOW, old, None), (NOW + timedelta(days=1), new, date(2026, 12, 1))):
        given(stored.id, now=at, valid_until=until)
    assert papers.held_papers(3, today=date(2026, 12, 1))[0].file_id == new.id
    assert papers.held_papers(3, today=date(2026, 12, 2))[0].file_id == old.id


def test_a_firms_papers_are_not_the_agents():
    stored = kept()
    given(stored.id, code="licence", title="营业执照", organisation_id=9)
    assert papers.held_papers(3, today=NOW.date()) == []
    assert papers.held_papers(None, organisation_id=9, today=NOW.date())


def test_a_person_may_have_a_paper_forgotten():
    stored = kept()
    given(stored.id)
    held = papers.held_papers(3, today=NOW.date())[0]
    assert not papers.forget_paper(held.id, person_id=4)
    assert papers.forget_paper(held.id, person_id=3) and papers.held_papers(3, today=NOW.date()) == []


def test_names_of_files_are_read_in_one_statement():
    stored = kept()
    assert queries.named([stored.id, "0" * 64])[stored.id]["name"] == "身份证.jpg"
