"""What a file really is, whatever its name says."""

from __future__ import annotations

from pathlib import PurePosixPath

import puremagic

from onewindow.kernel.ground.refusal import Refusal

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
PICTURES = frozenset({JPEG, PNG, WEBP})
NAMES = {JPEG: "JPG 图片", PNG: "PNG 图片", WEBP: "WebP 图片", PDF: "PDF"}
ENDINGS = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", PDF: ".pdf"}
CLAIMS = {".jpg": JPEG, ".jpeg": JPEG, ".jfif": JPEG, ".png": PNG, ".webp": WEBP, ".pdf": PDF}
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
KNOWN = {
    ".docx": "Word 文档",
    ".doc": "Word 文档",
    ".xlsx": "Excel 表格",
    ".xls": "Excel 表格",
    ".pptx": "PPT 演示文稿",
    ".zip": "压缩包",
    ".rar": "压缩包",
    ".7z": "压缩包",
    ".exe": "可执行程序",
    ".dll": "可执行程序",
    ".elf": "可执行程序",
    ".html": "网页",
    ".svg": "SVG 图形",
    ".gif": "GIF 动图",
    ".bmp": "BMP 图片",
    ".tif": "TIFF 图片",
    ".tiff": "TIFF 图片",
    ".mp4": "视频",
    ".mov": "视频",
    ".mp3": "录音",
    ".ofd": "OFD 版式文件",
    ".avif": "AVIF 图片",
}
LOOKS = (
    ("可执行程序", (b"MZ", b"\x7fELF", b"#!")),
    ("网页", (b"<!doctype html", b"<html", b"<script", b"<?php")),
    ("SVG 图形", (b"<svg",)),
)
NEXT = {
    "Word 文档": "请在 Word 里“另存为 PDF”再传。",
    "Excel 表格": "请导出为 PDF 再传。",
    "PPT 演示文稿": "请导出为 PDF 再传。",
    "压缩包": "请解压后把里面的图片或 PDF 一个一个传。",
    "视频": "请截取清楚的画面，用图片上传。",
    "GIF 动图": "请截图后上传。",
    "OFD 版式文件": "请转成 PDF 再传。",
}
OTHERWISE = "请拍照或导出为 PDF 再传。"


class NotAccepted(Refusal):
    """A type that is not taken."""

    code = "file_type"
    status = 415
    words = "这是{found}，这里只收 JPG、PNG、WebP 图片和 PDF。{next}"


class AppleFormat(Refusal):
    """A HEIC picture: phones send it only when told to keep the original."""

    code = "file_heic"
    status = 415
    words = "这是苹果手机的 HEIC 照片，暂时打不开。请在 设置 → 相机 → 格式 里选“兼容性最佳”再拍，或者把照片截图后上传。"


class Lying(Refusal):
    """The name says one thing, the content another."""

    code = "file_lies"
    status = 415
    words = "文件名说它是{claimed}，内容其实是{found}，所以没有收。请核对是不是传错了文件，用原来的软件重新导出后再传。"


def type_of(data: bytes) -> str | None:
    """The accepted type of this content, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"%PDF-"):
        return PDF
    return None


def sniff(data: bytes, name: str) -> str:
    """The type of an upload by its content; a refusal when it is not taken or the name lies."""
    ending = PurePosixPath(name.lower()).suffix
    claimed, found = CLAIMS.get(ending), type_of(data)
    if found is None:
        if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
            raise AppleFormat()
        other = _other(data)
        if claimed:
            raise Lying(claimed=NAMES[claimed], found=other)
        words = KNOWN.get(ending, other)
        raise NotAccepted(found=words, next=NEXT.get(words, OTHERWISE))
    if ending in KNOWN or (claimed and (claimed == PDF) != (found == PDF)):
        raise Lying(claimed=NAMES[claimed] if claimed else KNOWN[ending], found=NAMES[found])
    return found


def remark(name: str, found: str) -> str:
    """A sentence when one kind of picture was named as another; empty otherwise."""
    claimed = CLAIMS.get(PurePosixPath(name.lower()).suffix)
    return "" if claimed in (None, found) else f"这张图其实是 {NAMES[found]}，已按 {NAMES[found]} 保存。"


def _other(data: bytes) -> str:
    """What a content that is not taken looks like, in words."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for words, marks in LOOKS:
        if any(start.startswith(mark.lower()) for mark in marks):
            return words
    try:
        return KNOWN.get(puremagic.from_string(data[:65536]), "别的格式")
    except (puremagic.PureError, ValueError):
        return "认不出的格式"
