"""What a table is once it has been read, and what stands in the way of reading one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_000, 60, 20_000


@dataclass(frozen=True)
class Row:
    """One row that holds something. `number` is its place in the file, counted from 1 as spreadsheets do."""

    number: int
    cells: tuple[str, ...]


class Unreadable(Fault):
    """The file cannot be read as a table."""

    @classmethod
    def of_old_excel(cls) -> Self:
        """It is a workbook of the older kind."""
        return cls(say("This is an older kind of Excel file. Save it as an Excel workbook (.xlsx) or as CSV."))

    @classmethod
    def of_macros(cls) -> Self:
        """It is a workbook with programs in it."""
        return cls(
            say("The workbook holds macros, which are not let in. Save it as an Excel workbook without them (.xlsx).")
        )

    @classmethod
    def of_no_table(cls) -> Self:
        """It is something else altogether."""
        return cls(say("The file could not be read as a table. Send a CSV file or an Excel workbook (.xlsx)."))

    @classmethod
    def of_too_much(cls) -> Self:
        """It is larger than any table that is meant."""
        return cls(
            say("The file is too large. At most %(rows)s rows are read at a time; send it in parts.", rows=MOST_ROWS)
        )


def kept(rows: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    """The rows that hold something, with the empty cells at their ends cut off.

    :raises Unreadable: when there are more or larger ones than anybody means
    """
    found: list[Row] = []
    for number, cells in rows:
        texts = [cell.strip() for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if len(found) > MOST_ROWS or len(texts) > MOST_COLUMNS or max(map(len, texts)) > LONGEST_CELL:
            raise Unreadable.of_too_much()
        found.append(Row(number, tuple(texts)))
    return found
