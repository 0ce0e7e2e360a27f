"""A third party checks one line with Python alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.journal import check_offline, proofs
from onewindow.kernel.journal.proofs import NotSealed, of_line
from onewindow.kernel.journal.seals import close_days, seal
from onewindow.kernel.journal.tests.making import NOW, line
from onewindow.kernel.store.statements import tuples


@pytest.fixture
def ids(url: str) -> list[int]:
    """Eleven lines in three seals of a day that is over."""
    made = []
    for number in range(11):
        made.append(line(number % 3 + 1, minutes=number))
        if number in (1, 6, 10):
            seal(NOW + timedelta(minutes=number))
    seal(NOW + timedelta(days=1))
    return made


def test_every_line_is_proved_up_to_the_day(ids: list[int]) -> None:
    published = tuples("select digest from journal_day")[0].digest.hex()
    for ident in ids:
        said = check_offline.check(json.loads(json.dumps(of_line(ident, with_body=True))), published)
        assert said[-1] == "与公布的日摘要一致。" and "王窗口" in said[0]


def test_without_its_text_a_proof_names_nobody(ids: list[int]) -> None:
    assert "王" not in json.dumps(of_line(ids[0]), ensure_ascii=False)


def test_a_changed_proof_does_not_hold(ids: list[int]) -> None:
    good = of_line(ids[4], with_body=True)
    published = good["day"]["digest"]
    for change in (_other_body, _other_digest, _other_path, _other_seal, _other_day):
        bad = deepcopy(good)
        change(bad)
        with pytest.raises(ValueError, match="不"):
            check_offline.check(bad, published)
    with pytest.raises(ValueError, match="公布"):
        check_offline.check(good, "00" * 32)


def _other_body(bad: dict[str, Any]) -> None:
    bad["line"]["body"] = bad["line"]["body"].replace("王", "李")


def _other_digest(bad: dict[str, Any]) -> None:
    bad["line"] = {"id": 1, "digest": "ab" * 32, "previous": ""}


def _other_path(bad: dict[str, Any]) -> None:
    bad["seal"]["path"][0][0] = {"left": "right", "right": "left"}[bad["seal"]["path"][0][0]]


def _other_seal(bad: dict[str, Any]) -> None:
    bad["seal"]["header"] = bad["seal"]["header"].replace('"lines":5', '"lines":6')


def _other_day(bad: dict[str, Any]) -> None:
    bad["day"]["previous"] = "cd" * 32


def test_the_script_runs_alone(ids: list[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify", proof=ids[2])
    proof = capsys.readouterr().out
    (tmp_path / "proof.json").write_text(proof, encoding="utf-8")
    script = tmp_path / "check_offline.py"
    script.write_bytes(Path(check_offline.__file__).read_bytes())
    published = json.loads(proof)["day"]["digest"]
    command = [sys.executable, "-I", str(script), str(tmp_path / "proof.json")]
    good = subprocess.run([*command, published], capture_output=True, text=True)
    assert good.returncode == 0 and "一致" in good.stdout
    bad = subprocess.run([*command, "00" * 32], capture_output=True, text=True)
    assert bad.returncode == 1 and "证明不成立" in bad.stdout


def test_a_line_of_today_is_proved_up_to_its_seal(ids: list[int]) -> None:
    late = line(9)
    with pytest.raises(NotSealed):
        of_line(late)
    seal(NOW + timedelta(days=1, minutes=1))
    assert check_offline.check(of_line(late))[-1].startswith("请与")
    assert proofs.of_line(late)["day"] is None


def test_a_day_is_closed_once_and_a_clock_set_back_does_not_reopen_it(ids: list[int]) -> None:
    assert close_days(NOW + timedelta(days=1)) == []
    line(9)
    seal(NOW)
    assert str(tuples("select max(day) as day from journal_seal")[0].day) == "2026-03-03"


@given(st.binary(max_size=300))
def test_the_pure_sm3_is_the_library_s(data: bytes) -> None:
    assert check_offline.pure_sm3(data) == hashlib.new("sm3", data).digest()


def test_sm3_of_the_standard() -> None:
    assert check_offline.pure_sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
