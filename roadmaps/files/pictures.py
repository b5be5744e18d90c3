"""A picture as it is kept: looked at, turned the right way up, made smaller and written anew.

Nothing of the file that came in is kept but its dots, so neither does anything that was hidden in it or told of whoever
took it. Runs in the worker process only; the library that reads pictures is not let near a process that serves pages.
"""

import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# The second is what telephones make that take several pictures at once; the first of them is kept.
_PHOTOGRAPHS = {"JPEG", "MPO"}
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2_000
_LONGEST_SIDE_READ = 30_000
_QUALITY = 85
# A drawing is kept dot by dot; a photograph that came as PNG would weigh ten times what it needs.
_LARGE, _WORTH_IT = 400_000, 3


class Unfit(Exception):
    """It is no picture that can be kept; `why` names the reason: "broken", "large"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Redrawn:
    """The picture anew."""

    content: bytes
    media_type: str
    width: int
    height: int


def redrawn(data: bytes) -> Redrawn:
    """The picture as it is kept; of one that moves, what it shows first.

    :raises Unfit: when it is none, or has more dots than any camera takes
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        # It remarks on much that is odd in a file and harmless here.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return _redrawn(data)


def _redrawn(data: bytes) -> Redrawn:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS or max(opened.size) > _LONGEST_SIDE_READ:
                raise Unfit("large")
            if is_photograph := opened.format in _PHOTOGRAPHS:
                # Read at a size near the one that is wanted, which takes a part of the time and the memory.
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.load()
            return _written(_plain(opened), is_photograph=is_photograph)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("large") from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        IndexError,
        KeyError,
        AttributeError,
        ArithmeticError,
    ):
        # What a broken file makes the readers of so many formats stumble over.
        raise Unfit("broken") from None


def _plain(opened: Image.Image) -> Image.Image:
    """Its dots alone: upright, in the colours of the web, and no larger than a page shows them."""
    profile = opened.info.get("icc_profile")
    picture = _of_the_web(ImageOps.exif_transpose(opened), profile)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    # Upon a new one, which knows nothing of the old one.
    anew = Image.new(picture.mode, picture.size)
    anew.paste(picture)
    return anew


def _of_the_web(picture: Image.Image, profile: Any) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits of grey; eight of them are seen.
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    has_holes = picture.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in picture.info
    if isinstance(profile, bytes) and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        picture = _in_srgb(picture, profile)
    return picture.convert("RGBA" if has_holes else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """By the profile that says what its colours mean, as far as it makes sense."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        turned = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return turned or picture


def _written(picture: Image.Image, *, is_photograph: bool) -> Redrawn:
    if is_photograph and picture.mode == "RGB":
        return _as("JPEG", picture)
    drawn = _as("PNG", picture)
    if len(drawn.content) > _LARGE and picture.mode == "RGB":
        taken = _as("JPEG", picture)
        if len(taken.content) * _WORTH_IT < len(drawn.content):
            return taken
    return drawn


def _as(form: str, picture: Image.Image) -> Redrawn:
    held = io.BytesIO()
    if form == "JPEG":
        picture.save(held, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    else:
        picture.save(held, "PNG", optimize=True)
    return Redrawn(held.getvalue(), f"image/{form.lower()}", picture.width, picture.height)
