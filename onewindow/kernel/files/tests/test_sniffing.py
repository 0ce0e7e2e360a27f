"""A file is what it contains, and its name had better agree."""

import pytest

from onewindow.kernel.files.sniffing import JPEG, PDF, PNG, WEBP, AppleFormat, Lying, NotAccepted, remark, sniff
from onewindow.kernel.files.tests.conftest import pdf, picture


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (picture(), "身份证.JPG", JPEG),
        (picture("PNG"), "scan.png", PNG),
        (picture("WEBP"), "a.webp", WEBP),
        (pdf(), "合同.pdf", PDF),
        (picture(), "没有后缀", JPEG),
        (pdf(), "", PDF),
    ],
)
def test_honest_files_are_known(data, name, found):
    assert sniff(data, name) == found


@pytest.mark.parametrize(
    ("data", "name", "claimed", "found"),
    [
        (b"MZ\x90\x00" + b"\0" * 200, "照片.jpg", "JPG 图片", "可执行程序"),
        (b"<html><script>alert(1)</script>", "租赁合同.pdf", "PDF", "网页"),
        (b"  <!DOCTYPE HTML><html>", "a.png", "PNG 图片", "网页"),
        (b"<svg onload=x>", "a.webp", "WebP 图片", "SVG 图形"),
        (pdf(), "照片.jpg", "JPG 图片", "PDF"),
        (picture(), "合同.pdf", "PDF", "JPG 图片"),
        (picture(), "合同.docx", "Word 文档", "JPG 图片"),
    ],
)
def test_a_lying_name_is_told_plainly(data, name, claimed, found):
    with pytest.raises(Lying) as refused:
        sniff(data, name)
    assert claimed in refused.value.sentence and found in refused.value.sentence


def test_one_kind_of_picture_named_as_another_is_taken_with_a_remark():
    assert sniff(picture("PNG"), "微信图片.jpg") == PNG
    assert "PNG" in remark("微信图片.jpg", PNG)
    assert remark("微信图片.jpg", JPEG) == "" and remark("图片", JPEG) == ""


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "合同.docx", "另存为 PDF"),
        (b"PK\x03\x04" + b"\0" * 100, "材料.zip", "解压"),
        (b"GIF89a" + b"\0" * 50, "a.gif", "GIF"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 50, "a.mp4", "视频"),
        (b"just words", "说明.txt", "JPG、PNG"),
        (b"\0" * 20, "x", "JPG、PNG"),
    ],
)
def test_other_types_are_refused_with_a_way_on(data, name, says):
    with pytest.raises(NotAccepted) as refused:
        sniff(data, name)
    assert says in refused.value.sentence


def test_an_apple_photo_is_told_which_switch_to_turn():
    with pytest.raises(AppleFormat) as refused:
        sniff(b"\0\0\0\x18ftypheic" + b"\0" * 50, "IMG_0001.HEIC")
    assert "兼容性最佳" in refused.value.sentence
