"""What is said to the finishing hand within pandoc's tree, and read again from the file that pandoc wrote.

A direction is a paragraph, or a run of words, of a style that nobody's text can be given; so nobody's text can be taken
for one.
"""

import json
from typing import Any

from roadmaps.papers.pandoc.nodes import Node, paragraph, span, styled, words

STYLE = "Direction"
STYLE_WITHIN = "DirectionWithin"


def direction(do: str, **values: Any) -> Node:
    """A direction that stands between blocks."""
    return styled(STYLE, paragraph([words(told(do, values))]))


def direction_within(do: str, **values: Any) -> Node:
    """A direction that stands within a line."""
    return span([words(told(do, values))], STYLE_WITHIN)


def told(do: str, values: dict[str, Any]) -> str:
    """The direction as text, without two spaces in a row, which some formats write in a way of their own."""
    return json.dumps({"do": do, **values}, ensure_ascii=True, separators=(",", ":"))


def read(text: str) -> dict[str, Any]:
    """The direction that somebody of this house has written."""
    read: dict[str, Any] = json.loads(text)
    return read
