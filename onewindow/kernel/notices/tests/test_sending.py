"""Every message comes to an end, by day, and the next channel has its turn where one fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from onewindow.kernel.notices import channels
from onewindow.kernel.notices.channels import remaining, subscribe, wechat_kept
from onewindow.kernel.notices.models import Message, Subscription
from onewindow.kernel.notices.policy import POLICY, may_ring_at
from onewindow.kernel.notices.sending import BACK_OFF, MOST_TRIES, send_waiting
from onewindow.kernel.notices.tests.conftest import told
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.parameters.queries import forget
from onewindow.kernel.people import sms
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")
LATE = MONDAY.replace(hour=22, minute=30)


class Deaf:
    """A gateway that takes nothing."""

    def send(self, *args, **more):
        raise sms.NotSent()


class Wechat:
    """WeChat, answering as the test wants."""

    answers: list[int | Exception] = []

    def send(self, openid, template, data, *, now):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def answering(settings) -> type[Wechat]:
    settings.WECHAT_GATEWAY = f"{__name__}.Wechat"
    return Wechat


@pytest.fixture(autouse=True)
def fresh_parameters():
    forget()
    yield
    forget()


def outer() -> list[tuple[str, str]]:
    return list(Message.objects.exclude(channel="inbox").order_by("id").values_list("channel", "state"))


def submitted(city: City, now=MONDAY) -> Story:
    story = Story(city, now=now).submitted()
    told()
    return story


def test_a_message_is_delivered_by_the_stand_in_and_shown_on_its_page(city: City) -> None:
    story = submitted(city)
    assert send_waiting(now=story.now) == 1 and outer() == [("sms", "delivered")]
    kept = sms.kept()[0]
    assert kept["phone"] == "13800000001" and kept["purpose"] == "notice" and "我们收到了" in kept["words"]
    assert send_waiting(now=story.now + timedelta(hours=1)) == 0


def test_at_night_no_phone_rings_and_in_the_morning_it_does(city: City) -> None:
    story = submitted(city, LATE)
    assert Message.objects.get(channel="inbox").state == "delivered"
    assert send_waiting(now=story.now) == 0
    morning = (LATE + timedelta(days=1)).replace(hour=8, minute=0)
    assert Message.objects.get(channel="sms").next_at == morning
    assert send_waiting(now=morning) == 1


def test_what_the_city_calls_urgent_rings_at_night(city: City) -> None:
    Value.objects.create(
        case_type=POLICY.code,
        code="urgent_steps",
        value="testing.permit.submit",
        since=MONDAY.date(),
        set_by="管理员",
        ground="测试",
        at=MONDAY,
    )
    story = submitted(city, LATE)
    assert send_waiting(now=story.now) == 1


def test_the_city_may_set_its_own_quiet_hours(city: City) -> None:
    for code, hour in (("quiet_from", 20), ("quiet_until", 7)):
        Value.objects.create(
            case_type=POLICY.code, code=code, value=hour, since=MONDAY.date(), set_by="管理员", ground="测试", at=MONDAY
        )
    evening = MONDAY.replace(hour=20, minute=30)
    assert may_ring_at(evening, urgent=False) == (evening + timedelta(days=1)).replace(hour=7, minute=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "minute", "rings"),
    [(7, 59, False), (8, 0, True), (21, 59, True), (22, 0, False), (0, 0, False), (23, 59, False)],
)
def test_quiet_is_from_ten_to_eight(hour: int, minute: int, rings: bool) -> None:
    at = MONDAY.replace(hour=hour, minute=minute)
    assert (may_ring_at(at, urgent=False) == at) is rings
    assert may_ring_at(at, urgent=False).hour in (8, hour) and may_ring_at(at, urgent=True) == at


def test_a_deaf_gateway_is_tried_five_times_and_then_given_up(city: City, settings) -> None:
    settings.SMS_GATEWAY = f"{__name__}.Deaf"
    story = submitted(city)
    now, ended = story.now, 0
    for wait in (*BACK_OFF, timedelta(0)):
        ended += send_waiting(now=now)
        now += wait
    message = Message.objects.get(channel="sms")
    assert (ended, message.state, message.attempts) == (1, "given_up", MOST_TRIES)
    assert message.terminal_at and "暂时发不出去" in message.answer


def test_a_crash_while_sending_is_followed_after_the_lease(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    story = submitted(city)
    with monkeypatch.context() as broken:
        broken.setitem(channels.CHANNELS, "sms", None)
        with pytest.raises(AttributeError):
            send_waiting(now=story.now)
    assert send_waiting(now=story.now + timedelta(minutes=1)) == 0
    assert send_waiting(now=story.now + timedelta(minutes=6)) == 1


def test_wechat_comes_first_while_the_person_has_messages_left(city: City) -> None:
    li = city.actor("li").person_id
    subscribe(person_id=li, template="progress", openid="o-1", now=MONDAY)
    story = submitted(city)
    assert send_waiting(now=story.now) == 1 and outer() == [("wechat", "delivered")]
    assert remaining(li) == {"progress": 0, "correction": 0, "result": 0}
    sent = wechat_kept()[0]
    assert sent["openid"] == "o-1" and '"phrase3": "待受理"' in sent["data"]
    story.then("wang", "accept")
    told()
    assert outer()[-1] == ("sms", "waiting")


def test_a_lasting_subscription_is_not_used_up(city: City) -> None:
    li = city.actor("li").person_id
    subscribe(person_id=li, template="progress", openid="o-1", now=MONDAY, lasting=True)
    story = submitted(city)
    send_waiting(now=story.now)
    assert remaining(li)["progress"] == -1


@pytest.mark.parametrize("error", [43101, 20004])
def test_where_wechat_refuses_the_phone_has_its_turn(city: City, answering, error: int) -> None:
    li = city.actor("li").person_id
    subscribe(person_id=li, template="progress", openid="o-1", now=MONDAY)
    answering.answers = [error]
    story = submitted(city)
    send_waiting(now=story.now)
    assert outer() == [("wechat", "refused"), ("sms", "waiting")]
    send_waiting(now=story.now)
    assert outer() == [("wechat", "refused"), ("sms", "delivered")] and Subscription.objects.get().remaining == 0


def test_where_wechat_cannot_be_reached_nothing_is_used_up(city: City, answering) -> None:
    li = city.actor("li").person_id
    subscribe(person_id=li, template="progress", openid="o-1", now=MONDAY)
    answering.answers = [OSError("no route"), -1, 0]
    story = submitted(city)
    for later in (timedelta(0), timedelta(minutes=1), timedelta(minutes=10)):
        send_waiting(now=story.now + later)
    assert outer() == [("wechat", "delivered")] and remaining(li)["progress"] == 0


def test_a_subscription_spent_in_between_sends_the_phone(city: City) -> None:
    li = city.actor("li").person_id
    subscribe(person_id=li, template="progress", openid="o-1", now=MONDAY)
    story = submitted(city)
    Subscription.objects.update(remaining=0)
    send_waiting(now=story.now)
    assert outer() == [("wechat", "refused"), ("sms", "waiting")]


def test_a_template_that_wechat_does_not_know_is_a_bug() -> None:
    with pytest.raises(ValueError):
        subscribe(person_id=1, template="advert", openid="o", now=MONDAY)


def test_without_a_phone_it_is_refused_and_that_is_an_end(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "phone_of", lambda letter: "")
    story = submitted(city)
    send_waiting(now=story.now)
    assert outer() == [("sms", "refused")]


def test_the_database_knows_no_message_that_neither_waits_nor_ended(city: City) -> None:
    submitted(city)
    for wrong in ({"state": "delivered"}, {"state": "lost"}, {"next_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(channel="sms").update(**wrong)
