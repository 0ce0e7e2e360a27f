"""Shares raised for a kind or a district."""

from __future__ import annotations

import pytest

from onewindow.modules.revisits.policy import PARAMETERS, read, share

RAISED = next(one for one in PARAMETERS if one.code == "share.raised")


def test_kinds_and_districts_are_read_with_either_semicolon():
    assert read("hazards.hazard=0.5；320402=0.2; ") == {"hazards.hazard": 0.5, "320402": 0.2}
    assert read("") == {}


@pytest.mark.parametrize("text", ["hazards.hazard", "=0.5", "320402=2", "320402=0", "a=很多"])
def test_what_is_written_wrong_is_refused_with_an_example(text):
    assert "例：" in RAISED.fault(text)
    with pytest.raises(ValueError, match=r".+"):
        read(text)


def test_a_raise_never_lowers():
    raised = {"a.b": 0.5, "320402": 0.2}
    assert share(0.05, raised, "a.b", "320404000000") == 0.5
    assert share(0.05, raised, "x.y", "320402004000") == 0.2
    assert share(1.0, raised, "a.b", "320402004000") == 1.0
    assert share(0.05, {}, "a.b", "320402004000") == 0.05
