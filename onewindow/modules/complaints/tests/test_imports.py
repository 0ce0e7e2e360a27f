"""Bringing a file in: what is right comes in once, what is wrong waits to be put right, nothing is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.cases.models import Case
from onewindow.kernel.files.tables import Unreadable, lines_of
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.imports import actions
from onewindow.modules.complaints.imports.columns import COLUMNS
from onewindow.modules.complaints.models import Batch, Quarantined

pytestmark = pytest.mark.django_db
GOOD = {
    "source": "12345",
    "source_number": "G-1",
    "came_on": "2026/02/28",
    "kind": "服务态度",
    "content": "窗口工作人员说话不耐烦",
    "where": "红梅派出所",
    "caller_phone": "13700000001",
}


@pytest.fixture
def town(city: City) -> Iterator[City]:
    staff(city, "han", "hub", "tianning")
    staff(city, "hai", "hub", "xinbei")
    yield city


def lines(*more: dict[str, str]) -> list[list[str]]:
    rows = [{**GOOD, **one} for one in more]
    return [list(COLUMNS.values()), *([row.get(code, "") for code in COLUMNS] for row in rows)]


def as_csv(*more: dict[str, str], encoding: str = "utf-8-sig") -> bytes:
    return "\n".join(",".join(line) for line in lines(*more)).encode(encoding)


def as_xlsx(*more: dict[str, str]) -> bytes:
    held, cell = io.BytesIO(), '<c r="{at}{n}" t="inlineStr"><is><t>{words}</t></is></c>'
    body = "".join(
        "<row>" + "".join(cell.format(at=chr(65 + i), n=n, words=words) for i, words in enumerate(line)) + "</row>"
        for n, line in enumerate(lines(*more), 1)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(held, "w") as book:
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'
        )
    return held.getvalue()


def brought(city: City, content: bytes, now=MONDAY) -> Batch:
    return actions.bring_in(content, "来件.csv", actor=city.actor("han"), now=now)


def cases() -> int:
    return Case.objects.filter(case_type=COMPLAINT.code, submitted_at__isnull=False).count()


@pytest.mark.parametrize("content", [as_csv({}), as_csv({}, encoding="gb18030"), as_xlsx({})])
def test_csv_of_both_encodings_and_xlsx_come_in(town, content):
    batch = brought(town, content)
    assert (batch.filed, batch.already, batch.held.count(), cases()) == (1, 0, 0, 1)
    case = Case.objects.get(case_type=COMPLAINT.code)
    assert case.answers["came_on"] == "2026-02-28" and case.answers["source"] == "gov" and case.channel == "api"
    assert case.unit_path == town.units["tianning"].path


def test_the_same_file_again_brings_nothing_new_even_after_the_end(town):
    content = as_csv({}, {"source_number": "G-2"})
    brought(town, content)
    again = brought(town, content)
    assert (again.filed, again.already, cases()) == (0, 2, 2)
    Case.objects.filter(case_type=COMPLAINT.code).update(state="closed", ended_at=MONDAY, waits_on="nobody")
    assert brought(town, content, MONDAY + timedelta(days=9)).already == 2 and cases() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "电视台"}, "source"),
        ({"kind": ""}, "kind"),
        ({"content": "慢"}, "content"),
        ({"where": "火星派出所"}, "where"),
        ({"caller_phone": "12"}, "caller_phone"),
        ({"came_on": "昨天"}, "came_on"),
        ({"source_number": ""}, "source_number"),
        ({"about": "3204002026030210009999X"}, "about"),
    ],
)
def test_a_bad_row_is_set_aside_by_its_column_and_the_good_one_beside_it_comes_in(town, wrong, field):
    batch = brought(town, as_csv({"source_number": "G-9", **wrong}, {}))
    (held,) = batch.held.all()
    assert field in held.errors and held.nth == 2 and batch.filed == 1 == cases()
    assert Case.objects.filter(case_type=COMPLAINT.code).count() == 1  # no draft is left lying


def test_what_is_set_aside_is_sealed(town):
    (held,) = brought(town, as_csv({"kind": ""})).held.all()
    assert b"13700000001" not in bytes(held.row) and "13700000001" not in str(held.errors)
    assert actions.content_of(held)["caller_phone"] == "13700000001"


def test_a_row_that_was_put_right_comes_in_once_and_what_was_sealed_is_erased(town):
    (held,) = brought(town, as_csv({"kind": ""})).held.all()
    han = town.actor("han")
    with pytest.raises(BadAnswers):
        actions.put_right(held.id, actions.content_of(held), actor=han, now=MONDAY)
    number = actions.put_right(held.id, {**actions.content_of(held), "kind": "办得慢"}, actor=han, now=MONDAY)
    held.refresh_from_db()
    assert (held.state, held.number, bytes(held.row), cases()) == ("filed", number, b"", 1)
    with pytest.raises(actions.Decided):
        actions.put_right(held.id, GOOD, actor=han, now=MONDAY)


def test_a_row_is_left_out_with_a_reason_only(town):
    (held,) = brought(town, as_csv({"kind": ""})).held.all()
    with pytest.raises(BadAnswers):
        actions.drop(held.id, "", actor=town.actor("han"), now=MONDAY)
    actions.drop(held.id, "重复的空行", actor=town.actor("han"), now=MONDAY)
    held.refresh_from_db()
    assert held.state == "dropped" and bytes(held.row) == b"" and cases() == 0


def test_another_district_does_not_see_the_rows(town):
    (held,) = brought(town, as_csv({"kind": ""})).held.all()
    with pytest.raises(NotFound):
        actions.put_right(held.id, GOOD, actor=town.actor("hai"), now=MONDAY)


def test_who_may_not_register_may_not_import(town):
    for name in ("chen", "xu"):
        with pytest.raises(actions.NotYourImport):
            actions.bring_in(as_csv({}), "x.csv", actor=town.actor(name), now=MONDAY)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01",
        b"PK\x03\x04zip",
        "姓名,电话\n张三,1".encode(),
        as_csv({}).replace(b"\n", b"\n\x00"),
        b"",
        b"\xff\xfe\xff",
    ],
)
def test_what_is_no_such_table_is_refused_whole(town, content):
    with pytest.raises(Unreadable):
        brought(town, content)
    assert not Batch.objects.exists()


def test_a_table_with_entities_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(Unreadable):
        list(lines_of(held.getvalue()))


def test_the_pages_tell_what_was_wrong_and_take_the_row_back(town, client):
    client.force_login(town.accounts["han"])
    assert "来件编号" in client.get("/desk/complaints/import/template.csv").content.decode("utf-8-sig")
    assert client.post("/desk/complaints/import/").status_code == 422
    sent = SimpleUploadedFile("来件.csv", as_csv({"kind": "乱写"}, {"source_number": "G-2"}))
    report = client.post("/desk/complaints/import/", {"table": sent}, follow=True).content.decode()
    assert "收下 1 件" in report and "投诉类别" in report
    held = Quarantined.objects.get()
    page = client.get(f"/desk/complaints/import/row/{held.id}/").content.decode()
    assert "乱写" in page
    done = client.post(f"/desk/complaints/import/row/{held.id}/", {**GOOD, "kind": "收费"}, follow=True)
    assert "已收下" in done.content.decode() and cases() == 2
    client.force_login(town.accounts["hai"])
    assert client.get(f"/desk/complaints/import/{held.batch_id}/").status_code == 404
