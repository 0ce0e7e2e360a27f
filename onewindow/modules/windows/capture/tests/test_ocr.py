"""The reader of print: really run once, and what happens when it is not there, dies or is slow."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from onewindow.modules.windows.capture import ocr
from onewindow.modules.windows.capture.printed import fields_of
from onewindow.modules.windows.capture.simulated import SimulatedReader, as_jpeg, drawn_card, stranger

TODAY = date(2026, 3, 2)
CARD = SimulatedReader(stranger(7), TODAY).read()


@pytest.mark.slow
@pytest.mark.skipif(not ocr.installed(), reason="the optional group ocr is not installed")
def test_the_model_reads_a_drawn_card_and_its_number_proves_itself():
    found = {one.field: one for one in fields_of("id_card", ocr.lines_of(as_jpeg(drawn_card(CARD))), today=TODAY)}
    assert {field: one.value for field, one in found.items()} == {
        "name": CARD.name, "sex": CARD.sex, "nation": "汉", "birth": CARD.birth.isoformat(), "address": CARD.address,
        "id_no": CARD.id_no,
    }  # fmt: skip
    assert found["id_no"].checked == "校验位相符"


def test_the_developers_environment_has_the_reader():
    assert ocr.installed()


def test_the_web_process_never_loads_the_model():
    code = "import sys, onewindow.modules.windows.capture.ocr as o; o.installed(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rapidocr", "onnxruntime", "cv2", "numpy", "django"} & set(loaded)


def test_without_the_library_the_refusal_says_to_type(monkeypatch):
    monkeypatch.setattr(ocr, "installed", lambda: False)
    with pytest.raises(ocr.NotInstalled) as refusal:
        ocr.lines_of(b"")
    assert "手工填写" in refusal.value.sentence


def runs(monkeypatch, outcome):
    monkeypatch.setattr(ocr, "installed", lambda: True)
    asked = {}

    def run(words, **more):
        asked.update(more)
        if isinstance(outcome, Exception):
            raise outcome
        return subprocess.CompletedProcess(words, 0, outcome, b"")

    monkeypatch.setattr(subprocess, "run", run)
    return asked


@pytest.mark.parametrize(
    "fault",
    [subprocess.TimeoutExpired("x", 1), subprocess.CalledProcessError(-9, "x"), OSError("no memory"), b"not json"],
)
def test_a_child_that_dies_is_slow_or_babbles_is_told_in_words_and_frees_its_place(monkeypatch, fault):
    runs(monkeypatch, fault)
    for _ in range(5):
        with pytest.raises(ocr.Failed):
            ocr.lines_of(b"picture")


def test_the_child_gets_none_of_the_keys_of_the_house(monkeypatch):
    monkeypatch.setenv("ONEWINDOW_SEALING_KEY", "secret")
    asked = runs(monkeypatch, b'[{"text": "a", "sure": 0.5, "box": [0, 0, 1, 1]}]')
    assert ocr.lines_of(b"picture") == [ocr.Line("a", 0.5, (0, 0, 1, 1))]
    assert not [name for name in asked["env"] if name.startswith("ONEWINDOW")]


def test_a_third_reading_at_once_is_asked_to_wait(monkeypatch):
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "PATIENCE", 0.01)
    ocr.AT_ONCE.acquire()
    ocr.AT_ONCE.acquire()
    try:
        with pytest.raises(ocr.Busy):
            ocr.lines_of(b"picture")
    finally:
        ocr.AT_ONCE.release()
        ocr.AT_ONCE.release()
