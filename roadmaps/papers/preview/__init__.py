"""The picture that stands beside a link to a paper where people share it: its cover, small and wide.

Typst draws it in a process of its own with limits; what people have written reaches it as data.
"""

import json
from functools import lru_cache

from roadmaps.papers.bounded import Limits, run_module
from roadmaps.papers.tree import Cover

WIDTH, HEIGHT = 1200, 630
LIMITS = Limits(processor_seconds=10, seconds=20)
_LONGEST = 160


def picture_of(cover: Cover, note: str) -> bytes:
    """A PNG of the cover, the same each time, 1200 by 630. `note` is said at its foot.

    :raises TooMuch: when no place is free to draw it
    """
    return _drawn(_short(cover.title), _short(cover.subtitle), _short(cover.eyebrow), _short(note), cover.color)


@lru_cache(maxsize=64)
def _drawn(title: str, subtitle: str, eyebrow: str, note: str, color: str) -> bytes:
    told = {"title": title, "subtitle": subtitle, "eyebrow": eyebrow, "note": note, "color": color}
    return run_module("roadmaps.papers.preview.drawing", json.dumps(told).encode(), LIMITS)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
