"""One sheet as CSV, as Excel in Swedish opens it by a double click.

CSV cannot say that a cell is text. So a cell that begins with a sign which spreadsheets take for a formula, or with an
apostrophe, is led by an apostrophe; reading takes one away again.
"""

import csv
import io

from roadmaps.spreadsheets.cells import as_text
from roadmaps.spreadsheets.gathering import SheetOf

MIMETYPE = "text/csv; charset=utf-8"
_LED = ("=", "+", "-", "@", "\t", "\r", "'")


def as_csv(sheet: SheetOf) -> bytes:
    """The sheet, with a mark for UTF-8 and semicolons between the cells."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_led(cell) if isinstance(cell, str) else as_text(cell).replace(".", ",") for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _led(text: str) -> str:
    return f"'{text}" if text.startswith(_LED) else text


def unled(text: str) -> str:
    """The cell without the apostrophe that leads it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_LED) else text
