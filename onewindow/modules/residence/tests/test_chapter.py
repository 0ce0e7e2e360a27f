"""The chapter is sound, can be left, and cites its law."""

from __future__ import annotations

import pytest

from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.modules.residence.definition import MODULE

ENTRIES = pytest.mark.parametrize("entry", MODULE.case_types, ids=lambda one: f"{one.code}-{one.edition}")


def test_the_chapter_has_no_faults():
    shelf = Shelf([MODULE])
    shelf.check()
    assert faults(shelf.complete()) == []


@ENTRIES
def test_every_walk_ends(entry):
    for seed in range(100):
        assert entry.state[walk(entry, seed)[-1]].ends


@ENTRIES
def test_everything_that_binds_cites_its_source(entry):
    rules = {rule for step in entry.steps for rule in step.needs} | set(entry.conditions)
    assert all(rule.law and rule.law.title for rule in rules)
    assert all(deadline.law.title for deadline in entry.deadlines)
    assert all(parameter.law.title for parameter in entry.parameters)
    assert entry.law in entry.bases or entry.law.title in {law.title for law in entry.bases}


@ENTRIES
def test_the_guide_speaks_to_people(entry):
    assert len(entry.summary) >= 15 and entry.result and entry.remedy
    assert entry.also or entry.opened_by == "system" or entry.retired_on
    assert 2 <= len(entry.indicators) <= 4
    assert all(state.plain for state in entry.states if state is not entry.first)


@ENTRIES
def test_a_result_can_be_had_and_a_no_can_be_objected_to(entry):
    papers = [paper for step in entry.steps for paper in step.issues]
    assert any(paper.result for paper in papers)
    assert all(paper.remedy for paper in papers if paper.template == "refusal")
