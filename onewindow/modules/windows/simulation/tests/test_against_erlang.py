"""The simulator against the closed forms of M/M/c: the same hall, reckoned twice."""

import math

import pytest

from onewindow.modules.windows.simulation.erlang import delayed, mean_wait, quantile, windows_for
from onewindow.modules.windows.simulation.proof import kept
from onewindow.modules.windows.simulation.validation import HALLS, held


@pytest.mark.parametrize(("windows", "load"), HALLS)
def test_the_mean_wait_is_erlangs(windows, load):
    found = held(windows, load, range(8))
    # about 99.8 %: fixed seeds, but honest ones
    assert abs(found.mean.mean - found.mean_expected) < 1.6 * found.mean.half
    assert found.mean.half < 0.35 * found.mean_expected


def test_the_ninetieth_percentile_and_the_chance_to_wait_are_erlangs():
    found = held(5, 0.64)
    assert found.p90.mean == pytest.approx(found.p90_expected, rel=0.1)
    assert found.delayed.mean == pytest.approx(found.delayed_expected, rel=0.05)


def test_what_the_page_tells_of_the_validation_agrees_too():
    rows = kept()["validation"]
    assert [(row["windows"], row["load"]) for row in rows] == list(HALLS)
    for row in rows:
        for code in ("mean", "p90", "delayed"):
            assert abs(row[code][0] - row[f"{code}_expected"]) < 1.6 * row[code][1], (row["windows"], code)


def test_the_known_values_of_erlang_c():
    assert delayed(4, 5) == pytest.approx(0.5541, abs=1e-4)
    assert delayed(0.6, 1) == pytest.approx(0.6)  # one window: the load itself
    assert mean_wait(0.6 / 8, 8, 1) == pytest.approx(0.6 * 8 / 0.4)


def test_more_than_can_be_served_waits_for_ever():
    assert mean_wait(1, 8, 5) == math.inf
    assert quantile(1, 8, 5, 0.9) == math.inf


def test_the_fewest_windows_keep_the_target_and_one_fewer_does_not():
    windows = windows_for(0.5, 8, 10)
    assert quantile(0.5, 8, windows, 0.9) <= 10 < quantile(0.5, 8, windows - 1, 0.9)
    assert windows_for(0, 8, 10) == 1
