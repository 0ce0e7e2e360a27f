"""Who asks afterwards sees the outside of a case and a phone, and nothing that was written about it."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases import blind, gate, queries
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.journal import readings
from onewindow.kernel.journal.models import Reading
from onewindow.kernel.people.reach import may_see
from onewindow.kernel.store.statements import execute
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.kernel.testing.loop import LOOPING, TEST_LOOP
from onewindow.kernel.testing.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter")]
WHY = "回访：问您事情办得怎么样"


def call(city: City, story: Story, name: str = "song") -> blind.Contact:
    return blind.whom_to_call(story.id, "applicant", actor=city.actor(name), now=MONDAY, purpose=WHY)


def test_the_phone_is_told_for_a_purpose_that_the_person_reads(city: City) -> None:
    staff(city, "song", "revisitor", "tianning")
    story = Story(city).issued()
    assert call(city, story) == blind.Contact(blind.mask_name(story.row.applicant_name or "李一一"), "13800000001")
    [noted] = Reading.objects.filter(how="unmask", persons=[story.row.person_id])
    assert noted.purpose == WHY and noted.what == ["手机号"] and noted.actor_role == "revisitor"
    [look] = [look for look in readings.of_person(story.row.person_id, MONDAY) if look.what]
    assert look.how == "查看了完整内容：手机号" and look.purpose == WHY and "回访员" in look.who


def test_nobody_without_the_role_or_beyond_reach_is_told(city: City) -> None:
    staff(city, "ge", "revisitor", "xinbei")
    story = Story(city).issued()
    for name in ("ge", "wang", "chen", "xu"):
        with pytest.raises(gate.NotFound):
            call(city, story, name)
    assert not Reading.objects.filter(how="unmask").exists()


def test_whoever_left_so_much_as_a_note_does_not_ask(city: City) -> None:
    staff(city, "song", "revisitor", "tianning")
    story = Story(city).issued()
    assert blind.hands_on([story.id])[story.id] >= {city.accounts["wang"].id, city.accounts["chen"].id}
    execute(
        "update cases_case set hands = hands || jsonb_build_object('claim', %s::bigint) where id = %s",
        (city.accounts["song"].id, story.id),
    )
    with pytest.raises(blind.YourOwn):
        call(city, story)


def test_without_a_phone_there_is_nobody_to_call(city: City) -> None:
    staff(city, "song", "revisitor", "tianning")
    story = Story(city).issued()
    execute("update people_person set phone_sealed = null where id = %s", (story.row.person_id,))
    assert not blind.can_be_called(story.id, "applicant")
    with pytest.raises(blind.NobodyToCall):
        call(city, story)


def test_a_revisitor_opens_no_case_and_no_list_though_a_turn_is_the_revisitor_s(city: City) -> None:
    staff(city, "song", "revisitor", "tianning")
    before = shelf()
    put(Shelf((*before.modules, LOOPING)))
    story = Story(city).issued()
    execute("update cases_case set case_type = %s where id = %s", (TEST_LOOP.code, story.id))
    song = city.actor("song")
    assert not may_see(song, TEST_LOOP)
    assert queries.page(actor=song, now=MONDAY, bucket="all").rows == []
    with pytest.raises(gate.NotFound):
        queries.case(story.id, actor=song, now=MONDAY)
    put(before)
