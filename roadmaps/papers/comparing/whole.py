"""Parts that came or went as a whole: every word in them is marked."""

from collections.abc import Iterator
from dataclasses import replace

from roadmaps.papers.comparing.lines import How, marked, marked_paragraph
from roadmaps.papers.tree import (
    Block,
    Blocks,
    Break,
    Callout,
    Cell,
    Changed,
    Code,
    CodeBlock,
    Fact,
    Facts,
    Figure,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Styled,
    Table,
    Text,
    Tiles,
)


def whole(block: Block, how: How) -> Iterator[Block]:
    """The block with every word marked. A drawing cannot be: the later is shown, the earlier told by its name."""
    match block:
        case Paragraph(inside) | Heading(inside):
            yield replace(block, inside=marked(inside, how))
        case Listing(items):
            yield replace(block, items=[replace(item, inside=tuple(wholes(item.inside, how))) for item in items])
        case Quote(inside):
            yield Quote(tuple(wholes(inside, how)))
        case CodeBlock(text):
            yield Paragraph((Changed(how, tuple(_code(text))),))
        case Facts(entries):
            yield replace(block, entries=[whole_fact(fact, how) for fact in entries])
        case Table():
            yield from _table(block, how)
        case Figure() if how == "deleted":
            yield marked_paragraph(block.caption, how)
        case Picture(alt=alt) if how == "deleted":
            yield marked_paragraph(alt, how)
        case Tiles() | Callout():
            yield from whole(as_listing(block) if isinstance(block, Tiles) else as_quote(block), how)
        case _:
            yield from () if how == "deleted" else (block,)


def wholes(blocks: Blocks, how: How) -> Iterator[Block]:
    """Several."""
    for block in blocks:
        yield from whole(block, how)


def whole_fact(fact: Fact, how: How) -> Fact:
    """A label with what is said under it."""
    return Fact(marked(fact.label, how), tuple(wholes(fact.inside, how)))


def whole_cell(cell: Cell, how: How) -> Cell:
    """What stands in one place of a table."""
    return replace(cell, inside=tuple(wholes(cell.inside, how)))


def as_listing(tiles: Tiles) -> Listing:
    """Figures at a glance as a list, in which words can be marked."""
    return Listing(
        [Item((Paragraph((Styled("strong", (Text(tile.number),)), Text(f" {tile.label}"))),)) for tile in tiles.tiles]
    )


def as_quote(callout: Callout) -> Quote:
    """Something to notice as a quote, in whose title words can be marked."""
    title: Line = (Styled("strong", (Text(callout.title),)),)
    return Quote((Paragraph(title), *callout.inside))


def _code(text: str) -> Iterator[Code | Break]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Break()
        if line:
            yield Code(line)


def _table(table: Table, how: How) -> Iterator[Block]:
    if table.caption:
        yield marked_paragraph(table.caption, how)
    yield replace(
        table,
        caption="",
        anchor=table.anchor if how == "inserted" else "",
        head=[[whole_cell(cell, how) for cell in row] for row in table.head],
        body=[[whole_cell(cell, how) for cell in row] for row in table.body],
    )
