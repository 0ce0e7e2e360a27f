"""The child that reads one picture and ends: `python -m …ocr_child` takes it on stdin, tells lines on stdout as JSON.

It imports nothing of the house, so that the models' 460 MB (measured) live for three seconds and in no web process.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

import numpy
from PIL import Image
from rapidocr import RapidOCR

SIDE = 1600
THREADS = 2


def read(data: bytes) -> list[dict[str, object]]:
    """Lines from top to bottom: text, how sure the model is (0 to 1), and the box as parts of the picture."""
    logging.disable(logging.CRITICAL)
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((SIDE, SIDE))
    engine: Any = RapidOCR(
        params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": THREADS}
    )
    found = engine(numpy.asarray(picture)[:, :, ::-1], use_cls=False)
    if found.boxes is None:
        return []
    size = numpy.array(picture.size)
    lines = []
    for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        corners = (numpy.asarray(box) / size).round(4)
        (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        lines.append({"text": text, "sure": round(float(sure), 3), "box": [left, top, right, bottom]})
    return lines


if __name__ == "__main__":
    told = sys.stdout
    sys.stdout = sys.stderr  # the library prints while it wakes
    json.dump(read(sys.stdin.buffer.read()), told, ensure_ascii=True)
