"""What every matter of the handbook yields, whichever room it lives in."""

from __future__ import annotations

import jsonschema
import pytest

from onewindow.kernel.faces import guide
from onewindow.kernel.faces.diagrams import drawing, links, mermaid
from onewindow.kernel.faces.schema import form_schema
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.law import Sure
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.testing.city import MONDAY
from onewindow.site.drawing import guide_pages

ENTRIES = [entry for of in shelf().editions.values() for entry in of.values()]
every_matter = pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: f"{one.code}@{one.edition}")


def test_the_handbook_is_sound():
    assert faults(shelf().complete()) == []


@every_matter
def test_two_hundred_walks_end(entry):
    assert all(entry.state[walk(entry, seed)[-1]].ends for seed in range(200))


@every_matter
def test_the_schema_of_its_answers_is_a_schema(entry):
    jsonschema.Draft202012Validator.check_schema(form_schema(entry))


@every_matter
def test_the_guide_names_the_law_every_limit_and_every_paper(entry):
    page = guide_pages.matter(entry)
    assert entry.law.title in page
    for deadline in entry.deadlines:
        assert deadline.title in page and guide.cited(deadline.law) in page
        assert deadline.law.verified or deadline.law.sure.value in page or deadline.law.sure is Sure.OWN
    assert all(paper.title in page for paper in entry.papers)
    assert all(parameter.code in page for parameter in entry.parameters)


@every_matter
def test_the_page_of_the_hall_can_be_drawn(entry):
    drawn = guide.guide(entry, local_date(MONDAY))
    assert drawn["law"] and drawn["flow"] and drawn["facts"]
    assert len(drawn["limits"]) == len(entry.deadlines)


@every_matter
def test_its_diagram_shows_every_state_and_arrow(entry):
    text = mermaid(entry)
    assert text.startswith("stateDiagram-v2\n")
    assert all(f'"{state.title}" as {state.code}' in text for state in entry.states if not state.retired)
    assert text.count("-->") == len(links(entry)) + 1 + sum(state.ends for state in entry.states if not state.retired)
    assert len(drawing(entry)["boxes"]) == len({state.code for state in entry.states})
