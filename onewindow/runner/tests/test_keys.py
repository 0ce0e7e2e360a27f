"""Keys are made once and never made up when there is something they should open."""

from pathlib import Path

import pytest

from onewindow.runner import keys
from onewindow.runner.trouble import Trouble


@pytest.fixture(autouse=True)
def no_keys_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in keys.FILES:
        monkeypatch.delenv(variable, raising=False)


def test_the_first_start_makes_two_keys_for_the_owner_only(tmp_path: Path) -> None:
    made = keys.environment(tmp_path / "keys", may_make=True)
    assert {len(bytes.fromhex(made[variable])) for variable in keys.FILES} == {32}
    assert made["ONEWINDOW_SECRET_KEY"] != made["ONEWINDOW_SEALING_KEY"]
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["sealing.key", "secret.key"]


def test_every_later_start_reads_the_same(tmp_path: Path) -> None:
    assert keys.environment(tmp_path, may_make=True) == keys.environment(tmp_path, may_make=False)


def test_a_lost_sealing_key_is_not_replaced(tmp_path: Path) -> None:
    keys.environment(tmp_path, may_make=True)
    (tmp_path / "sealing.key").unlink()
    with pytest.raises(Trouble, match=r"sealing\.key.*backup"):
        keys.environment(tmp_path, may_make=False)
    assert not (tmp_path / "sealing.key").exists()


def test_a_variable_stands_above_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEWINDOW_SEALING_KEY", "ab" * 32)
    assert keys.environment(tmp_path, may_make=False)["ONEWINDOW_SEALING_KEY"] == "ab" * 32
    assert not (tmp_path / "sealing.key").exists()
