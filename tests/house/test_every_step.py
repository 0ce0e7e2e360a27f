"""Every step of every matter: refused to who was not granted it, and one line in the journal to who was."""

from __future__ import annotations

import pytest
from django.db import connection

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.gate import NotFound, NotYours
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.kernel.testing.matter import TEST_MATTER
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.django_db
ENTRIES = list(shelf().current.values())
every_matter = pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.code)
# One member of staff a role, each within reach of the case as far as the role reaches.
HANDS = {"clerk": "wang", "reviewer": "chen", "chief": "sun", "supervisor": "xu", "administrator": "admin",
         "community": "wu"}  # fmt: skip


def standing(city: City, entry, state: str) -> int:
    """A case of this matter put into this state at the station of the first community."""
    row = drafts.open_draft(TEST_MATTER.code, actor=city.actor("li"), now=MONDAY, answers={"home": XINHUA_PLACE})
    unit = city.units["hongmei"]
    with connection.cursor() as cursor:
        cursor.execute(
            "update cases_case set case_type = %s, edition = %s, state = %s, waits_on = 'us', unit_id = %s,"
            " unit_path = %s, place = %s, submitted_at = %s, moments = '[]' where id = %s",
            [entry.code, entry.edition, state, unit.id, unit.path, XINHUA_PLACE, MONDAY, row.id],
        )
    return row.id


def lines() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_line where about = 'case'")
        return cursor.fetchone()[0]


@every_matter
def test_each_step_is_refused_to_each_role_that_was_not_granted_it(city: City, matter: str, entry):
    staff(city, "wu", "community", "hongmei")
    for step in entry.steps:
        granted = {role.code for role in step.by}
        case = standing(city, entry, step.arrow.sources[0].code)
        before = lines()
        for role, name in HANDS.items():
            if role in granted:
                continue
            with pytest.raises((NotYours, NotFound)):
                actions.take(step.code, case_id=case, actor=city.actor(name), now=MONDAY, case_type=entry.code)
        if "applicant" not in granted:
            with pytest.raises((NotYours, NotFound)):
                actions.take(step.code, case_id=case, actor=city.actor("li"), now=MONDAY, case_type=entry.code)
        assert lines() == before, f"{step.code} was refused and left a line"


@every_matter
def test_the_window_next_door_finds_nothing(city: City, matter: str, entry):
    case = standing(city, entry, entry.states[1].code)
    for step in entry.steps:
        with pytest.raises(NotFound):
            actions.take(step.code, case_id=case, actor=city.actor("zhao"), now=MONDAY, case_type=entry.code)


@every_matter
def test_an_act_of_the_kernel_writes_one_line(city: City, matter: str, entry):
    live = next(state for state in entry.states[1:] if not state.ends)
    worker = "sun" if entry.worked_by else "wang"  # a matter that names who works on it is no clerk's
    case = standing(city, entry, live.code)
    for step, given in (("claim", {}), ("note", {"note": "看过了"})):
        before = lines()
        actions.take(step, case_id=case, actor=city.actor(worker), now=MONDAY, given=given, case_type=entry.code)
        assert lines() == before + 1


def test_each_step_of_a_story_writes_one_line(city: City, matter: str):
    before = lines()
    story = Story(city)
    assert lines() == before + 1
    for at, (name, step) in enumerate((("li", "submit"), ("wang", "accept"), ("chen", "issue")), 2):
        story.then(name, step)
        assert lines() == before + at
