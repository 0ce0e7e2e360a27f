"""The call: another hand, one asker at a time, a bad answer opens the case again, a retry does nothing new."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onewindow.kernel.cases import blind
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line, Reading
from onewindow.kernel.people.models import Grant
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.revisits import asking, queries, reach, taking
from onewindow.modules.revisits.models import Revisit, Try
from onewindow.modules.revisits.tests.conftest import DUE, Found

pytestmark = pytest.mark.django_db
YES = {"solved": "yes", "polite": "yes"}
NO = {"solved": "no", "polite": "yes"}


def take(finding: Found, name: str = "song", now: datetime = DUE) -> Revisit:
    return taking.take(finding.turns()[0].pk, actor=finding.city.actor(name, now), now=now)


def answer(finding: Found, answers: dict[str, str], *, said: str = "", satisfied: str = "1", name: str = "song",
           key: str = "k1", now: datetime = DUE) -> Revisit:  # fmt: skip
    actor = finding.city.actor(name, now)
    return asking.answered(
        finding.turns()[0].pk, answers=answers, satisfied=satisfied, said=said, actor=actor, now=now, key=key
    )  # fmt: skip


def ring(finding: Found, now: datetime, key: str, name: str = "song") -> Revisit:
    actor = finding.city.actor(name, now)
    return asking.no_answer(finding.turns()[0].pk, how="no_answer", actor=actor, now=now, key=key)


def acts(about: str, subject: int) -> list[str]:
    return list(Line.objects.filter(about=about, subject_id=subject).order_by("version").values_list("act", flat=True))


def test_a_good_answer_is_kept_sealed_and_the_case_stays_closed(finding: Found) -> None:
    take(finding)
    one = answer(finding, YES, said="很快就拆了", satisfied="2")
    assert (one.state, one.satisfied, one.failed, one.reopened, one.taken_by) == ("reached", 2, False, False, None)
    assert "很快就拆了".encode() not in bytes(one.words) and asking.words_of(one) == "很快就拆了"
    assert finding.state == "closed" and acts("revisit", one.pk) == ["take", "answered"]


def test_a_no_opens_the_case_again_with_the_person_s_words_and_by_the_system(finding: Found) -> None:
    take(finding)
    before = acts("case", finding.id)
    one = answer(finding, NO, said="第二天又接上了", satisfied="5")
    assert one.failed and one.reopened and finding.state == "signed"
    assert acts("case", finding.id) == [*before, "reopen"]
    line = Line.objects.filter(about="case", subject_id=finding.id).latest("version")
    assert line.actor_id == 0 and line.facts["reason"] == "回访时本人说：第二天又接上了" and line.from_state == "closed"
    told = Line.objects.filter(about="revisit", subject_id=one.pk).latest("version")
    assert told.facts["failed"] is True and told.facts["reopened"] is True and "第二天" not in str(told.facts)
    finding.told()
    assert [turn.state for turn in finding.turns()] == ["reached", "dropped"]


def test_when_opening_fails_nothing_of_the_answer_is_kept(finding: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    take(finding)
    monkeypatch.setattr(asking.actions, "take", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        answer(finding, NO, said="没有修好")
    assert finding.turns()[0].state == "open" and acts("revisit", finding.turns()[0].pk) == ["take"]


def test_a_case_that_is_open_again_already_is_not_opened_twice(finding: Found) -> None:
    take(finding)
    finding.then("system", "reopen", {"reason": "群众又来反映了"})
    one = answer(finding, NO, said="没有修好")
    assert one.failed and not one.reopened and acts("case", finding.id).count("reopen") == 1
    assert rows(
        "select 1 as told from ow_notices_message where case_id = %s and title = '回访说没有办好'", (finding.id,)
    )


def test_a_retry_with_the_same_key_does_nothing_new(finding: Found) -> None:
    take(finding)
    first = answer(finding, NO, said="没有修好")
    again = answer(finding, NO, said="没有修好")
    assert again.pk == first.pk and acts("case", finding.id).count("reopen") == 1
    assert acts("revisit", first.pk).count("answered") == 1
    with pytest.raises(taking.Over):
        answer(finding, YES, key="k2")


def test_every_question_is_answered_and_a_no_needs_the_words(finding: Found) -> None:
    take(finding)
    with pytest.raises(BadAnswers) as wrong:
        answer(finding, {"solved": "no"}, satisfied="9")
    assert set(wrong.value.errors) == {"polite", "satisfied", "said"}
    with pytest.raises(BadAnswers):
        answer(finding, YES, satisfied="")
    assert answer(finding, YES, satisfied="none").satisfied is None


def test_whoever_had_any_hand_in_it_is_not_offered_it(finding: Found) -> None:
    city = finding.city
    Grant.objects.create(
        account=city.accounts["wu"], role="revisitor", unit=city.units["tianning"], since=MONDAY.date(), reason="测试"
    )
    with pytest.raises(blind.YourOwn):
        take(finding, "wu")
    [waiting] = queries.desk(actor=city.actor("wu", DUE), now=DUE).now
    assert waiting.why == "own"
    [other] = queries.desk(actor=city.actor("song", DUE), now=DUE).now
    assert other.why == ""


def test_one_asker_at_a_time_and_after_half_an_hour_another(finding: Found) -> None:
    take(finding)
    with pytest.raises(taking.Taken) as refused:
        take(finding, "ming", DUE + timedelta(minutes=29))
    assert refused.value.facts["who"] == "song"
    [waiting] = queries.desk(actor=finding.city.actor("ming", DUE), now=DUE).now
    assert waiting.why == "taken"
    take(finding, "ming", DUE + timedelta(minutes=31))
    with pytest.raises(taking.Taken):
        answer(finding, YES, now=DUE + timedelta(minutes=32))


def test_put_back_it_is_free_at_once_and_only_by_who_holds_it(finding: Found) -> None:
    one = take(finding)
    taking.put_back(one.pk, actor=finding.city.actor("ming", DUE), now=DUE)
    with pytest.raises(taking.Taken):
        take(finding, "ming")
    taking.put_back(one.pk, actor=finding.city.actor("song", DUE), now=DUE)
    take(finding, "ming")


def test_before_its_day_and_beyond_reach_it_is_not_there(finding: Found) -> None:
    with pytest.raises(taking.NotYet):
        take(finding, now=MONDAY + timedelta(days=6))
    assert queries.desk(actor=finding.city.actor("song"), now=MONDAY).ahead == 1
    with pytest.raises(taking.NoSuchRevisit):
        take(finding, "ge")
    for name in ("wang", "sun", "xu"):
        with pytest.raises(reach.NotForYou):
            take(finding, name)


def test_three_calls_on_two_days_that_nobody_takes_end_it(finding: Found) -> None:
    ring(finding, DUE, "a")
    with pytest.raises(taking.NotYet):
        ring(finding, DUE + timedelta(hours=1), "b")
    ring(finding, DUE + timedelta(hours=4), "b")
    assert queries.desk(actor=finding.city.actor("song", DUE), now=DUE + timedelta(hours=5)).later == 1
    with pytest.raises(taking.NotYet):
        ring(finding, DUE + timedelta(hours=9), "c")
    one = ring(finding, DUE + timedelta(days=1), "c")
    assert one.state == "not_reached" and Try.objects.count() == 3
    assert finding.state == "closed" and not one.failed


def test_a_call_told_twice_with_one_key_counts_once(finding: Found) -> None:
    ring(finding, DUE, "a")
    ring(finding, DUE, "a")
    assert Try.objects.count() == 1


def test_who_does_not_want_to_answer_is_not_asked_again(finding: Found) -> None:
    actor = finding.city.actor("song", DUE)
    one = asking.would_not_say(finding.turns()[0].pk, actor=actor, now=DUE, key="r")
    assert asking.would_not_say(one.pk, actor=actor, now=DUE, key="r").state == "refused"
    with pytest.raises(taking.Over):
        take(finding)


def test_the_phone_is_noted_only_where_there_is_a_person_to_read_it(finding: Found) -> None:
    take(finding)
    actor = finding.city.actor("song", DUE)
    contact = blind.whom_to_call(finding.id, "tel", actor=actor, now=DUE, purpose="回访：问您办得怎么样")
    assert contact.phone == "13912345678"
    assert not Reading.objects.filter(case_id=finding.id, how="unmask").exists()  # nobody applied
