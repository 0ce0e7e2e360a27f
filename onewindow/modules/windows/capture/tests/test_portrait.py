"""Portraits: the pixel rules at their edges, the cut, the ground, the sharpness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from onewindow.modules.windows.capture import portrait
from onewindow.modules.windows.capture.checks import as_kept, good
from onewindow.modules.windows.capture.portrait import HEIGHT, WIDTH, Crop, Marks
from onewindow.modules.windows.capture.simulated import PORTRAIT_MARKS, drawn_portrait

RIGHT = Marks(crown=14, left=75, right=282, eyes=200, chin=330)


def faults(marks, size=(WIDTH, HEIGHT)):
    return [one.code for one in portrait.measured(marks, size) if not one.ok]


def test_a_portrait_within_the_rules_passes_every_measure():
    assert faults(RIGHT) == []


@pytest.mark.parametrize(("width", "passes"), [(192, False), (193, True), (221, True), (222, False)])
def test_a_face_may_be_fourteen_pixels_wider_or_narrower_than_207(width, passes):
    assert ("face" not in faults(replace(RIGHT, right=75 + width))) is passes


@pytest.mark.parametrize(("room", "passes"), [(6, False), (7, True), (21, True), (22, False)])
def test_seven_to_twenty_one_pixels_are_above_the_head(room, passes):
    assert ("head_room" not in faults(replace(RIGHT, crown=room))) is passes


@pytest.mark.parametrize(("eyes", "passes"), [(234, True), (235, False)])
def test_the_eyes_are_at_least_207_pixels_above_the_lower_edge(eyes, passes):
    assert ("eyes" not in faults(replace(RIGHT, eyes=eyes))) is passes


def test_a_picture_of_another_size_or_without_a_chin_is_no_portrait():
    assert "size" in faults(RIGHT, (600, 800))
    assert faults(replace(RIGHT, chin=441)) == ["chin"]


@pytest.mark.parametrize(
    "marks",
    [
        replace(RIGHT, eyes=10),
        replace(RIGHT, chin=190),
        replace(RIGHT, right=70),
        replace(RIGHT, crown=-1),
        replace(RIGHT, crown=float("nan")),
    ],
)
def test_marks_that_are_no_face_are_told_in_words(marks):
    assert portrait.sensible(marks)
    assert portrait.sensible(RIGHT) == ""


@given(
    left=st.floats(0, 900),
    wide=st.floats(120, 900),
    crown=st.floats(0, 900),
    eyes=st.floats(0.2, 0.7),
    face=st.floats(1.1, 1.6),
)
def test_the_cut_always_makes_the_face_207_pixels_wide_with_14_above_it(left, wide, crown, eyes, face):
    marks = Marks(crown, left, left + wide, crown + eyes * wide, crown + face * wide)
    moved = portrait.moved(marks, portrait.crop_for(marks))
    assert moved.right - moved.left == pytest.approx(207, abs=0.01)
    assert moved.crown == pytest.approx(14, abs=0.01)
    assert (moved.left + moved.right) / 2 == pytest.approx(WIDTH / 2, abs=0.01)


def test_the_drawn_head_is_cut_into_a_portrait_that_passes_everything():
    head = drawn_portrait()
    crop = portrait.crop_for(PORTRAIT_MARKS)
    made = portrait.cut(head, crop)
    checks = [
        *portrait.within(crop, head.size),
        *portrait.measured(portrait.moved(PORTRAIT_MARKS, crop), made.size),
        *portrait.looked_at(made),
    ]
    assert made.size == (358, 441)
    assert good(as_kept(checks)), checks


def test_a_head_too_near_the_edge_or_too_small_cannot_be_cut():
    near = portrait.within(portrait.crop_for(replace(PORTRAIT_MARKS, crown=3)), (900, 1200))
    small = portrait.within(Crop(0, 0, 0.5), (900, 1200))
    assert [one.code for one in near if not one.ok] == ["around"]
    assert [one.code for one in small if not one.ok] == ["pixels"]


@pytest.mark.parametrize(
    ("colour", "white"), [((255, 255, 255), True), ((200, 200, 200), False), ((235, 240, 210), False)]
)
def test_only_a_white_ground_is_white(colour, white):
    picture = Image.new("RGB", (WIDTH, HEIGHT), colour)
    assert portrait.looked_at(picture)[0].ok is white


def test_a_shadow_behind_the_head_is_seen():
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    ImageDraw.Draw(picture).rectangle((0, 60, 14, 150), (170, 170, 170))
    assert portrait.looked_at(picture)[0].ok is False


def test_a_blurred_portrait_is_refused_and_a_sharp_one_is_not():
    made = portrait.cut(drawn_portrait(), portrait.crop_for(PORTRAIT_MARKS))
    assert portrait.looked_at(made)[1].ok
    assert not portrait.looked_at(made.filter(ImageFilter.GaussianBlur(5)))[1].ok
