"""What the kinds of windows are called."""

from __future__ import annotations

KINDS = {
    "combined": "综合窗口",
    "exit_entry": "出入境",
    "enterprise": "对企专窗",
    "elder": "敬老专窗",
    "unsolved": "办不成事",
}
