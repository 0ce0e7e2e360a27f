"""A lawyer is told of one unique person, once, for a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from onewindow.kernel.cases.gate import NotMet
from onewindow.kernel.cases.oneself import NotYourself
from onewindow.kernel.ground.codes.credit_code import check_digit, organisation_check_digit
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.registers import actions as registers
from onewindow.kernel.registers.protocol import Unavailable
from onewindow.kernel.testing.city import LI_ID, MONDAY, XINHUA_PLACE, City, small_city, staff, valid_id
from onewindow.kernel.testing.filing import filed, take
from onewindow.kernel.testing.papers import papers_of
from onewindow.modules.lawyers import actions, queries, rules
from onewindow.modules.lawyers.models import Result

pytestmark = pytest.mark.django_db
FIRM = "31320402MD0FL8TQ" + organisation_check_digit("MD0FL8TQ")
FIRM += check_digit(FIRM)
ZHANG, LI, OLD = (valid_id(f"32040219{year}0101123") for year in (70, 71, 72))
ANSWERS = {
    "who": "lawyer", "lawyer_name": "李一一", "lawyer_id": valid_id(LI_ID[:17]), "lawyer_phone": "13800000001",
    "licence_no": "13204201010123456", "firm_name": "江苏花园（合成）律师事务所", "firm_code": FIRM, "stage": "filed",
    "docket": "（2026）苏0402民初123号", "cause": "民间借贷纠纷", "client": "周大爷", "wants": "household",
    "persons": f"张三 {ZHANG}", "station_place": XINHUA_PLACE, "purpose_only": True, "signature": "李一一",
}  # fmt: skip
CHECKED = {"papers_checked": True}


def person(name, number, **more):
    return number, {"name": name, "id_no": number, "sex": "男", "household_address": "常州市天宁区一号",
                    "photo": "…", "former_names": ["张二"], "family": ["张小三"]} | more  # fmt: skip


@pytest.fixture
def city(db) -> City:
    built = small_city()
    staff(built, "ma", "clerk", "tianning")
    registers.load("population", [person("张三", ZHANG), person("李四", LI), person("张三", OLD)], now=MONDAY)
    registers.load(
        "population_index",
        [("李四|1971|320402", {"numbers": [LI]}), ("张三|1970|320402", {"numbers": [ZHANG, OLD]})],
        now=MONDAY,
    )
    return built


def asked(city, *persons, **more):
    answers = ANSWERS | more | ({"persons": "\n".join(persons)} if persons else {})
    return filed(city, "li", "lawyers.inquiry", answers)


def answered(city, *persons, **more) -> int:
    case = asked(city, *persons, **more)
    assert take(city, "ma", "answer", case, **CHECKED).state == "answered"
    return case


def rows(case, now=MONDAY):
    return queries.told(case, now=now).get("rows", [])


def test_one_person_static_fields_sealed_and_the_case_keeps_only_counts(city):
    case = answered(city)
    (told,) = rows(case)
    assert told["name"] == "张三" and told["household_address"] == "常州市天宁区一号"
    assert set(told) <= set(rules.STATIC)
    with connection.cursor() as cursor:
        cursor.execute("select facts::text from cases_case where id = %s", [case])
        kept = cursor.fetchone()[0]
    assert "天宁区一号" not in kept and ZHANG not in kept and "仅用于本案" in kept
    row = Result.objects.get(case_id=case)
    assert "天宁区".encode() not in bytes(row.body) and ZHANG not in str(row.__dict__)


@pytest.mark.parametrize(
    "line",
    [
        f"王五 {ZHANG}",  # another name
        f"张三 {valid_id('32040219990101123')}",  # nobody
        "张三 1970 320402",  # two of them
        "王五 1980 320402",  # none
    ],
)
def test_not_exactly_one_person_is_nobody_and_always_in_the_same_words(city, line):
    case = asked(city, line)
    with pytest.raises(NotMet) as refused:
        take(city, "ma", "answer", case, **CHECKED)
    assert refused.value.sentence.startswith("一个人也不能唯一确定")
    assert take(city, "ma", "answer_nothing", case).state == "not_answered"
    assert not Result.objects.exists()


def test_in_a_list_each_line_stands_for_itself(city):
    case = answered(city, f"张三 {ZHANG}", f"王五 {LI}", "李四 1971 320402")
    first, second, third = rows(case)
    assert (first["id_no"], third["id_no"]) == (ZHANG, LI)
    assert second == {"name": "王五", "note": rules.NOT_UNIQUE}


def test_a_no_needs_that_nobody_is_unique(city):
    with pytest.raises(NotMet):
        take(city, "ma", "answer_nothing", asked(city))


def test_the_answer_is_gone_after_a_week_and_who_asked_about_whom_is_not(city):
    case = answered(city)
    week = MONDAY + timedelta(days=7)
    assert rows(case, week - timedelta(seconds=1)) and not rows(case, week)
    assert actions.erase_expired(now=week - timedelta(seconds=1)) == 0
    assert actions.erase_expired(now=week) == 1
    row = Result.objects.get(case_id=case)
    assert row.body is None and row.persons == [queries.person_hash(ZHANG)] and row.digest


def test_erased_when_it_was_taken(city):
    case = answered(city)
    actions.erase(case, now=MONDAY)
    assert rows(case) == []


def test_the_paper_gets_its_rows_its_words_and_its_watermark(city):
    case = answered(city)

    paper = papers_of(case)["result"]
    assert paper["title"] == rules.TITLES["household"] and "李一一" in paper["watermark"]
    assert ["姓名", "张三"] in paper["blocks"][0] and ANSWERS["docket"] in paper["paras"][0]


def test_the_papers_are_checked_first(city):
    with pytest.raises(BadAnswers):
        take(city, "ma", "answer", asked(city))


def test_nobody_asks_in_another_lawyers_name(city):
    with pytest.raises(NotYourself):
        asked(city, lawyer_id=ZHANG)


def test_ten_persons_may_wait_three_days_and_one_may_not(city):
    ten = [f"人{n} 19{60 + n} 320402" for n in range(10)]
    case = asked(city, *ten)
    assert take(city, "ma", "accept", case).state == "accepted"
    with pytest.raises(NotMet):
        take(city, "ma", "accept", asked(city))


def test_more_than_usual_in_a_day_is_looked_at_by_a_reviewer(city):
    for _ in range(3):
        answered(city, f"张三 {ZHANG}", *[f"人{n} 19{60 + n} 320402" for n in range(9)])
    case = asked(city)
    with pytest.raises(NotMet) as refused:
        take(city, "ma", "answer", case, **CHECKED)
    assert "同意超量" in refused.value.sentence
    take(city, "chen", "approve_amount", case, reason="同一集团案件，已核对委托材料")
    assert take(city, "ma", "answer", case, **CHECKED).state == "answered"
    assert queries.asked_today(ANSWERS["licence_no"], MONDAY.date()) == 31


def test_the_residence_permit_is_told_from_its_own_register(city):
    entry = {"name": "张三", "permit_number": "JZ1", "address": "二号", "valid_until": "2027-01-01", "phone": "1"}
    registers.load("residence_registration", [(ZHANG, entry)], now=MONDAY)
    (told,) = rows(answered(city, wants="residence"))
    assert told == {
        "name": "张三",
        "id_no": ZHANG,
        "permit_number": "JZ1",
        "address": "二号",
        "valid_until": "2027-01-01",
    }


def test_while_the_register_is_down_nothing_is_told(city):
    case = asked(city)
    registers.take_down("population", now=MONDAY)
    with pytest.raises(Unavailable):
        take(city, "ma", "answer", case, **CHECKED)
    assert not Result.objects.exists()
