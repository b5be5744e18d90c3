"""XLSX: the first sheet that holds something. Formulas are not reckoned; the values that were saved with them count.

What a number means hangs on how it is shown, so that is looked at: 46022 may be a day, a month or a year, and 0.48 may
be 48 %.
"""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml import DEFUSEDXML

from roadmaps.foundation.tables.rows import MOST_COLUMNS, Row, Unreadable, kept

MOST_BYTES_UNPACKED, MOST_PARTS = 12_000_000, 200
# Empty rows cost time too, and a cell far down makes a million of them.
FURTHEST_ROW = 20_000
# Excel itself keeps fifteen digits; the ones after them are noise of binary fractions.
_DIGITS = 15
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# It remarks on styles that it does not know, which say nothing about the values.
warnings.filterwarnings("ignore", module=r"openpyxl\.")


def read_workbook(data: bytes) -> list[Row]:
    """The rows of the first sheet that holds something.

    :raises Unreadable: when it is no workbook, or unpacks to more than anybody means
    """
    assert DEFUSEDXML, "the XML of strangers is read by defusedxml only"
    _check_size(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = [one for one in workbook.worksheets if isinstance(one, ReadOnlyWorksheet)]
            return next((rows for sheet in sheets if (rows := kept(_rows(sheet)))), [])
        finally:
            workbook.close()
    except (Unreadable, MemoryError):
        raise
    except (BadZipFile, InvalidFileException, DefusedXmlException, ParseError, OSError) as error:
        raise Unreadable.of_no_table() from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, AssertionError) as error:
        # A workbook that breaks its own format makes the reader stumble in many ways.
        raise Unreadable.of_no_table() from error


def _check_size(data: bytes) -> None:
    """No part can unpack to more than it says, so it is enough to ask."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, OSError) as error:
        raise Unreadable.of_no_table() from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise Unreadable.of_too_much()


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[str]]]:
    # What a sheet says of its own size is not to be trusted, in either direction.
    sheet.reset_dimensions()
    rows = cast(Any, sheet).iter_rows(max_col=MOST_COLUMNS + 1)
    for number, cells in enumerate(rows, 1):
        if number > FURTHEST_ROW:
            raise Unreadable.of_too_much()
        yield number, [_shown(cell.value, getattr(cell, "number_format", "") or "") for cell in cells]


def _shown(value: Any, how: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime() | date():
            return _day(value, how)
        case time():
            return value.isoformat()
        case int() | float():
            return _number(value, how)
        case _:
            return str(value)


def _number(value: float, how: str) -> str:
    number = Decimal(format(value, f".{_DIGITS}g"))
    if "%" in _QUOTED.sub("", how):
        return f"{_plain(number * 100)} %"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(when: date, how: str) -> str:
    """As exactly as it is shown: a month without its day is a month."""
    shown = _QUOTED.sub("", how).lower()
    if "y" in shown and "d" not in shown:
        return f"{when:%Y-%m}" if "m" in shown else f"{when:%Y}"
    return when.strftime("%Y-%m-%d")
