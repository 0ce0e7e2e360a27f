"""Rules of an identity portrait, on marks that the clerk sets.  Pure geometry, and two looks at the pixels.

Source: 镇江居住证照片指引 (江苏) 脸宽 207±14 像素、头顶距上边 7–21 像素、眼位距下边 ≥ 207 像素; GA 461: 358×441
pixels, 26×32 mm at 350 dpi, white ground.
The face is found by a person, not by a model: a detector's box is the box of its training set and not the width
of a face, and no measure of a face is made or kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageStat

from onewindow.modules.windows.capture.checks import Check
from onewindow.modules.windows.capture.sharpness import sharpness

WIDTH, HEIGHT = 358, 441
FACE, FACE_GIVE = 207, 14
HEAD_ROOM = (7, 21)
EYES_FROM_BOTTOM = 207
LEAST_SCALE = 0.98  # of source pixels to one of ours: below it the picture is blown up, not made smaller
WHITE = 225  # mean of each channel at both upper edges: a lit white wall is 230–255, grey card 200
UNEVEN = 18  # standard deviation there: a shadow or a pattern behind the head is more
SHARP = 25.0  # drawn heads: 630 sharp, 110 blurred by one pixel, 15 by two


@dataclass(frozen=True, slots=True)
class Marks:
    """Pixels of the picture: top of the head, both cheeks at the ears, the line of the eyes, the chin."""

    crown: float
    left: float
    right: float
    eyes: float
    chin: float


@dataclass(frozen=True, slots=True)
class Crop:
    """Where 358×441 is cut out, and how many pixels of the source make one."""

    x: float
    y: float
    scale: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in pixels of the source."""
        return self.x, self.y, self.x + WIDTH * self.scale, self.y + HEIGHT * self.scale


def sensible(marks: Marks) -> str:
    """A sentence when the marks cannot be those of a face; empty otherwise."""
    if not 0 <= marks.crown < marks.eyes < marks.chin:
        return "标记的顺序不对：从上到下应是头顶、眼睛、下巴"
    if not 0 <= marks.left < marks.right:
        return "左脸颊的标记应在右脸颊的左边"
    return ""


def crop_for(marks: Marks) -> Crop:
    """The cut that makes the face 207 pixels wide, in the middle, with 14 pixels above the head."""
    scale = (marks.right - marks.left) / FACE
    middle = (marks.left + marks.right) / 2
    return Crop(middle - WIDTH / 2 * scale, marks.crown - sum(HEAD_ROOM) / 2 * scale, scale)


def moved(marks: Marks, crop: Crop) -> Marks:
    """The marks in pixels of the cut picture."""
    x, y, k = crop.x, crop.y, crop.scale
    return Marks(
        (marks.crown - y) / k, (marks.left - x) / k, (marks.right - x) / k, (marks.eyes - y) / k, (marks.chin - y) / k
    )


def measured(marks: Marks, size: tuple[int, int] = (WIDTH, HEIGHT)) -> list[Check]:
    """The pixel rules on marks within a picture of this size."""
    face, room, eyes = marks.right - marks.left, marks.crown, size[1] - marks.eyes
    return [
        Check(
            "size", size == (WIDTH, HEIGHT), "尺寸", f"{size[0]}×{size[1]}", f"{WIDTH}×{HEIGHT} 像素", "请按标记裁切"
        ),
        Check(
            "face",
            abs(face - FACE) <= FACE_GIVE,
            "脸宽",
            f"{face:.0f}",
            f"{FACE - FACE_GIVE}–{FACE + FACE_GIVE} 像素",
            "脸太小请靠近一点，太大请退后一点",
        ),
        Check(
            "head_room",
            HEAD_ROOM[0] <= room <= HEAD_ROOM[1],
            "头顶距上边",
            f"{room:.0f}",
            f"{HEAD_ROOM[0]}–{HEAD_ROOM[1]} 像素",
            "请上下移动相机，让头顶上面留一指宽",
        ),
        Check(
            "eyes",
            eyes >= EYES_FROM_BOTTOM,
            "眼位距下边",
            f"{eyes:.0f}",
            f"不小于 {EYES_FROM_BOTTOM} 像素",
            "请抬高下巴或放低相机，眼睛要在照片上半部",
        ),
        Check("chin", marks.chin < size[1], "下巴", f"{marks.chin:.0f}", "在照片里", "下巴被裁掉了，请退后一点"),
    ]


def within(crop: Crop, size: tuple[int, int]) -> list[Check]:
    """Whether the picture has enough around the face, and enough pixels, for that cut."""
    left, top, right, bottom = crop.box
    inside = left >= -0.5 and top >= -0.5 and right <= size[0] + 0.5 and bottom <= size[1] + 0.5
    return [
        Check("around", inside, "四周", "够" if inside else "不够", "能裁出整张", "头离照片边太近，请退后一点再拍"),
        Check(
            "pixels",
            crop.scale >= LEAST_SCALE,
            "清晰度够裁切",
            f"脸宽 {crop.scale * FACE:.0f} 像素",
            f"不小于 {LEAST_SCALE * FACE:.0f} 像素",
            "照片太小，请靠近一点或提高相机分辨率",
        ),
    ]


def cut(picture: Image.Image, crop: Crop) -> Image.Image:
    """The 358×441 picture; what lies outside the source is white."""
    left, top, right, bottom = (round(one) for one in crop.box)
    paper = Image.new("RGB", (right - left, bottom - top), "white")
    paper.paste(picture.convert("RGB"), (-left, -top))
    return paper.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def looked_at(picture: Image.Image) -> list[Check]:
    """White ground on both sides of the head, and sharpness."""
    colour = picture.convert("RGB")
    strip, high = max(4, round(0.09 * colour.width)), round(0.45 * colour.height)
    sides = [colour.crop((0, 0, strip, high)), colour.crop((colour.width - strip, 0, colour.width, high))]
    stats = [ImageStat.Stat(one) for one in sides]
    dark = min(min(one.mean) for one in stats)
    uneven = max(max(one.stddev) for one in stats)
    sharp = sharpness(colour)
    white = dark >= WHITE and uneven <= UNEVEN
    return [
        Check("white", white, "白底", f"{dark:.0f}，起伏 {uneven:.0f}", f"不暗于 {WHITE}，起伏不大于 {UNEVEN}",
              "请在白墙前拍，开灯，离墙远一点，不要有影子"),
        Check("sharp", sharp >= SHARP, "清楚", f"{sharp:.0f}", f"不小于 {SHARP:.0f}", "照片糊了，请站稳再拍一张"),
    ]  # fmt: skip
