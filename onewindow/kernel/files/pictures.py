"""Pictures: decoded within bounds, turned upright, written anew without anything that was hidden in them."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from onewindow.kernel.files.sniffing import JPEG, PNG, WEBP
from onewindow.kernel.ground.refusal import Refusal

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4000  # A4 at 300 dpi is 2480 × 3508: nothing on a paper is lost
THUMB_SIDE = 320
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
SAVED = {JPEG: {"quality": 90}, PNG: {"compress_level": 6}, WEBP: {"quality": 88, "method": 3}}
KEPT_MODES = {JPEG: ("L", "RGB"), PNG: ("1", "L", "RGB", "RGBA"), WEBP: ("RGB", "RGBA")}


class TooManyPixels(Refusal):
    """More pixels than a camera makes: a mistake, or a bomb."""

    code = "file_pixels"
    status = 413
    words = "这张图有 {width}×{height} 像素，超过 4000 万像素，打不开。请在相册里裁剪或缩小后再传。"


class Unreadable(Refusal):
    """It begins like a picture or a PDF, and is none."""

    code = "file_broken"
    words = "这个文件打不开，可能没有传完整。请在您的设备上打开看看，能打开就再传一次，打不开请重新拍照或导出。"


@dataclass(frozen=True, slots=True)
class Picture:
    """A cleaned picture and its thumbnail (WebP)."""

    content: bytes
    width: int
    height: int
    thumb: bytes


def clean(data: bytes, type_: str) -> Picture:
    """The picture alone: upright, in sRGB, without EXIF, place, comment or further frames."""
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[type_]]) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise TooManyPixels(width=width, height=height)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = _plain(ImageOps.exif_transpose(opened), KEPT_MODES[type_])
    except Image.DecompressionBombError:
        raise TooManyPixels(width="很多", height="很多") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error):
        raise Unreadable() from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, FORMATS[type_], **SAVED[type_])
    return Picture(out.getvalue(), picture.width, picture.height, thumb_of(picture))


def thumb_of(picture: Image.Image) -> bytes:
    """A small WebP of a picture, on white where it is transparent."""
    small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    out = io.BytesIO()
    on_white(small).save(out, "WEBP", quality=70)
    return out.getvalue()


def on_white(picture: Image.Image) -> Image.Image:
    """An RGB picture; what was transparent is white."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _plain(picture: Image.Image, modes: tuple[str, ...]) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode not in modes:
        see_through = "A" in picture.getbands() or "transparency" in picture.info
        picture = picture.convert("RGBA" if see_through and "RGBA" in modes else "RGB")
    picture.load()
    if profile and picture.mode == "RGB":
        picture = _in_srgb(picture, profile)
    picture.info = {}  # the encoders would write comment and profile again
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile says nothing about the colours
