"""Papers: sharp, without glare, with all sides and corners; what cannot be judged is said to be so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from onewindow.modules.windows.capture import edges, scans
from onewindow.modules.windows.capture.checks import as_kept, good
from onewindow.modules.windows.capture.simulated import SimulatedReader, drawn_card, stranger

CARD = SimulatedReader(stranger(3), date(2026, 3, 2)).read()
LYING = drawn_card(CARD)


def told(picture):
    return {one.code: one.ok for one in scans.judged(picture)}


def faults(picture):
    return [code for code, ok in told(picture).items() if ok is False]


def page(text_to_edge=False):
    """A flatbed's white page with print on it."""
    paper = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(paper)
    for y in range(120, 1640, 40):
        for x in range(0 if text_to_edge else 120, 1240 if text_to_edge else 1120, 28):
            pen.rectangle((x, y, x + 16, y + 18), (20, 20, 20))
    return paper


def test_a_card_that_lies_on_a_desk_passes():
    assert faults(LYING) == []
    assert good(as_kept(scans.judged(LYING)))


@pytest.mark.parametrize("degrees", [-6, -2, 3, 6])
def test_a_card_that_lies_a_little_askew_passes_too(degrees):
    turned = LYING.rotate(degrees, expand=True, fillcolor=(70, 78, 88), resample=Image.Resampling.BICUBIC)
    assert faults(turned) == []


@pytest.mark.parametrize(("radius", "passes"), [(0, True), (1, True), (4, False), (8, False)])
def test_blur_is_measured(radius, passes):
    assert ("sharp" not in faults(LYING.filter(ImageFilter.GaussianBlur(radius)))) is passes


def test_a_reflex_on_the_card_is_seen():
    shining = LYING.copy()
    ImageDraw.Draw(shining).ellipse((300, 350, 460, 470), (255, 255, 255))
    assert faults(shining) == ["glare"]


def test_on_white_paper_glare_cannot_be_told_and_a_person_looks():
    assert told(page())["glare"] is None
    assert good(as_kept(scans.judged(page())))


@pytest.mark.parametrize(
    ("box", "side"),
    [
        ((120, 0, 1192, 818), "左边"),
        ((0, 0, 1060, 818), "右边"),
        ((0, 120, 1192, 818), "上边"),
        ((0, 0, 1192, 700), "下边"),
    ],
)
def test_a_side_outside_the_picture_is_named(box, side):
    edges_ = next(one for one in scans.judged(LYING.crop(box)) if one.code == "edges")
    assert edges_.ok is False
    assert side in edges_.value


@pytest.mark.parametrize(
    ("corner", "name"), [((90, 90), "左上"), ((1102, 90), "右上"), ((1102, 728), "右下"), ((90, 728), "左下")]
)
def test_a_folded_corner_is_named(corner, name):
    folded = LYING.copy()
    x, y = corner
    ImageDraw.Draw(folded).polygon(
        ((x, y), (x + (170 if x < 600 else -170), y), (x, y + (170 if y < 400 else -170))), (70, 78, 88)
    )
    corners = next(one for one in scans.judged(folded) if one.code == "corners")
    assert corners.ok is False
    assert corners.value.startswith(name)


def test_a_rounded_corner_of_a_card_is_no_fold():
    mask = Image.new("L", LYING.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((90, 90, 1101, 727), 38, 255)
    rounded = Image.new("RGB", LYING.size, (70, 78, 88))
    rounded.paste(LYING, mask=mask)
    assert faults(rounded) == []


def test_print_that_runs_over_the_edge_of_a_page_is_seen():
    assert faults(page(text_to_edge=True)) == ["edges"]
    assert faults(page()) == []


def test_a_picture_too_small_to_read_is_refused():
    assert "large" in faults(LYING.resize((596, 409)))


def test_one_grey_has_no_paper_in_it():
    assert edges.sheet_in(Image.new("RGB", (400, 300), (128, 128, 128))) is None


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_tiny_pictures_are_judged_without_falling_over(width, height):
    assert len(scans.judged(Image.new("RGB", (width, height), (200, 180, 160)))) == 5


@given(low=st.integers(0, 90), high=st.integers(160, 255), many=st.integers(50, 5000), few=st.integers(50, 5000))
def test_two_greys_are_parted_between_them(low, high, many, few):
    histogram = [0] * 256
    histogram[low], histogram[high] = many, few
    threshold, explained = edges.otsu(histogram)
    assert low <= threshold < high
    assert explained == pytest.approx(1)
