"""What is generated and committed is what the code would write now."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from onewindow.kernel.handbook import lock
from onewindow.kernel.handbook.shelf import shelf
from onewindow.site.drawing.locking import compare


@pytest.mark.parametrize("command", ["handbook", "translations", "docs"])
def test_the_committed_files_are_up_to_date(command, capsys):
    try:
        call_command(command, "--check")
    except SystemExit as ending:
        assert not ending.code, f"run `make {command}`:\n{capsys.readouterr().out[:4000]}"


def test_the_lock_says_in_sentences_what_vanished():
    now = lock.text(shelf().modules)
    before = now.replace('"accepted": "审查中"', '"accepted": "审查中",\n   "lost": "丢了的"', 1)
    said = compare(before, now)
    assert len(said.vanished) == 1 and "lost" in said.vanished[0] and "retired" in said.vanished[0]
    assert any(line.startswith("-") and "丢了的" in line for line in said.diff)


def test_the_lock_is_silent_when_nothing_changed():
    now = lock.text(shelf().modules)
    assert compare(now, now).vanished == compare(now, now).diff == []
