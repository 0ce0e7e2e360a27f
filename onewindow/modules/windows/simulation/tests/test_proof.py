"""The proof that is kept: still what the simulator says, and the sentences say no more than it does."""

import json
import shutil
from datetime import date

import pytest

from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.policy import PARAMETERS
from onewindow.modules.windows.simulation import proof, saying, tables
from onewindow.modules.windows.simulation.arrivals import Demand
from onewindow.modules.windows.simulation.basis import FILES, ROOM, basis
from onewindow.modules.windows.simulation.experiments import compare, synthetic
from onewindow.modules.windows.simulation.grounds import grounds
from onewindow.modules.windows.simulation.measures import estimates
from onewindow.modules.windows.simulation.saying import halved, percent

KEPT = proof.kept()


def test_the_kept_proof_rests_on_todays_dispatcher_and_model():
    assert KEPT["basis"] == basis(), "python -m onewindow halls_proof"


def test_the_basis_moves_with_the_dispatcher_and_not_with_its_comments(tmp_path):
    room = tmp_path / "windows"
    for name in FILES:
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOM / name, room / name)
    dispatch = room / "line" / "dispatch.py"
    text = dispatch.read_text()
    assert basis(room) == basis()
    dispatch.write_text("# said otherwise\n" + text.replace('"""Who is called next', '"""Who comes next'))
    assert basis(room) == basis()
    dispatch.write_text(text.replace("PASSED_OVER = 2", "PASSED_OVER = 3"))
    assert basis(room) != basis()


def test_the_proof_was_made_with_the_rules_a_city_begins_with():
    declared = {one.code: one.default for one in PARAMETERS}
    assert Rules() == Rules(declared["queue.privileged_share"], declared["queue.share_of"])


@pytest.mark.parametrize(("mix", "per_day", "setup"), [("changzhou", 140, "s433"), ("changzhou", 140, "c5slow")])
def test_what_is_kept_is_what_the_simulator_says_today(mix, per_day, setup):
    demand = Demand(per_day, proof.MIXES[mix])
    days = compare([proof.SETUPS[setup]], synthetic(demand), seed=KEPT["seed"], days=KEPT["days"])[0]
    row = saying.waits(KEPT, mix, setup, per_day)
    mean, half = row["mean"]
    assert estimates(days)["mean"].mean == pytest.approx(mean, abs=half / 2), "python -m onewindow halls_proof"


def test_pooling_alone_halves_the_wait_only_after_a_hall_short_of_household_windows():
    def verdict(mix, base, per_day):
        before = saying.waits(KEPT, mix, base, per_day)["mean"]
        return halved(before, saying.waits(KEPT, mix, "c5", per_day)[f"against_{base}"])[1]

    assert verdict("changzhou", "s433", 100) == "成立"
    assert verdict("changzhou", "s433", 280) == "不成立"
    assert {verdict("changzhou", "s622", per_day) for per_day in (170, 200, 240)} == {"不成立"}
    assert {verdict("even", "s433", per_day) for per_day in (280, 320)} == {"不成立"}


def test_pooling_alone_never_doubles_the_throughput():
    pooled = [row for row in KEPT["capacity"] if row["setup"] in ("c5", "c5slow")]
    assert max(row[f"against_{base}"][0] for row in pooled for base in proof.BASES) < 1.3
    assert saying.bears(KEPT, "changzhou", "c5all")["against_s433"][0] > 2
    assert 0.4 < saying.needed_cut() < 0.45


def test_the_simulated_capacities_agree_with_the_closed_form():
    for row in KEPT["capacity"]:
        if (
            row["mix"] == "changzhou"
        ):  # with an even mix, halls bear so many that the day ends before the line is endless
            assert row["against_s433"][0] == pytest.approx(row["closed_s433"], rel=0.12), row


def test_the_whole_interval_decides():
    assert halved([5, 1], [-0.6, 0.05])[1] == "成立"
    assert halved([5, 1], [-0.52, 0.05])[1] == "说不准"
    assert halved([5, 1], [-0.3, 0.05])[1] == "不成立"
    assert halved([0.5, 0.1], [-0.9, 0.05])[1] == "本来不用等"
    assert percent([-0.52, 0.061]) == "−52%±6%" and percent([0.1]) == "+10%"


def test_twice_the_throughput_is_said_only_of_a_whole_interval():
    assert saying.doubled([2.3, 0.2])[1] == "成立" and saying.doubled([2.1, 0.2])[1] == "说不准"
    assert saying.doubled([1.7, 0.2])[1] == "不成立" and saying.times([1.5, 0.04]) == "1.50±0.04"


def test_the_answer_says_by_visitors_what_the_table_says():
    told = saying.answer(KEPT)[0]
    for word in ("成立", "不成立"):
        assert any(part.startswith(f"{word}：") for part in told.split("——")[1].split("；"))
    assert "只并窗口" in saying.both(KEPT) or "一种也没有" in saying.both(KEPT)


def test_every_assumption_names_its_source_and_the_published_ones_are_not_verified():
    rows = {row["title"]: row for row in grounds()}
    assert all(row["source"] and row["sure"] for row in rows.values())
    assert rows["一个派出所每天多少人"]["sure"] == "据转载，待核原件"
    assert rows["户口迁移（户政）要几分钟"]["value"] == "30"
    assert rows["驾驶证期满换证（车驾管）要几分钟"]["value"] == "5"


def test_every_code_of_the_proof_has_words():
    assert set(saying.setup_titles()) == set(proof.SETUPS)
    assert set(saying.mix_titles()) == set(proof.MIXES)
    assert set(saying.question_titles()) == set(proof.QUESTIONS)
    assert len(tables.staffings(KEPT)) == len(proof.STAFFED) and all(row["met"] for row in tables.staffings(KEPT))


def test_a_staffing_of_the_proof_stays_within_its_target():
    assert all(row["p90"][0] <= row["target"] for row in KEPT["staffing"])


@pytest.mark.slow
def test_the_whole_proof_can_be_made_anew(monkeypatch):
    monkeypatch.setattr(proof, "PER_DAY", (100,))
    monkeypatch.setattr(proof, "STAFFED", (60,))
    monkeypatch.setattr(proof, "SETUPS", {code: proof.SETUPS[code] for code in ("s433", "s622")})
    monkeypatch.setattr(proof, "HALLS", ((1, 0.6),))
    monkeypatch.setattr(proof, "BATCHES", 2)
    monkeypatch.setattr(proof, "MIXES", {"changzhou": proof.MIXES["changzhou"]})
    found = proof.proof(seed=5, days=2, made_on=date(2026, 3, 2))
    assert found.keys() == KEPT.keys() and len(found["waits"]) == 2
    assert json.loads(proof.text(found)) == found
