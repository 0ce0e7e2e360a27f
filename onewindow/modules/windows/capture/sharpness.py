"""How sharp a picture is: the variance of its Laplacian, at one size so that cameras compare.  Pure.

Source: Pech-Pacheco et al. 2000, «Diatom autofocusing in brightfield microscopy».
"""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageStat

SIDE = 900  # pixels on the longer side; papers of one kind then have strokes of one width
LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=4, offset=128)
EDGE = 2  # the filter leaves the outermost pixels as they are


def sharpness(picture: Image.Image) -> float:
    """The variance, in squared grey levels; a picture smaller than `SIDE` is judged as it is."""
    grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    if min(grey.size) <= 2 * EDGE:
        return 0.0
    edges = grey.filter(LAPLACE).crop((EDGE, EDGE, grey.width - EDGE, grey.height - EDGE))
    return float(ImageStat.Stat(edges).var[0]) * 16  # scale 4 makes the variance sixteen times smaller
