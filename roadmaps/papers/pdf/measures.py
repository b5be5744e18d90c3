"""How much room parts of a paper take, roughly, in points: enough to tell what can be kept together on a page."""

from collections.abc import Iterable, Sequence
from math import ceil

from roadmaps.papers import tree
from roadmaps.papers.reading import words_of

# The page as the template lays it out.
WIDTH, HEIGHT = 442.0, 672.0
WIDTH_ON_ITS_SIDE, HEIGHT_ON_ITS_SIDE = 690.0, 425.0
PROSE_WIDTH = 384.0
# Within a table.
PADDING = 10.0
SIGN, SMALL_SIGN = 4.75, 4.0
_PROSE_SIGN, _PROSE_LINE, _CELL_LINE, _BETWEEN = 5.0, 15.5, 12.5, 8.0


def height(blocks: Iterable[tree.Block], width: float = WIDTH) -> float:
    """Of blocks one below the other."""
    return sum(_height(block, max(width, 40.0)) for block in blocks)


def _height(block: tree.Block, width: float) -> float:
    match block:
        case tree.Paragraph(inside) | tree.Heading(inside):
            return _lines(inside, min(width, PROSE_WIDTH)) * _PROSE_LINE + _BETWEEN + _of_notes(inside)
        case tree.Listing(items):
            return sum(height(item.inside, width - 18) for item in items) + _BETWEEN
        case tree.Quote(inside):
            return height(inside, width - 20) + _BETWEEN
        case tree.CodeBlock(text):
            return sum(ceil(max(len(part), 1) * 5.2 / width) for part in text.split("\n")) * _CELL_LINE + 2 * _BETWEEN
        case _:
            return _height_of_box(block, width)


def _height_of_box(block: tree.Block, width: float) -> float:
    match block:
        case tree.Facts(entries, are_short):
            heights = [height(entry.inside, width * 0.7) for entry in entries]
            return max(heights, default=0.0) + _PROSE_LINE if are_short else sum(heights)
        case tree.Table():
            share = width / max(len(block.columns), 1)
            return 40.0 + sum(row_height(row, [share] * len(row)) for row in (*block.head, *block.body))
        case tree.Figure(drawing):
            table = height((block.table,), width) if block.table else 0.0
            return drawing.height * min(1.0, width / max(drawing.width, 1.0)) + 40.0 + table
        case tree.Picture():
            return block.height * min(1.0, width / max(block.width, 1.0)) + 20.0
        case tree.Tiles(tiles):
            return ceil(len(tiles) / 3) * 74.0
        case tree.Callout(_, inside):
            return height(inside, width - 24) + 44.0
        case tree.Section(title, inside):
            return _lines(title, width) * 20.0 + (46.0 if block.badges else 26.0) + height(inside, width)
        case _:
            return 2 * _BETWEEN


def row_height(row: Sequence[tree.Cell], widths: Sequence[float]) -> float:
    """Of a row of a table whose cells have these widths."""
    return max((_cell(cell, width - PADDING) for cell, width in zip(row, widths, strict=False)), default=0.0) + PADDING


def _cell(cell: tree.Cell, width: float) -> float:
    return height(cell.inside, width) * _CELL_LINE / _PROSE_LINE


def _lines(line: tree.Line, width: float) -> int:
    breaks = sum(isinstance(one, tree.Break) for one in line)
    return ceil(len(words_of(line)) * _PROSE_SIGN / width) + breaks


def _of_notes(line: tree.Line) -> float:
    return sum(height(one.inside) for one in line if isinstance(one, tree.Footnote))
