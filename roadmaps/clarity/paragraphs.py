"""The paragraphs of a block, as a reader sees them: read from its clean HTML. No session."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from roadmaps.glossary.finding import BREAK, without_tags
from roadmaps.revisions.states import BlockState

# A shorter one is a heading, or the cell of a table; it counts only where there is nothing else.
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, item or cell of a block. `digest` knows it again for as long as it says the same."""

    field: str
    text: str
    digest: str


def paragraphs_of(block: BlockState) -> list[Paragraph]:
    """Each paragraph once, in the order in which they are read."""
    found = {one.digest: one for field, html in block.html.items() for one in _in_field(field, html)}
    long = [one for one in found.values() if one.text.count(" ") >= FEWEST_WORDS - 1]
    return long or list(found.values())


def digest_of(text: str) -> str:
    """By what a paragraph is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def _in_field(field: str, html: str) -> Iterator[Paragraph]:
    for part in without_tags(html).split(BREAK):
        text = " ".join(unescape(part).split())
        if text:
            yield Paragraph(field, text, digest_of(text))
