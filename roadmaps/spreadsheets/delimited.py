"""One sheet as CSV, as Excel in Swedish opens it by a double click."""

from collections.abc import Sequence

from roadmaps.foundation.tables.leading import MIMETYPE, led, unled, written
from roadmaps.spreadsheets.cells import Cell, as_text
from roadmaps.spreadsheets.gathering import SheetOf

__all__ = ["MIMETYPE", "as_csv", "unled"]


def as_csv(sheet: SheetOf) -> bytes:
    """The sheet, with its headings."""
    return written([[led(column.label) for column in sheet.columns], *(_row(row) for row in sheet.rows)])


def _row(row: Sequence[Cell]) -> list[str]:
    return [led(cell) if isinstance(cell, str) else as_text(cell).replace(".", ",") for cell in row]
