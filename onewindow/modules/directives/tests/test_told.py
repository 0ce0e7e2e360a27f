"""Who is told of a task that was sent: its officer, or the station where there is none."""

from __future__ import annotations

import pytest

from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.notices.telling import tell
from onewindow.kernel.store.statements import rows
from onewindow.modules.directives.tests.life import Life

pytestmark = pytest.mark.django_db
LINES = (
    "select id, event, at, about, subject_id, version, kind, act, from_state, to_state, actor_id, unit_path "
    "from journal_line where about = 'case' and subject_id = any(%s) order by id"
)


def told(life: Life) -> list[tuple[int | None, str]]:
    """The messages about the tasks of this directive, in the order of their communities."""
    for line in rows(LINES, ([one["id"] for one in life.children],)):
        facts = {name: line[name] for name in line if name != "id"}
        tell(Told(id=str(line["id"]), line_id=line["id"], facts={}, now=life.now, **facts))
    found = rows("select account_id, unit_path from ow_notices_message where words like '%%签收%%' order by case_id")
    return [(one["account_id"], one["unit_path"]) for one in found]


def test_each_task_tells_its_officer_or_where_there_is_none_its_station(town):
    wu, gong = town.accounts["wu"].id, town.accounts["gong"].id
    assert told(Life(town).sent()) == [(wu, ""), (None, town.units["hongmei"].path), (gong, "")]


def test_a_secret_task_tells_nobody_but_its_officer(town):
    life = Life(town, secret=True, which="station", codes="320402005000").sent()
    assert told(life) == [(town.accounts["gong"].id, "")]
