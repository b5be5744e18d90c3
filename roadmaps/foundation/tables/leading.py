"""Texts in CSV that no spreadsheet takes for a formula.

CSV cannot say that a cell is text. So a cell that begins with a sign which some spreadsheet reckons with, also behind spaces or
in the wide letters of East Asia, or with an apostrophe, is led by an apostrophe; reading takes one away again. Every cell is
within quotation marks, so that no line break within one begins a row.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MIMETYPE = "text/csv; charset=utf-8"
_LED = re.compile("'|[ \u00a0\ufeff]*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """As Excel in Swedish opens it by a double click: with a mark for UTF-8, and semicolons between the cells."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def led(text: str) -> str:
    """The text of a cell, with an apostrophe before it where it needs one."""
    return f"'{text}" if _LED.match(text) else text


def unled(text: str) -> str:
    """The cell without the apostrophe that leads it."""
    return text[1:] if text.startswith("'") and _LED.match(text[1:]) else text
