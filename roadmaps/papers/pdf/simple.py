"""Blocks said with paragraphs and lists alone, for places that hold nothing else: cells, notes, what lies very deep.

Nothing that can be read is left out: a table becomes its rows, a figure what it shows in words.
"""

from collections.abc import Iterable, Iterator

from roadmaps.papers import tree
from roadmaps.papers.reading import text_of, within

_DEEPEST = 4


def simply(blocks: Iterable[tree.Block], depth: int = 0) -> Iterator[tree.Paragraph | tree.Listing]:
    """The same in paragraphs, and lists of these."""
    for block in blocks:
        yield from _one(block, depth)


def _one(block: tree.Block, depth: int) -> Iterator[tree.Paragraph | tree.Listing]:
    match block:
        case tree.Paragraph():
            yield block
        case tree.Heading(line):
            yield tree.Paragraph((tree.Styled("strong", line),))
        case tree.Listing(items) if depth < _DEEPEST:
            told = [tree.Item(tuple(simply(item.inside, depth + 1)), item.is_done) for item in items]
            yield tree.Listing(told, block.start)
        case tree.CodeBlock(text):
            yield from (tree.Paragraph((tree.Code(line),)) for line in text.splitlines())
        case tree.Tiles(tiles):
            yield from (_said(f"{tile.number} {tile.label}") for tile in tiles)
        case tree.Table():
            yield from (tree.Paragraph(tuple(_in_a_row(row))) for row in (*block.head, *block.body))
        case _:
            yield from _named(block)
            yield from simply(within(block), depth)


def _named(block: tree.Block) -> Iterator[tree.Paragraph]:
    """What a block is called, where that is not among what lies in it."""
    match block:
        case tree.Callout(title):
            yield tree.Paragraph((tree.Styled("strong", (tree.Text(title),)),))
        case tree.Section(title, badges=badges):
            spaced = (part for badge in badges for part in (tree.Text(" "), badge))
            yield tree.Paragraph((tree.Styled("strong", title), *spaced))
        case tree.Figure():
            yield _said(block.alt or block.caption)
        case tree.Picture():
            yield _said(block.alt)


def _said(words: str) -> tree.Paragraph:
    return tree.Paragraph((tree.Text(words),))


def _in_a_row(row: Iterable[tree.Cell]) -> Iterator[tree.Inline]:
    for number, cell in enumerate(row):
        if number:
            yield tree.Text(" · ")
        match cell.inside:
            case [tree.Paragraph(line)]:
                yield from line
            case several:
                yield tree.Text(text_of(several))
