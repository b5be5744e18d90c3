"""The styles that a paper brings itself: its colour, and what stands on each printed page."""

import re

from roadmaps.papers import words as said
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN = re.compile(r"[^0-9A-Za-z]")
_GREY = "#45545f"
_PAGE, _PAGES = "\ue000", "\ue001"


def styles_of(paper: Paper, words: Words) -> str:
    """CSS that holds nothing but letters, digits and signs of its own: what people wrote is escaped one by one."""
    color = paper.cover.color if _COLOR.fullmatch(paper.cover.color) else _GREY
    identity = paper.identity
    check = " · ".join(filter(None, (identity.code, identity.check_address.partition("://")[2])))
    return "\n".join(
        [
            f":root {{ --area: {color}; }}",
            "@page {",
            f"  @top-left {{ content: {quoted(paper.running_title)}; }}",
            f"  @top-right {{ content: {quoted(paper.running_note)}; }}",
            f"  @bottom-left {{ content: {quoted(paper.foot)}; }}",
            f"  @bottom-center {{ content: {quoted(check)}; }}",
            f"  @bottom-right {{ content: {_page_of(words)}; }}",
            "}",
        ]
    )


def quoted(text: str) -> str:
    """A string of CSS. Every sign that is no letter of ASCII or digit is written by its number."""
    return '"' + _PLAIN.sub(lambda found: f"\\{ord(found.group()):x} ", text) + '"'


def _page_of(words: Words) -> str:
    told = quoted(words.say(said.PAGE, page=_PAGE, pages=_PAGES))
    told = told.replace(quoted(_PAGE)[1:-1], '" counter(page) "')
    return told.replace(quoted(_PAGES)[1:-1], '" counter(pages) "')
