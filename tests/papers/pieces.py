"""Small pieces of papers, of plain words."""

from roadmaps.papers.tree import Cell, Inline, Paragraph, Text, Tone


def text(words: str) -> tuple[Inline, ...]:
    """A line of plain words."""
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text(words))


def cell(words: str, tone: Tone | None = None, span: int = 1) -> Cell:
    """A cell of plain words, empty when there are none."""
    return Cell((paragraph(words),) if words else (), span=span, tone=tone)
