"""One page of a stranger's PDF as a PNG, in a process of its own.

Run as `python rendering.py PAGE WIDTH`: PDF on standard input, PNG on standard output.  A bomb takes
this process and nothing else: its memory and its seconds are counted.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import typst

MEMORY = 1 << 30
SECONDS = 10
SHARED_MEMORY = Path("/dev/shm")  # plain text of personal papers does not touch the disk
SHEET = (
    "#set page(width: 595pt, height: 842pt, margin: 0pt, fill: white)\n"
    '#image("paper.pdf", page: {page}, width: 100%, height: 100%, fit: "contain")'
)


def page_of(pdf: bytes, page: int, width: int) -> bytes | None:
    """PNG of this page (1 is the first), `width` pixels wide; None when it cannot be drawn."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__, str(page), str(width)],
            input=pdf,
            capture_output=True,
            timeout=SECONDS + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None


def folder() -> str | None:
    """Where temporary plain text may lie."""
    return str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None


def main() -> None:
    page, width = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with tempfile.TemporaryDirectory(dir=folder()) as root:
        Path(root, "paper.pdf").write_bytes(sys.stdin.buffer.read())
        Path(root, "sheet.typ").write_text(SHEET.format(page=page), encoding="utf-8")
        drawn = typst.compile(
            f"{root}/sheet.typ", root=root, format="png", ppi=width / 595 * 72, ignore_system_fonts=True
        )
    sys.stdout.buffer.write(drawn if isinstance(drawn, bytes) else drawn[0])


if __name__ == "__main__":
    main()
