"""How wide the columns of a table are, and whether the words in its head must stand upright to fit."""

from collections.abc import Sequence

from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Cell, Table

# What fits across a page in the letters of a table.
LETTERS_ACROSS, LETTERS_ACROSS_SIDEWAYS = 92, 142
_NARROWEST, _WIDEST, _LONGEST_WORD = 5, 44, 20
_LETTERS_OF_A_SHARE = 8


def widths_of(table: Table) -> list[float]:
    """The part of the width that each column takes; together they are one."""
    across = LETTERS_ACROSS_SIDEWAYS if table.is_wide else LETTERS_ACROSS
    texts = [_texts(table, place) for place in range(len(table.columns))]
    if all(column.share for column in table.columns):
        return _parts([column.share or 0 for column in table.columns])
    needs = [
        column.share * _LETTERS_OF_A_SHARE if column.share else _need(words)
        for column, words in zip(table.columns, texts, strict=True)
    ]
    least = [min(_longest_word(words) + 3, _LONGEST_WORD) / across for words in texts]
    spare = 1 - sum(least)
    if spare <= 0:
        return _parts(least)
    return [floor + spare * part for floor, part in zip(least, _parts(needs), strict=True)]


def has_upright_head(table: Table, widths: Sequence[float]) -> bool:
    """Whether a word in the head is longer than its column is wide."""
    across = LETTERS_ACROSS_SIDEWAYS if table.is_wide else LETTERS_ACROSS
    return any(
        _longest_word([_text(cell)]) + 1 > width * across
        for row in table.head
        if len(row) == len(widths)
        for cell, width in list(zip(row, widths, strict=True))[1:]
    )


def longest_in_head(table: Table) -> int:
    """How many letters the longest entry of the head has, without the first column."""
    return max((len(_text(cell)) for row in table.head for cell in row[1:]), default=0)


def _texts(table: Table, place: int) -> list[str]:
    """What stands in a column, in rows where no cell spans several."""
    rows = [row for row in (*table.head, *table.body) if len(row) == len(table.columns)]
    return [_text(row[place]) for row in rows]


def _text(cell: Cell) -> str:
    return text_of(cell.inside)


def _need(texts: Sequence[str]) -> float:
    """Between what most entries need and what the longest would like."""
    lengths = sorted(len(text) for text in texts)
    if not lengths:
        return _NARROWEST
    most = lengths[(len(lengths) - 1) * 9 // 10]
    return max(_NARROWEST, min(most, _WIDEST))


def _longest_word(texts: Sequence[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=1)


def _parts(shares: Sequence[float]) -> list[float]:
    whole = sum(shares) or 1
    return [share / whole for share in shares]
