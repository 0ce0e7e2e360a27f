"""A PDF is taken as paper and refused as a program."""

import pytest

from onewindow.kernel.files import pdfs, rendering
from onewindow.kernel.files.pdfs import ActivePdf, LockedPdf, OpaquePdf, TooManyPages, check
from onewindow.kernel.files.tests.conftest import packed, pdf

SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


def test_a_plain_paper_is_taken_and_its_pages_counted():
    assert check(pdf()) == 1


@pytest.mark.parametrize(
    ("evil", "what"),
    [
        (SCRIPT, "脚本"),
        (b"<</S /JavaScript /JS 9 0 R>>", "脚本"),
        (b"<</S/J#61va#53cript/JS(x)>>", "脚本"),
        (b"<</S/Launch/F(cmd.exe)>>", "启动程序的动作"),
        (b"<</Type/EmbeddedFile/Length 3>>stream\nabc\nendstream", "夹带的文件"),
        (b"<</Subtype/RichMedia>>", "多媒体"),
        (b"<</XFA[1 0 R]>>", "动态表单"),
        (b"<</S/SubmitForm/F(http://x)>>", "向外发送的表单"),
    ],
)
def test_active_content_is_refused_and_named(evil, what):
    with pytest.raises(ActivePdf) as refused:
        check(pdf(evil))
    assert what in refused.value.sentence and "另存为 PDF" in refused.value.sentence


def test_a_script_packed_in_an_object_stream_is_found():
    with pytest.raises(ActivePdf):
        check(pdf(packed(b"9 0 " + SCRIPT)))


def test_a_script_packed_without_the_name_of_the_pack_is_found():
    with pytest.raises(ActivePdf):
        check(pdf(packed(b"9 0 " + SCRIPT, words=b"/N 1/First 4")))


def test_a_name_of_the_pack_written_with_escapes_is_read():
    with pytest.raises(ActivePdf):
        check(pdf(packed(b"9 0 " + SCRIPT, words=b"/Type/Obj#53tm/N 1/First 4")))


@pytest.mark.parametrize("trick", [b"/X( obj)", b"/X(endobj endstream)", b"%endstream\n"])
def test_words_that_imitate_the_structure_do_not_hide_a_pack(trick):
    with pytest.raises((ActivePdf, OpaquePdf)):
        check(pdf(packed(b"9 0 " + SCRIPT, words=b"/Type/ObjStm/N 1/First 4" + trick)))


def test_a_stream_keyword_in_a_string_leads_to_a_refusal_and_not_past_it():
    with pytest.raises((ActivePdf, OpaquePdf)):
        check(pdf(packed(b"9 0 " + SCRIPT, words=b"/Type/ObjStm/X(stream\n)/Y(endstream)")))


def test_a_pack_that_cannot_be_looked_into_is_refused():
    with pytest.raises(OpaquePdf):
        check(pdf(b"<</Type/ObjStm/Filter/ASCIIHexDecode/Length 4>>stream\n6162>\nendstream"))
    with pytest.raises(OpaquePdf):
        check(pdf(packed(b"x", words=b"/Type/ObjStm/DecodeParms<</Predictor 12>>")))


def test_a_pack_that_grows_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_INFLATED", 1_000_000)
    with pytest.raises(OpaquePdf):
        check(pdf(packed(b" " * 1_500_000)))
    half = packed(b" " * 600_000)
    with pytest.raises(OpaquePdf):
        check(pdf(half, half))


def test_a_locked_pdf_is_told_how_to_be_unlocked():
    with pytest.raises(LockedPdf):
        check(pdf(trailer=b"/Encrypt 9 0 R"))


def test_half_a_pdf_is_refused():
    with pytest.raises(OpaquePdf):
        check(pdf()[:300])


def test_a_book_is_not_a_paper():
    with pytest.raises(TooManyPages) as refused:
        check(pdf(*[b"<</Type/Page>>"] * 250))
    assert "251" in refused.value.sentence


def test_words_about_scripts_are_no_script():
    assert check(pdf(b"(a lecture on /JavaScripting)")) == 1


def test_a_page_is_drawn_in_a_process_of_its_own():
    assert rendering.page_of(pdf(), 1, 300).startswith(b"\x89PNG")


def test_what_is_no_pdf_is_drawn_by_nobody():
    assert rendering.page_of(b"%PDF-1.7 nothing", 1, 300) is None
    assert rendering.page_of(pdf(), 7, 300) is None


def test_a_pdf_that_eats_memory_takes_only_its_own_process():
    size = 60_000
    bomb = packed(
        b"\0" * 50_000_000,
        words=b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8" % (size, size),
    )
    paper = pdf(bomb, page=b"/Resources<</XObject<</I 5 0 R>>>>").replace(
        b"0 0 1 rg 100 100 200 300 re f     ", b"q 595 0 0 842 0 0 cm /I Do Q      "
    )
    drawn = rendering.page_of(paper, 1, 300)
    assert drawn is None or drawn.startswith(b"\x89PNG")
