"""One table in place of two: rows by the name that they begin with, columns by the one that they stand under."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from roadmaps.papers.comparing.alignment import Pair, aligned
from roadmaps.papers.comparing.lines import ALIKE, alike, compared
from roadmaps.papers.comparing.whole import whole, whole_cell
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Block, Blocks, Cell, Column, Paragraph, Table, Text

Row = Sequence[Cell]
CompareBlocks = Callable[[Blocks, Blocks], Iterator[Block]]


def compared_tables(before: Table, after: Table, compare: CompareBlocks) -> Iterator[Block]:
    """The table with what came and went in it; both, where they are built in different ways.

    :param compare: makes one of the blocks of two cells
    """
    if not (_is_even(before) and _is_even(after)):
        if before == after:
            yield after
        else:
            yield from (*whole(before, "deleted"), *whole(after, "inserted"))
        return
    if before.caption != after.caption:
        yield Paragraph(compared((Text(before.caption),), (Text(after.caption),)))
    columns = list(_columns(before, after))
    likeness = _likeness_of_names if after.has_row_heads else _likeness
    yield replace(
        after,
        caption=after.caption if before.caption == after.caption else "",
        columns=[_column(before, after, pair) for pair in columns],
        head=[_cells(old, new, columns, compare) for old, new in zip(before.head, after.head, strict=True)],
        body=[
            _cells(old or (), new or (), columns, compare)
            for old, new in aligned(before.body, after.body, key=_name, likeness=likeness)
        ],
    )


def _is_even(table: Table) -> bool:
    """Whether each row has one cell for each column, under one row of heads."""
    rows = [*table.head, *table.body]
    wide = len(table.columns)
    return len(table.head) == 1 and all(len(row) == wide and all(cell.span == 1 for cell in row) for row in rows)


def _columns(before: Table, after: Table) -> Iterator[Pair[int]]:
    """Places of the columns in both, in one order."""
    old, new = ([text_of(cell.inside) for cell in table.head[0]] for table in (before, after))
    if len(old) == len(new) and not set(old) & set(new):
        yield from zip(range(len(old)), range(len(new)), strict=True)
        return
    pairs = aligned(list(enumerate(old)), list(enumerate(new)), key=lambda one: one[1], likeness=_likeness_of_heads)
    yield from ((o[0] if o else None, n[0] if n else None) for o, n in pairs)


def _likeness_of_heads(before: tuple[int, str], after: tuple[int, str]) -> float:
    share = alike(before[1], after[1])
    # The first column names the rows, whatever it is called.
    return 1.0 if before[0] == after[0] == 0 else share if share >= ALIKE else 0.0


def _column(before: Table, after: Table, pair: Pair[int]) -> Column:
    old, new = pair
    if new is not None:
        return after.columns[new]
    assert old is not None
    return before.columns[old]


def _cells(before: Row, after: Row, columns: Sequence[Pair[int]], compare: CompareBlocks) -> Row:
    """A row of both; one that is missing came or went as a whole."""
    return [
        _cell(
            before[old] if before and old is not None else None,
            after[new] if after and new is not None else None,
            compare,
        )
        for old, new in columns
    ]


def _cell(before: Cell | None, after: Cell | None, compare: CompareBlocks) -> Cell:
    if before is None or after is None:
        one = whole_cell(before, "deleted") if before else whole_cell(after, "inserted") if after else Cell(())
        return replace(one, tone=after.tone if after else None)
    return replace(after, inside=tuple(compare(before.inside, after.inside)))


def _name(row: Row) -> str:
    return text_of(row[0].inside) if row else ""


def _likeness(before: Row, after: Row) -> float:
    share = alike(*(" ".join(text_of(cell.inside) for cell in row) for row in (before, after)))
    return share if share >= ALIKE else 0.0


def _likeness_of_names(before: Row, after: Row) -> float:
    share = alike(_name(before), _name(after))
    return share if share >= ALIKE else 0.0
