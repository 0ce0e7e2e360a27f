"""Documents are drawn the same every time, can be searched, and cannot be broken by what people typed."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from onewindow.kernel.documents import bodies, content
from onewindow.kernel.documents.drawing import TEMPLATES, check_url, draw, look
from onewindow.kernel.files import pdfs
from onewindow.kernel.files.actions import put
from onewindow.kernel.files.tests.conftest import picture
from onewindow.kernel.testing.city import MONDAY

BASE = {
    "title": "测试文书",
    "number": "常公（红梅所）受字〔2026〕第000001号",
    "unit": "常州市公安局天宁分局红梅派出所",
    "bureau": "常州市公安局",
    "day": "二〇二六年三月二日",
    "holder": "李一一",
    "basis": ["《测试法》第一条"],
    "remedy": "",
    "code": "ABCDEFGH23456723",
    "banner": content.BANNER,
    "stamp": content.STAMP,
    "addressed": "李一一",
    "paras": ["现予受理。"],
    "rows": [["办理事项", "测试"]],
    "blocks": [],
    "lists": [["附", ["一", "二"]]],
    "papers": [["身份证", "已提交"]],
    "notes": ["说明。"],
    "close": "",
    "after": [["理由", "第一段。\n第二段。"]],
}


def text_of(pdf: bytes) -> str:
    return "".join(
        "".join(page.extract_text().replace("\u200b", "").split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )


@pytest.mark.parametrize("kind", sorted(bodies.BODIES))
def test_each_kind_has_a_template_that_names_what_matters(kind: str) -> None:
    pdf = draw({**BASE, "template": kind}, MONDAY)
    words = text_of(pdf)
    for wanted in (
        "测试文书",
        "第000001号",
        "红梅派出所",
        "演示数据，非真实证件",
        "演示章·无法律效力",
        "ABCD",
        "二〇二六年三月二日",
    ):
        assert wanted in words, wanted


def test_the_same_data_give_the_same_bytes_on_any_day() -> None:
    assert draw({**BASE, "template": "receipt"}, MONDAY) == draw({**BASE, "template": "receipt"}, MONDAY)


def test_it_is_an_archival_pdf_with_one_page_and_nothing_active() -> None:
    pdf = draw({**BASE, "template": "receipt"}, MONDAY)
    assert b"pdfaid:part>2<" in pdf.replace(b" ", b"") and pdfs.check(pdf) == 1


def test_pages_are_counted_as_they_are() -> None:
    long = {**BASE, "template": "letter", "paras": ["很长的一段话。" * 40] * 30}
    pdf = draw(long, MONDAY)
    assert pdfs.check(pdf) == len(PdfReader(io.BytesIO(pdf)).pages) > 1


@pytest.mark.parametrize(
    "typed", ["#panic(1)", "$x^2$ *a* _b_ `c`", '"\\', "]#set page(1)[", "<script>", "\\u{0}", "a" * 3000]
)
def test_what_people_type_is_text_and_never_markup(typed: str) -> None:
    words = text_of(draw({**BASE, "template": "letter", "paras": [typed]}, MONDAY))
    assert "".join(typed.split())[:20] in words


def test_a_digest_does_not_run_over_the_edge() -> None:
    page = look({**BASE, "template": "letter", "paras": [f"摘要：{'75fb4143480b' * 5}。"]}, MONDAY)[0]
    with Image.open(io.BytesIO(page)) as seen:
        margin = seen.convert("L").crop((seen.width - 60, 0, seen.width, seen.height))
    assert margin.getextrema() == (255, 255)


def test_a_permit_with_everything_on_it_is_one_page() -> None:
    rows = [["居住地", "红梅街道红梅第一社区居委会花园路12号3幢501室" * 2], *[[f"栏目{n}", "内容"] for n in range(11)]]
    pdf = draw({**BASE, "template": "permit", "rows": rows, "paras": ["每满一年前的一个月里请办理签注。" * 3]}, MONDAY)
    assert pdfs.check(pdf) == 1


def test_outside_the_demo_nothing_says_demo() -> None:
    words = text_of(draw({**BASE, "template": "permit", "banner": "", "stamp": ""}, MONDAY))
    assert "演示" not in words


def test_the_code_leads_to_the_check_page(settings) -> None:
    settings.PUBLIC_URL = "https://window.example/"
    assert check_url("ABC") == "https://window.example/check/ABC"


@pytest.mark.django_db
def test_a_permit_carries_the_holders_picture_and_is_drawn_without_one_that_is_gone() -> None:
    stored = put(picture(size=(900, 700)), name="相片.jpg", actor_id=1, now=MONDAY)
    plain = draw({**BASE, "template": "permit", "portrait": "0" * 64}, MONDAY)
    assert len(draw({**BASE, "template": "permit", "portrait": stored.id}, MONDAY)) > len(plain) + 3000


def test_pages_can_be_looked_at() -> None:
    assert look({**BASE, "template": "licence"}, MONDAY)[0].startswith(b"\x89PNG")


def test_there_is_a_body_for_every_template() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} - {"parts"} == set(bodies.BODIES)
