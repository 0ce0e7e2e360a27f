"""The page: who may see it, what it answers, and that no answer keeps the server long."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.kernel.testing.city import MONDAY, small_city, staff
from onewindow.modules.windows.models import Hall, Sitting, Ticket, Window
from onewindow.modules.windows.simulation import proof, saying
from onewindow.modules.windows.simulation.asking import NUMBERS
from onewindow.modules.windows.simulation.recorded import ENOUGH, days_recorded, visits_of

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/hall/simulation/"
QUESTION = {one.code: str(one.value) for one in NUMBERS}


@pytest.fixture
def city():
    built = small_city()
    staff(built, "ding", "hall_chief", "hongmei")
    return built


def reads(city, name: str, **question):
    client = Client()
    client.force_login(city.accounts[name])
    return client.get(reverse("windows-simulation"), question)


def hall_with_a_day(city, tickets: int = ENOUGH) -> Hall:
    unit = city.units["hongmei"]
    hall = Hall.objects.create(
        unit_id=unit.id, unit_path=unit.path, code="hongmei", name="红梅大厅", prefix="A",
        opens={"1": [["08:30", "17:00"]]},
    )  # fmt: skip
    window = Window.objects.create(hall=hall, number=1)
    for nth in range(tickets):
        at = MONDAY + timedelta(minutes=5 * nth)
        ticket = Ticket.objects.create(
            hall=hall, day=MONDAY.date(), number=f"A{nth:03d}", token=f"t{nth}", lane="ordinary",
            items=["idcard.renew"], source="kiosk", state="done", rank=at, taken_at=at,
        )  # fmt: skip
        Sitting.objects.create(
            ticket=ticket, window=window, account_id=nth + 1, account_name="", called_at=at, started_at=at,
            ended_at=at + timedelta(minutes=7),
        )  # fmt: skip
    return hall


@pytest.mark.parametrize(("name", "status"), [("ding", 200), ("sun", 200), ("xu", 200), ("wang", 404), ("li", 403)])
def test_only_a_hall_chief_a_chief_or_the_supervisor_sees_it(city, name, status):
    assert reads(city, name).status_code == status


def test_the_page_gives_the_answer_its_chart_and_the_charts_table(city):
    html = reads(city, "ding").content.decode()
    for said in saying.answer(proof.kept()):
        assert said.replace("'", "&#x27;") in html
    assert html.count("<polyline") == 5 and 'role="img"' in html
    drawn = re.search(r'<details class="fold">.*?</table>', html, re.DOTALL)
    assert drawn and drawn[0].count("<tr>") == 1 + 7


def test_a_question_is_answered_for_both_arrangements(city):
    html = reads(city, "ding", **QUESTION).content.decode()
    assert "方案乙</th>" in html and html.count("<polyline") == 7
    assert "没有窗口能办的" in html


def test_what_cannot_be_asked_is_named_beside_its_field(city):
    answer = reads(city, "ding", **(QUESTION | {"per_day": "100000", "b_device": "x"}))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="e-per_day"' in html and 'id="e-b_device"' in html and "请填 10 到 500 的整数" in html
    assert "方案乙</th>" not in html


def test_a_hall_without_windows_is_refused_in_words(city):
    none = {code: "0" for code in QUESTION if code.startswith("b_")}
    assert "窗口加起来应当是 1 到 20 个" in reads(city, "ding", **(QUESTION | none)).content.decode()


def test_a_staffing_is_proposed_when_asked_for(city):
    html = reads(city, "ding", **(QUESTION | {"per_day": "60", "staffing": "on"})).content.decode()
    assert "九成等候不超过15分钟的最省排班" in html


def test_a_recorded_day_becomes_visits_and_says_nothing_about_persons(city):
    hall = hall_with_a_day(city)
    assert [(one.code, n) for one, _, n in days_recorded([hall], MONDAY.date())] == [("hongmei", ENOUGH)]
    visits = visits_of(hall, MONDAY.date())
    assert [one.at for one in visits[:3]] == [30, 35, 40]  # the hall opened at half past eight
    assert {one.minutes for one in visits} == {7.0}
    assert set(visits[0].__slots__) == {"id", "at", "lane", "items", "minutes", "draw"}


def test_a_day_with_few_tickets_is_not_offered(city):
    assert days_recorded([hall_with_a_day(city, ENOUGH - 1)], MONDAY.date()) == []


def test_a_day_of_another_hall_cannot_be_asked_for(city):
    hall_with_a_day(city)
    staff(city, "next", "hall_chief", "sanjing")
    html = reads(city, "next", **QUESTION, day=f"hongmei.{MONDAY.date()}").content.decode()
    assert "红梅大厅" not in html and "没有这一天的记录，或者不是您的大厅" in html
    assert 'id="f-day"' in html and "方案乙</th>" not in html


def test_a_recorded_day_is_replayed_and_after_hours_are_left_out(city, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(days=1))
    hall = hall_with_a_day(city)
    asked = QUESTION | {"day": f"{hall.code}.{MONDAY.date()}"}
    assert "开门时间里的20人重抽" in reads(city, "ding", **asked).content.decode()
    Ticket.objects.filter(hall=hall).exclude(number__in=[f"A{nth:03d}" for nth in range(6)]).update(
        taken_at=MONDAY + timedelta(hours=10)
    )
    answer = reads(city, "ding", **asked)
    assert answer.status_code == 422 and "这一天开门时间里办完的不到10人" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{"mix": "none"}, {"lunch": "three"}, {"per_day": ""}, {"b_also": "-1"}])
def test_nothing_that_cannot_be_is_quietly_taken_for_something_else(city, wrong):
    answer = reads(city, "ding", **(QUESTION | wrong))
    assert answer.status_code == 422 and f'id="e-{next(iter(wrong))}"' in answer.content.decode()


def test_an_address_that_mentions_one_number_asks_the_rest_as_the_form_begins(city):
    html = reads(city, "ding", per_day="170").content.decode()
    assert "方案乙</th>" in html and 'name="per_day" value="170"' in html


def test_the_page_names_seed_day_basis_and_the_closed_form(city):
    html, kept = reads(city, "ding").content.decode(), proof.kept()
    assert all(str(kept[code]) in html for code in ("seed", "made_on", "basis", "days"))
    assert "Erlang C" in html and "据转载，待核原件" in html and html.count("5个窗口，忙75%") == 1
