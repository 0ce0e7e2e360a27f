"""A pass is had on the spot, where passes are issued at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from onewindow.kernel.cases import drafts
from onewindow.kernel.cases.gate import NotMet
from onewindow.kernel.cases.oneself import NotYourself
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.testing.city import LI_ID, SHANGHAI, XINHUA_PLACE, City, small_city, staff, valid_id
from onewindow.kernel.testing.filing import filed, take
from onewindow.kernel.testing.papers import papers_of
from onewindow.modules.borderpass import queries
from onewindow.modules.borderpass.definition import MODULE
from onewindow.modules.borderpass.models import Pass, Switch
from onewindow.modules.borderpass.pass_1999 import PASS_1999

pytestmark = pytest.mark.django_db
NUMBER = valid_id(LI_ID[:17])
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=SHANGHAI)
ANSWERS = {
    "kind": "year", "holder_name": "李一一", "holder_id": NUMBER, "holder_phone": "13800000001",
    "station_place": XINHUA_PLACE, "destinations": ["653100"], "purpose": "tour", "from_day": "2026-10-01",
    "to_day": "2027-09-30",
}  # fmt: skip


@pytest.fixture
def city(db) -> City:
    built = small_city()
    staff(built, "ma", "clerk", "tianning")
    return built


def applied(city, **more):
    return filed(city, "li", "borderpass.pass", ANSWERS | more, now=NOW)


def test_on_the_spot_when_the_person_is_there(city):
    case = applied(city)
    with pytest.raises(NotMet) as refused:
        take(city, "ma", "issue_now", case, NOW)
    assert "到现场" in refused.value.sentence
    take(city, "ma", "issue_now", case, NOW, in_person=True)
    written = Pass.objects.get(case_id=case)
    assert written.number.startswith("BJ3204022026") and written.edition == "2026"
    assert (written.valid_from, written.valid_until) == (date(2026, 10, 1), date(2027, 9, 30))
    assert NUMBER not in str(written.__dict__)
    shown = dict(papers_of(case)["pass"]["rows"])
    assert shown["有效期"] == "2026年10月1日至2027年9月30日" and shown["前往地点"] == "新疆 喀什地区"


def test_the_three_month_pass_is_sent_to_12367_before_anything_is_filed(city):
    with pytest.raises(NotMet) as refused:
        applied(city, kind="online", to_day="2026-10-10")
    assert "12367" in refused.value.sentence and not Pass.objects.exists()


def test_shigatse_comes_suspended_with_the_system(city):
    assert queries.standing("540200", date(2026, 8, 1), date(2026, 8, 27)) == "open"
    assert queries.standing("540200", date(2026, 8, 20), date(2026, 8, 28)) == "suspended"
    assert queries.standing("999900", date(2026, 8, 1), date(2026, 8, 2)) == "not_open"
    with pytest.raises(NotMet) as refused:
        applied(city, destinations=["540200", "653100"])
    assert "日喀则" in refused.value.sentence


def test_when_the_notice_ends_the_door_opens_again(city):
    Switch.objects.filter(area="540200").update(until=date(2026, 12, 31))
    assert queries.standing("540200", date(2026, 12, 30), date(2026, 12, 31)) == "suspended"
    assert queries.standing("540200", date(2027, 1, 1), date(2027, 1, 2)) == "open"


def test_a_place_closed_between_filing_and_deciding_stops_the_decision(city):
    case = applied(city)
    take(city, "ma", "accept", case, NOW, in_person=True)
    Switch.objects.create(area="653100", since=date(2026, 9, 1), notice="测试公告")
    with pytest.raises(NotMet):
        take(city, "chen", "issue", case, NOW)
    Switch.objects.filter(area="653100").delete()
    assert take(city, "chen", "issue", case, NOW).state == "issued"


def test_a_new_pass_voids_the_old_one(city):
    first, second = applied(city), applied(city, destinations=["654300"])
    take(city, "ma", "issue_now", first, NOW, in_person=True)
    take(city, "ma", "issue_now", second, NOW, in_person=True)
    old, new = Pass.objects.get(case_id=first), Pass.objects.get(case_id=second)
    assert (old.void_on, old.void_reason) == (date(2026, 9, 1), "新证签发，旧证失效")
    assert queries.pass_of(ANSWERS) == new


def test_somebody_elses_pass_is_not_applied_for(city):
    with pytest.raises(NotYourself):
        applied(city, holder_id=valid_id("32040219800101123"))


def test_a_foreigner_is_known_by_the_document(city):
    foreigner = {"kind": "foreigner", "document_no": "e 1234567", "to_day": "2026-12-01"}
    case = filed(city, "ma", "borderpass.pass", ANSWERS | foreigner, now=NOW)
    take(city, "ma", "issue_now", case, NOW, in_person=True)
    assert queries.pass_of({"document_no": "E1234567"}).case_id == case


def test_the_paper_edition_takes_no_case_any_more(city):
    before = shelf()
    put(Shelf([type(MODULE)(MODULE.package, MODULE.title, (PASS_1999,))]))
    try:
        with pytest.raises(drafts.NoLongerOpen):
            drafts.open_draft("borderpass.pass", actor=city.actor("li", NOW), now=NOW)
        was = datetime(2026, 4, 14, 9, 0, tzinfo=SHANGHAI)
        assert drafts.open_draft("borderpass.pass", actor=city.actor("li", was), now=was).edition == "1999"
    finally:
        put(before)
