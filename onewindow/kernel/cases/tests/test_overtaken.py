"""Guarded writing: whoever is overtaken between reading and writing looks again, and writes nothing twice."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from onewindow.kernel.cases import actions, effects, gate, locking
from onewindow.kernel.cases.models import Case
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.models import Line
from onewindow.kernel.testing.city import City, small_city
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def acts_of(story: Story) -> list[str]:
    return [line.act for line in Line.objects.filter(about="case", subject_id=story.id).order_by("version")]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Let something happen once, just after the row was read."""

    def arrange(happens: Callable[[], Any]) -> None:
        waiting, find = [happens], locking.find

        def found(*given: Any, **more: Any) -> tuple[CaseRow, bool, int | None]:
            answer = find(*given, **more)
            if waiting:
                waiting.pop()()
            return answer

        monkeypatch.setattr(actions, "find", found)

    return arrange


def test_a_step_that_was_overtaken_sees_what_the_other_did_and_is_refused(city: City, meanwhile: Any) -> None:
    story = Story(city).submitted()
    meanwhile(lambda: story.then("wang", "accept"))
    with pytest.raises(gate.NotNow) as refused:
        story.then("wang", "accept")
    assert "受理" in str(refused.value)
    assert acts_of(story) == ["open", "submit", "accept"]


def test_a_step_overtaken_by_one_that_does_not_hinder_it_goes_through_on_the_second_look(
    city: City, meanwhile: Any
) -> None:
    story = Story(city).submitted()
    meanwhile(lambda: story.then("li", "urge"))
    story.then("wang", "accept")
    assert acts_of(story) == ["open", "submit", "urge", "accept"]
    assert Case.objects.get(id=story.id).version == 4


def test_who_named_a_version_is_told_that_it_changed(city: City, meanwhile: Any) -> None:
    story = Story(city).submitted()
    meanwhile(lambda: story.then("li", "urge"))
    with pytest.raises(gate.Changed):
        story.then("wang", "accept", version=2)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_and_exactly_one_accepts() -> None:
    story = Story(small_city()).submitted()
    actor, start, came = story.city.actor("wang"), Barrier(8), []

    def run() -> None:
        start.wait()
        try:
            actions.take("accept", case_id=story.id, actor=actor, now=story.now)
            came.append("accepted")
        except Refusal as refusal:
            came.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert came.count("accepted") == 1 and len(came) == 8, came
    assert acts_of(story) == ["open", "submit", "accept"]


WRITES = re.compile(r"\.(create|save|update|update_or_create|delete|bulk_\w+)\(|\bexecute\(|open_case\(|\binsert\b")


@pytest.mark.parametrize(
    "effect", sorted(effects.READERS, key=lambda one: one.__module__), ids=lambda one: one.__module__
)
def test_an_effect_that_only_decides_names_no_write(effect: effects.WithStep) -> None:
    assert not WRITES.search(inspect.getsource(effect))
