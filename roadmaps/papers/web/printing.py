"""What a paper brings into the styles of its page: its colour, and what stands on each printed page.

What people wrote is escaped sign by sign, so that nothing of it can end a string of CSS or the element around it.
"""

import re
from collections.abc import Sequence

from roadmaps.papers import words as said
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN = re.compile(r"[^0-9A-Za-z]")
_GREY = "#45545f"
_PAGE, _PAGES = "\ue000", "\ue001"


def color_of(paper: Paper) -> str:
    """The colour, if it is one."""
    return paper.cover.color if _COLOR.fullmatch(paper.cover.color) else _GREY


def in_quotes(text: str) -> str:
    """What stands within a string of CSS: every sign that is no letter of ASCII or digit by its number."""
    return _PLAIN.sub(lambda found: f"\\{ord(found.group()):x} ", text)


def page_of(words: Words) -> Sequence[str]:
    """What stands before the number of the page, between it and that of all pages, and after."""
    told = words.say(said.PAGE, page=_PAGE, pages=_PAGES)
    before, _, rest = told.partition(_PAGE)
    between, _, after = rest.partition(_PAGES)
    return before, between, after
