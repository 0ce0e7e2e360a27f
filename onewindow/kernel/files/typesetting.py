"""Setting type: one compiler a thread, the fonts of the product and no others."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
SANS = FONTS / "NotoSansSC-Regular.otf"
_mine = threading.local()


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Noto Sans SC and Noto Serif SC, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def compiler() -> typst.Compiler:
    """The compiler of this thread; reads no font, package or file of the machine."""
    if not hasattr(_mine, "compiler"):
        _mine.compiler = typst.Compiler(font_paths=fonts())
    return _mine.compiler
