"""Saying in which language somebody's text is, line by line."""

from collections.abc import Sequence
from dataclasses import replace

from roadmaps.papers.tree import (
    Block,
    Blocks,
    Cell,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Quote,
    Spoken,
    Table,
)


def spoken(blocks: Blocks, language: str) -> list[Block]:
    """The blocks with every line of theirs in the language."""
    return [_spoken(block, language) for block in blocks]


def _spoken(block: Block, language: str) -> Block:
    match block:
        case Paragraph(inside) | Heading(inside):
            return replace(block, inside=_line(inside, language))
        case Quote(inside):
            return Quote(spoken(inside, language))
        case Listing(items):
            return replace(block, items=[_item(one, language) for one in items])
        case Table():
            return replace(block, head=_rows(block.head, language), body=_rows(block.body, language))
        case _:
            return block


def _line(line: Line, language: str) -> Line:
    return (Spoken(language, line),) if line else line


def _item(item: Item, language: str) -> Item:
    return replace(item, inside=spoken(item.inside, language))


def _rows(rows: Sequence[Sequence[Cell]], language: str) -> list[list[Cell]]:
    return [[replace(cell, inside=spoken(cell.inside, language)) for cell in row] for row in rows]
