"""Where the paper lies in a photo: its four sides as lines, and whether its corners are there.  Pure.

The picture is made small, paper and ground are told apart by Otsu's threshold, and a line is laid through each
side of the paper; where two lines meet a corner should be.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageFilter

SIDE = 240
APART = 0.62  # share of the variance that two greys explain: a paper on another ground ≥ 0.75, print alone ≤ 0.5
MIDDLE = (0.2, 0.8)  # of a side, where its line is fitted: corners may be round or cut
INWARD = 0.06  # of the way to the centre: a card's rounded corner (r 3.18 of 85.6 mm) ends at 0.015
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Corners in parts of the picture (0–1): left top, right top, right bottom, left bottom; `filled` by paper?"""

    corners: tuple[Point, ...]
    filled: tuple[bool, ...]


def otsu(histogram: list[int]) -> tuple[int, float]:
    """The threshold that parts the greys best, and which share of their variance it explains."""
    total = sum(histogram)
    mean = sum(grey * n for grey, n in enumerate(histogram)) / total
    whole = sum((grey - mean) ** 2 * n for grey, n in enumerate(histogram)) / total
    best, where, count, summed = 0.0, 0, 0, 0.0
    for grey, n in enumerate(histogram):
        count += n
        summed += grey * n
        if 0 < count < total:
            low, high = summed / count, (mean * total - summed) / (total - count)
            between = count * (total - count) * (low - high) ** 2 / total**2
            if between > best:
                best, where = between, grey
    return where, best / whole if whole else 0.0


def sheet_in(picture: Image.Image) -> Sheet | None:
    """The paper of the picture; None when paper and ground cannot be told apart, or it fills the picture."""
    small = picture.convert("L")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    small = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7))  # print goes, paper stays
    threshold, apart = otsu(small.histogram())
    if apart < APART:
        return None
    width, height = small.size
    greys = small.tobytes()
    paper = [[grey > threshold for grey in greys[y * width : (y + 1) * width]] for y in range(height)]
    if sum(map(sum, paper)) > 0.985 * width * height:
        return None
    return _sheet(paper, width, height)


def _sheet(paper: list[list[bool]], width: int, height: int) -> Sheet | None:
    """Lines x = a·y + b through left and right, y = a·x + b through top and bottom; then their meetings."""
    turned = [list(column) for column in zip(*paper, strict=True)]
    left, right = _sides(paper)
    top, bottom = _sides(turned)
    if not (left and right and top and bottom):
        return None
    corners = [_meet(left, top), _meet(right, top), _meet(right, bottom), _meet(left, bottom)]
    centre = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
    filled = tuple(_paper_at(paper, corner, centre) for corner in corners)
    return Sheet(tuple((x / (width - 1), y / (height - 1)) for x, y in corners), filled)


def _sides(rows: list[list[bool]]) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    """The line through the first paper pixels of the rows, and the one through the last."""
    with_paper = [number for number, row in enumerate(rows) if sum(row) > 0.05 * len(row)]
    if len(with_paper) < 10:
        return None, None
    first, span = with_paper[0], with_paper[-1] - with_paper[0]
    chosen = [n for n in with_paper if first + MIDDLE[0] * span <= n <= first + MIDDLE[1] * span]
    starts = [(n, rows[n].index(True)) for n in chosen]
    ends = [(n, len(rows[n]) - 1 - rows[n][::-1].index(True)) for n in chosen]
    return _line(starts), _line(ends)


def _line(points: list[tuple[int, int]]) -> tuple[float, float] | None:
    """Slope and start of the line through the points: Theil and Sen's, which a stain does not bend."""
    if len(points) < 6:
        return None
    half = len(points) // 2
    slopes = sorted(
        (b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(points[:half], points[-half:], strict=True) if b[0] != a[0]
    )
    if not slopes:
        return None
    slope = slopes[len(slopes) // 2]
    starts = sorted(value - slope * at for at, value in points)
    return slope, starts[len(starts) // 2]


def _meet(upright: tuple[float, float], level: tuple[float, float]) -> Point:
    """Where x = a·y + b meets y = c·x + d."""
    (a, b), (c, d) = upright, level
    x = (a * d + b) / (1 - a * c or 1e-9)
    return x, c * x + d


def _paper_at(paper: list[list[bool]], corner: Point, centre: Point) -> bool:
    """Whether there is paper a little inward of the corner."""
    x = round(corner[0] + INWARD * (centre[0] - corner[0]))
    y = round(corner[1] + INWARD * (centre[1] - corner[1]))
    around = [
        paper[v][u]
        for u in (x - 1, x, x + 1)
        for v in (y - 1, y, y + 1)
        if 0 <= v < len(paper) and 0 <= u < len(paper[0])
    ]
    return sum(around) * 2 >= len(around) if around else False
