"""Headings within people's texts, brought below the heading that the text stands under, without leaps between levels."""

import re
from collections.abc import Sequence

DEEPEST = 6
# In clean HTML, "<" stands for nothing but a tag.
_HEADING = re.compile(r"<(/?)h([1-6])\b")


def levels(found: Sequence[int], first: int) -> list[int]:
    """What the levels of a text's headings become when its highest is to be `first`."""
    ranks = {level: rank for rank, level in enumerate(sorted(set(found)))}
    told: list[int] = []
    for level in found:
        above = told[-1] if told else first - 1
        told.append(min(first + ranks[level], above + 1, DEEPEST))
    return told


def with_headings_at(html: str, first: int) -> str:
    """Clean HTML with its headings beginning at a level."""
    opening = [int(level) for end, level in _HEADING.findall(html) if not end]
    # Each heading is opened and then closed, and none lies within another.
    told = iter([level for level in levels(opening, first) for _ in range(2)])
    return _HEADING.sub(lambda found: f"<{found[1]}h{next(told)}", html)
