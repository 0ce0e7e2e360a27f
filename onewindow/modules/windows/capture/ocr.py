"""Reading print from a picture, offline, in a process of its own; without the library everything is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from onewindow.kernel.ground.refusal import Refusal

CHILD = "onewindow.modules.windows.capture.ocr_child"
PATIENCE = 45  # seconds: a card takes 3 with the start on two quiet cores, 13 on the same cores shared by eight
AT_ONCE = threading.BoundedSemaphore(2)  # each takes 460 MB while it lives
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR")  # no keys of the house


class NotInstalled(Refusal):
    """The optional group is not there."""

    code = "ocr_not_installed"
    status = 501
    words = "这台服务器没有装文字识别，请照着材料手工填写；要装的话，请系统管理员安装可选组 ocr。"


class Busy(Refusal):
    """Two readings run already."""

    code = "ocr_busy"
    status = 503
    words = "文字识别正忙，请过几秒再点一次，或者直接手工填写。"


class Failed(Refusal):
    """The child died or took too long."""

    code = "ocr_failed"
    status = 503
    words = "这张图没有识别出来。材料已经收下，请手工填写，或者重新拍一张再识别。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print; the box is left, top, right, bottom as parts of the picture."""

    text: str
    sure: float
    box: tuple[float, float, float, float]


@lru_cache(maxsize=1)
def installed() -> bool:
    """Whether the optional group `ocr` is there; nothing is imported for the answer."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def lines_of(picture: bytes) -> list[Line]:
    """The lines of a JPEG, PNG or WebP picture, as the model found them."""
    if not installed():
        raise NotInstalled()
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Busy()
    try:
        done = subprocess.run(
            [sys.executable, "-m", CHILD],
            input=picture,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )
        return [Line(one["text"], one["sure"], tuple(one["box"])) for one in json.loads(done.stdout)]
    except (subprocess.SubprocessError, ValueError, OSError) as why:
        raise Failed() from why
    finally:
        AT_ONCE.release()
