"""A certificate is had in a minute, and a sealed record shows nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from onewindow.kernel.cases import queries as cases
from onewindow.kernel.cases.gate import NotMet
from onewindow.kernel.cases.oneself import NotProved, NotYourself
from onewindow.kernel.ground.codes.credit_code import check_digit, organisation_check_digit
from onewindow.kernel.people.models import Person
from onewindow.kernel.registers import actions as registers
from onewindow.kernel.registers.protocol import Unavailable
from onewindow.kernel.testing.city import LI_ID, MONDAY, SHANGHAI, XINHUA_PLACE, valid_id
from onewindow.kernel.testing.filing import filed, take
from onewindow.kernel.testing.papers import papers_of
from onewindow.modules.records import queries
from onewindow.modules.records.actions import erase_served
from onewindow.modules.records.effects import A_RECORD, NO_RECORD, NotForAUnit, letter
from onewindow.modules.records.models import Finding

pytestmark = pytest.mark.django_db
NUMBER = valid_id(LI_ID[:17])  # born 1990-01-01
OTHER = valid_id("32040219900203123")
PERSON = {
    "who": "person", "station_place": XINHUA_PLACE, "subject_name": "李一一", "subject_id": NUMBER,
    "subject_phone": "13800000001", "purpose": "job",
}  # fmt: skip
UNIT = PERSON | {
    "who": "employer", "handler_name": "钱老师", "subject_id": OTHER, "subject_name": "王小二",
    "unit_name": "花园幼儿园",
    "unit_code": "91320402MA1FL8TQ3X", "post": "教师", "clause": "minors",
}  # fmt: skip
ADULT = {"final": True, "offence_on": "2015-05-01", "months": 12, "charge": "盗窃罪", "court": "某法院"}
MINOR = ADULT | {"offence_on": "2006-05-01"}


@pytest.fixture(autouse=True)
def _code(monkeypatch):
    """A credit code with its check digit, so that the form takes it."""
    body = "91320402" + "MA1FL8TQ"
    seventeen = body + organisation_check_digit("MA1FL8TQ")
    monkeypatch.setitem(UNIT, "unit_code", seventeen + check_digit(seventeen))


def holds(number, *convictions, **more):
    registers.load(
        "criminal_records", [(number, {"name": "李一一", "convictions": list(convictions)} | more)], now=MONDAY
    )


def everything_stored(case_id: int) -> str:
    """Every column of the case and of its lines, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select row_to_json(c)::text from cases_case c where id = %s) || "
            "(select json_agg(row_to_json(l))::text from journal_line l where about = 'case' and subject_id = %s)",
            [case_id, case_id],
        )
        return cursor.fetchone()[0]


def test_on_the_spot_when_nothing_is_held(city):
    case = filed(city, "li", "records.certificate", PERSON)
    assert take(city, "wang", "certify", case).state == "certified"
    row = cases.case(case, actor=city.actor("li"), now=MONDAY)
    assert row.facts["as_of"] == "2026-03-02"


def test_a_sealed_record_gives_the_same_certificate_and_leaves_no_trace(city):
    holds(NUMBER, MINOR)
    case = filed(city, "li", "records.certificate", PERSON)
    assert take(city, "wang", "certify", case).state == "certified"
    assert NUMBER in papers_of(case)["certificate"]["paras"][0]
    stored = everything_stored(case)
    assert not any(word in stored for word in ("盗窃", "某法院", "convictions", "sealed_record", "2006-05-01"))


def test_a_record_cannot_be_certified_and_the_desk_reads_no_charge(city):
    holds(NUMBER, ADULT)
    case = filed(city, "li", "records.certificate", PERSON)
    with pytest.raises(NotMet) as refused:
        take(city, "wang", "certify", case)
    assert "不予出具" in refused.value.sentence and "盗窃" not in str(refused.value.facts)
    take(city, "wang", "accept", case)
    assert take(city, "chen", "not_certify", case).state == "not_certified"
    assert "盗窃" not in everything_stored(case)


def test_no_refusal_without_a_record(city):
    case = filed(city, "li", "records.certificate", PERSON)
    take(city, "wang", "accept", case)
    with pytest.raises(NotMet):
        take(city, "chen", "not_certify", case)


def test_the_old_number_of_the_same_person_is_asked_too(city):
    holds(NUMBER[:6] + NUMBER[8:17], ADULT)
    case = filed(city, "li", "records.certificate", PERSON)
    with pytest.raises(NotMet):
        take(city, "wang", "certify", case)


def test_nobody_asks_about_somebody_else_online(city):
    with pytest.raises(NotYourself):
        filed(city, "li", "records.certificate", PERSON | {"subject_id": OTHER})
    with pytest.raises(NotForAUnit):
        filed(city, "li", "records.certificate", UNIT)


def test_who_only_claims_to_be_a_person_comes_once_to_the_window(city):
    Person.objects.filter(id=city.actor("li").person_id).update(proof="claimed")
    with pytest.raises(NotProved):
        filed(city, "li", "records.certificate", PERSON)


def test_a_unit_without_a_clause_is_not_accepted(city):
    case = filed(city, "wang", "records.certificate", UNIT | {"clause": "none"})
    for who, step in (("wang", "accept"), ("wang", "inform")):
        with pytest.raises(NotMet) as refused:
            take(city, who, step, case)
        assert "从业禁止" in refused.value.sentence
    assert take(city, "wang", "decline", case, reason="没有法律、行政法规的从业禁止条文").state == "declined"


@pytest.mark.parametrize(("conviction", "told"), [(ADULT, A_RECORD), (MINOR, NO_RECORD), (None, NO_RECORD)])
def test_a_unit_gets_a_letter_that_says_whether_and_never_which(city, conviction, told):
    if conviction:
        registers.load("criminal_records", [(OTHER, {"name": "王小二", "convictions": [conviction]})], now=MONDAY)
    case = filed(city, "wang", "records.certificate", UNIT)
    assert take(city, "wang", "inform", case).state == "informed"

    class Case:
        id, answers, facts = case, UNIT, {"clause": "《未成年人保护法》第六十二条"}

    said = letter(Case(), now=MONDAY)
    assert said["finding"].startswith(told) and "花园幼儿园" in said["words"][0]
    assert "盗窃" not in str(said)
    paper = papers_of(case)["letter"]
    assert paper["addressed"] == "钱老师" and told in str(paper["paras"])
    stored = everything_stored(case)
    assert A_RECORD not in stored and "recorded" not in stored and "盗窃" not in stored


def test_what_has_served_is_erased(city):
    case = filed(city, "wang", "records.certificate", UNIT)
    take(city, "wang", "inform", case)
    assert erase_served(now=MONDAY + timedelta(days=29)) == 0
    assert erase_served(now=MONDAY + timedelta(days=30)) == 1


def test_a_persons_paper_is_not_a_units(city):
    unit = filed(city, "wang", "records.certificate", UNIT)
    with pytest.raises(NotMet):
        take(city, "wang", "certify", unit)
    person = filed(city, "li", "records.certificate", PERSON)
    with pytest.raises(NotMet):
        take(city, "wang", "inform", person)


def due(city, case, now):
    return cases.case(case, actor=city.actor("chen", now), now=now).dues["finish"]


def test_a_check_approved_by_a_leader_stops_the_clock_and_its_finding_decides(city):
    holds(NUMBER, ADULT, conflict=True)
    case = filed(city, "li", "records.certificate", PERSON)
    take(city, "wang", "accept", case)
    with pytest.raises(NotMet):
        take(city, "wang", "certify", case)
    later = MONDAY + timedelta(days=1)
    take(city, "he", "check", case, later, check_for="conflict", reason="与2024年的结果不一致")
    assert due(city, case, later)["stopped"]
    back = datetime(2026, 3, 12, 9, 0, tzinfo=SHANGHAI)
    take(city, "chen", "checked", case, back, found="clear", basis="调取原卷，系同名者录入错误")
    assert due(city, case, back)["legal"] > back.isoformat()
    assert "调取原卷" not in everything_stored(case)
    assert bytes(Finding.objects.get().body).find(b"clear") < 0
    assert take(city, "wang", "certify", case, back).state == "certified"


def test_a_finding_serves_a_month_and_no_clear_answer_is_changed_by_it(city):
    holds(NUMBER, ADULT, conflict=True)
    case = filed(city, "li", "records.certificate", PERSON)
    take(city, "wang", "accept", case)
    take(city, "he", "check", case, check_for="conflict", reason="平台信息需要核实")
    take(city, "chen", "checked", case, found="clear", basis="核实无生效裁判，录入有误")
    answers = PERSON | {}
    assert queries.verdict(answers, now=MONDAY) == "clear"
    assert queries.verdict(answers, now=MONDAY + timedelta(days=31)) == "unclear"
    holds(NUMBER, ADULT)
    assert queries.verdict(answers, now=MONDAY) == "recorded"


def test_a_clear_platform_is_not_sent_to_be_checked(city):
    case = filed(city, "li", "records.certificate", PERSON)
    take(city, "wang", "accept", case)
    with pytest.raises(NotMet):
        take(city, "he", "check", case, check_for="other", reason="没有理由的核实")


def test_while_the_platform_is_down_nothing_is_certified(city):
    case = filed(city, "li", "records.certificate", PERSON)
    registers.take_down("criminal_records", now=MONDAY)
    with pytest.raises(Unavailable):
        take(city, "wang", "certify", case)
    registers.bring_up("criminal_records")
    assert take(city, "wang", "certify", case).state == "certified"


def test_a_recheck_is_answered_in_writing_by_another_hand(city):
    answers = {
        "subject_name": "李一一", "subject_id": NUMBER, "subject_phone": "13800000001", "station_place": XINHUA_PLACE,
        "original": "3204002026030210000012K", "objection": "我从来没有被判过刑",
    }  # fmt: skip
    case = filed(city, "li", "records.recheck", answers)
    take(city, "wang", "accept", case)
    done = take(city, "chen", "answer", case, outcome="changed", opinion="经核实系同名者，原结果应当改变。")
    assert done.state == "answered" and "同名者" not in everything_stored(case)
