"""Is this picture of a paper good enough to work from: sharp, no glare, nothing cut off.  Pure.

No standard gives these limits; each is ours, with its reason, and a clerk may overrule any of them with a word.
"""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageStat

from onewindow.modules.windows.capture.checks import Check
from onewindow.modules.windows.capture.edges import Sheet, sheet_in
from onewindow.modules.windows.capture.sharpness import sharpness

LEAST_SIDE = 600  # pixels on the shorter side: an ID card's number is then at least 12 pixels high, OCR's limit
SHARP = 60.0  # drawn cards: 1100 sharp, 185 blurred by one pixel, 28 by two (the model still reads 8, eyes tire at 28)
BURNT = 253  # grey at which a sensor has no more to say
SPOT = 13  # pixels at 480: a lamp's reflex is wider than this, the white inside a letter is not
GLARE_SHARE = 0.01  # of the picture: about one line of print on a card
WHITE_PAPER = 238  # the upper quartile of a flatbed's paper: there white is paper, not glare
OUTSIDE = 0.005  # of the picture's side: a corner beyond it is not in the picture
INK = 0.04  # share of dark pixels in the outermost strip of a full-page scan: print runs over the edge
WORK, GLARE_WORK = 960, 480


def judged(picture: Image.Image) -> list[Check]:
    """Every check of a scan or photo of a paper."""
    return [_large(picture), _sharp(picture), _glare(picture), *_whole(picture)]


def _large(picture: Image.Image) -> Check:
    side = min(picture.size)
    return Check("large", side >= LEAST_SIDE, "大小", f"{picture.width}×{picture.height}",
                 f"短边不小于 {LEAST_SIDE} 像素", "图片太小，请靠近一点再拍，或提高分辨率")  # fmt: skip


def _sharp(picture: Image.Image) -> Check:
    value = sharpness(picture)
    return Check("sharp", value >= SHARP, "清楚", f"{value:.0f}", f"不小于 {SHARP:.0f}", "拍糊了，请拿稳、等对上焦再拍")


def _glare(picture: Image.Image) -> Check:
    """Spots that are burnt out, on a paper that is not white itself."""
    grey = picture.convert("L")
    grey.thumbnail((GLARE_WORK, GLARE_WORK), Image.Resampling.BOX)
    wanted, words = f"不大于 {GLARE_SHARE:.0%}", "有反光，请换个角度，或者关掉闪光灯"
    if _quartile(grey.histogram()) >= WHITE_PAPER:
        return Check("glare", None, "反光", "底色即白，分不出", wanted, "底色是白的，请自己看一眼有没有反光")
    spots = grey.filter(ImageFilter.MinFilter(SPOT)).filter(ImageFilter.MaxFilter(SPOT))
    share = sum(spots.histogram()[BURNT:]) / (grey.width * grey.height)
    return Check("glare", share <= GLARE_SHARE, "反光", f"{share:.1%}", wanted, words)


def _quartile(histogram: list[int]) -> int:
    """The grey below which three quarters of the pixels lie."""
    left = sum(histogram) * 0.75
    for grey, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return grey
    return 255


def _whole(picture: Image.Image) -> list[Check]:
    """All four sides and corners are there; a full-page scan is judged by its print alone."""
    sheet = sheet_in(picture)
    if sheet is None:
        share = _ink(picture)
        return [
            Check("edges", share <= INK, "四边", f"边上有字 {share:.0%}", "字不压边", "有字被裁掉了，请重新放正再扫"),
            Check("corners", None, "四角", "分不清纸和底", "四个角都在", "请自己看一眼四个角是不是都在"),
        ]
    cut = _sides_cut(sheet)
    folded = [name for name, there in zip(("左上", "右上", "右下", "左下"), sheet.filled, strict=True) if not there]
    return [
        Check("edges", not cut, "四边", "、".join(cut) + "出了画面" if cut else "都在", "四边都在画面里",
              "请退后一点，让整张纸都在画面里"),
        Check("corners", cut != [] or not folded, "四角", "、".join(folded) + "角缺" if folded else "都在", "四个角都在",
              "有角折了、缺了或被手挡住，请展平再拍"),
    ]  # fmt: skip


def _sides_cut(sheet: Sheet) -> list[str]:
    """Sides of which a corner lies at the picture's edge or beyond."""
    xs, ys = [x for x, _ in sheet.corners], [y for _, y in sheet.corners]
    sides = (("左边", -min(xs)), ("右边", max(xs) - 1), ("上边", -min(ys)), ("下边", max(ys) - 1))
    return [name for name, out in sides if out > -OUTSIDE]


def _ink(picture: Image.Image) -> float:
    """The darkest of four outermost strips: its share of pixels far darker than the paper."""
    grey = picture.convert("L")
    grey.thumbnail((WORK, WORK), Image.Resampling.BOX)
    strip = max(3, round(0.008 * max(grey.size)))
    w, h = grey.size
    boxes = ((0, 0, w, strip), (0, h - strip, w, h), (0, 0, strip, h), (w - strip, 0, w, h))
    paper = ImageStat.Stat(grey).median[0]
    shares = []
    for box in boxes:
        histogram = grey.crop(box).histogram()
        shares.append(sum(histogram[: max(1, int(paper * 0.6))]) / sum(histogram))
    return max(shares)
