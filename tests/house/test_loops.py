"""Five domains run the closing loop, and no room's code touches it: what moves a loop stands in the handbook."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from onewindow.kernel.cases import effects
from onewindow.kernel.handbook.loop import closing_loop
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.testing.loop import TEST_LOOP

ROOMS = Path(__file__).parents[2] / "onewindow" / "modules"
DOMAINS = ("hazards.hazard", "disputes.dispute", "feedback.bad_rating", "unsolved.report", "complaints.complaint")
LOOPS = [entry for entry in shelf().current.values() if entry.loop]
INSIDE = frozenset(step.code for step in TEST_LOOP.steps)
ENTRIES = frozenset({"report"})  # what opens a case from outside; a receipt is a fact beside the loop, no turn of it
# A step named only at run time is somebody's command, taken in the own name of who gave it.  One room takes such a
# step by the system: a revisit, because the person said no, and then the one that the entry itself names.
BY_THE_SYSTEM = {
    ("revisits/asking.py", "told.reopens"),
    ("incidents/following.py", "first.code"),  # hands in what a call became: the step that opens it
}
# Who says that two complaints are one dismisses the other, in the own name and through the same gate.
BY_HAND = {("complaints/pairs/deciding.py", "dismiss", "actor")}
each_loop = pytest.mark.parametrize("entry", LOOPS, ids=lambda one: one.code)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOMS.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path.relative_to(ROOMS).as_posix(), ast.parse(path.read_text())


def taken() -> Iterator[tuple[str, ast.expr, str]]:
    """Every call of a room that takes a step of a case: the step it names, and in whose name."""
    for name, tree in sources():
        actions = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "onewindow.kernel.cases"
            for alias in node.names
            if alias.name == "actions"
        }
        bare = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and node.module in ("onewindow.kernel.cases.actions", "onewindow.kernel.cases.bulk")
            for alias in node.names
            if alias.name in ("take", "take_many")
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _takes(node.func, actions, bare):
                actor = next((ast.unparse(one.value) for one in node.keywords if one.arg == "actor"), "")
                yield name, node.args[0], actor


def _takes(called: ast.expr, actions: set[str], bare: set[str]) -> bool:
    if isinstance(called, ast.Name):
        return called.id in bare
    whose = called.value if isinstance(called, ast.Attribute) and called.attr == "take" else None
    return isinstance(whose, ast.Name) and whose.id in actions


def moves() -> list[str]:
    """Where a room takes a turn of a loop by itself."""
    found = []
    for name, step, actor in taken():
        if isinstance(step, ast.Constant):
            if step.value in INSIDE - ENTRIES and (name, step.value, actor) not in BY_HAND:
                found.append(f"{name}:{step.lineno} takes {step.value}")
        elif not actor.endswith("actor") and (name, ast.unparse(step)) not in BY_THE_SYSTEM:
            found.append(f"{name}:{step.lineno} takes whatever {ast.unparse(step)} is, as {actor}")
    return found


def test_no_room_takes_a_turn_of_a_loop_by_itself():
    assert moves() == []
    assert ("revisits/asking.py", "told.reopens") in {(name, ast.unparse(step)) for name, step, _ in taken()}


def test_a_room_that_took_a_turn_would_be_found(monkeypatch):
    code = (
        "from onewindow.kernel.cases import actions\nactions.take('pass', case_id=1)\nactions.take('report', case_id=1)"
    )
    more = "from onewindow.kernel.cases.bulk import take_many as many\nmany(step, [1], actor=SYSTEM_ACTOR)\nmany(step, [1], actor=request.actor)"
    monkeypatch.setitem(globals(), "sources", lambda: [("a.py", ast.parse(code)), ("b.py", ast.parse(more))])
    assert moves() == ["a.py:2 takes pass", "b.py:2 takes whatever step is, as SYSTEM_ACTOR"]


@each_loop
def test_nothing_happens_with_a_turn_but_what_the_handbook_says(entry):
    own = {step for code, step in effects.with_step if code == entry.code}
    assert not own & INSIDE, f"code of a room runs with {sorted(own & INSIDE)}"


@each_loop
def test_no_room_writes_cases_past_the_kernel(entry):
    room = ROOMS / entry.code.split(".")[0]
    for path in room.rglob("*.py"):
        if "tests" in path.parts:
            continue
        words = " ".join(path.read_text().lower().split())
        assert "update cases_case" not in words and "insert into cases_case" not in words, path.name
        assert "kernel.cases.models" not in words and "kernel.cases.writing" not in words, path.name


@each_loop
def test_found_pushed_signed_rectified_and_checked_are_facts_of_their_own(entry):
    for code in ("found", "pushed", "signed", "rectified", "closed"):
        assert code in entry.state, code
    for code in INSIDE & set(entry.step):
        target, known = entry.step[code].arrow.target, TEST_LOOP.step[code].arrow.target
        assert (target and target.code) == (known and known.code), f"{code} leads elsewhere"
    assert INSIDE - set(entry.step) <= INSIDE - {"report", "push", "sign", "rectify", "pass", "send_back", "reopen"}


@each_loop
def test_another_hand_checks_and_every_walk_ends(entry):
    assert "rectify" in entry.step["pass"].another_hand_than
    for code in ("found", "pushed", "signed", "rectified"):
        assert any(code in limit.starts for limit in entry.deadlines), f"{code} has no clock"
    assert all(entry.state[walk(entry, seed)[-1]].ends for seed in range(30))


@each_loop
def test_a_loop_that_is_asked_about_can_be_opened_again_by_the_one_who_asks(entry):
    if entry.revisit:
        assert entry.step[entry.revisit.reopens].arrow.starts_in("closed")


@pytest.mark.parametrize("code", DOMAINS)
def test_the_domain_runs_the_loop(code):
    if code.split(".")[0] not in {module.code for module in shelf().modules}:
        pytest.skip("this room is not installed")
    assert shelf().current[code].loop and closing_loop.__module__.endswith("handbook.loop")
