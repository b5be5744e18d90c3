"""XLSX: the first sheet that holds something, or all of them. Formulas are not reckoned; the values that were saved with
them count.

What a number means hangs on how it is shown, so that is looked at: 46022 may be a day, a month or a year, and 0.48 may
be 48 %.
"""

import io
import re
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast
from xml.etree.ElementTree import ParseError
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import BadZipFile, ZipFile

from defusedxml import sax
from defusedxml.common import DefusedXmlException

from roadmaps.foundation.later import later
from roadmaps.foundation.tables.rows import MOST_COLUMNS, Row, Unreadable, kept

if TYPE_CHECKING:
    import openpyxl
    from openpyxl.utils import exceptions as troubles
    from openpyxl.worksheet import _read_only as reading
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet as Worksheet
else:
    openpyxl = later("openpyxl")
    troubles = later("openpyxl.utils.exceptions")
    reading = later("openpyxl.worksheet._read_only")

MOST_BYTES_UNPACKED, MOST_PARTS = 12_000_000, 200
# Empty rows cost time too, and a cell far down makes a million of them.
FURTHEST_ROW = 20_000
# Whoever reads a part keeps all elements that are not closed yet, and looks through them again and again.
MOST_TAGS, DEEPEST = 1_000_000, 40
# Excel itself keeps fifteen digits; the ones after them are noise of binary fractions.
_DIGITS = 15
_FORMULA_PART, _MERGED_PART = re.compile(rb"<(\w+:)?f[\s/>]"), re.compile(rb"<(\w+:)?mergeCell[\s/>]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')
# Excel takes 255 characters, each of which may be written as up to six. Whoever reads longer ones takes time by their square.
_LONG_FORMAT = re.compile(rb"""formatCode\s*=\s*["'][^"']{1531}""")
# It remarks on styles that it does not know, which say nothing about the values.
warnings.filterwarnings("ignore", module=r"openpyxl\.")

T = TypeVar("T")
Rows = Iterator[tuple[int, list[str]]]
# What stands in a cell of `read_sheets` whose formula has no value in the file.
FORMULA = "\ufffcformula"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. In merged cells only the first says anything, so readers may want to know of them."""

    name: str
    rows: Sequence[Row]
    has_merged_cells: bool


def read_workbook(data: bytes, keyed: str = "") -> list[Row]:
    """The rows of the sheet with keys of that name, without its row of keys, or of the first that holds something.

    :raises Unreadable: when it is no workbook, or unpacks to more than anybody means
    """
    return _guarded(data, lambda: _with_sheets(data, lambda sheets: _chosen((rows for _, rows in sheets), keyed)))


def _chosen(sheets: Iterable[Rows], keyed: str) -> list[Row]:
    found: list[Row] = []
    for rows in sheets:
        first = next(rows, (1, []))
        if keyed and any(cell.startswith(f"{keyed}.") for cell in first[1]):
            return kept(rows)
        found = found or kept(chain([first], rows))
    return found


def read_sheets(data: bytes, wants: Callable[[str, Sequence[str]], bool]) -> list[Sheet]:
    """The sheets that are wanted. A formula that was saved without its value stands there as `FORMULA`.

    :param wants: asked with the name of a sheet and the cells of its first row; the others are not read
    :raises Unreadable: as above, and when the workbook holds macros
    """
    return _guarded(data, lambda: _read_sheets(data, wants))


def _guarded(data: bytes, read: Callable[[], T]) -> T:
    assert openpyxl.xml.DEFUSEDXML, "the XML of strangers is read by defusedxml only"
    _check_parts(data)
    try:
        return read()
    except (Unreadable, MemoryError):
        raise
    except (
        BadZipFile,
        troubles.InvalidFileException,
        DefusedXmlException,
        ParseError,
        OSError,
    ) as error:
        raise Unreadable.of_no_table() from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, AssertionError) as error:
        # A workbook that breaks its own format makes the reader stumble in many ways.
        raise Unreadable.of_no_table() from error


def _with_sheets(data: bytes, read: Callable[[Iterator[tuple["Worksheet", Rows]]], T]) -> T:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return read((one, _rows(one)) for one in workbook.worksheets if isinstance(one, reading.ReadOnlyWorksheet))
    finally:
        workbook.close()


def _read_sheets(data: bytes, wants: Callable[[str, Sequence[str]], bool]) -> list[Sheet]:
    with ZipFile(io.BytesIO(data)) as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise Unreadable.of_macros()
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")}
    formulas = _formulas(data) if any(map(_FORMULA_PART.search, parts.values())) else {}

    def read(sheets: Iterator[tuple["Worksheet", Rows]]) -> list[Sheet]:
        found = []
        for sheet, rows in sheets:
            first = next(rows, (1, []))
            if wants(sheet.title, first[1]):
                told = _told(chain([first], rows), formulas.get(sheet.title, set()))
                part = parts.get(str(cast(Any, sheet)._worksheet_path).lstrip("/"), b"")  # noqa: SLF001
                found.append(Sheet(sheet.title, kept(told), bool(_MERGED_PART.search(part))))
        return found

    return _with_sheets(data, read)


def _formulas(data: bytes) -> dict[str, set[tuple[int, int]]]:
    """Where formulas stand, by sheet: row and place."""
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    found: dict[str, set[tuple[int, int]]] = {}
    try:
        for sheet in workbook.worksheets:
            if isinstance(sheet, reading.ReadOnlyWorksheet):
                sheet.reset_dimensions()
                rows = cast(Any, sheet).iter_rows(max_col=MOST_COLUMNS + 1, max_row=FURTHEST_ROW)
                found[sheet.title] = {
                    (number, place)
                    for number, cells in enumerate(rows, 1)
                    for place, cell in enumerate(cells)
                    if getattr(cell, "data_type", "") == "f"
                }
    finally:
        workbook.close()
    return found


def _told(rows: Rows, formulas: set[tuple[int, int]]) -> Rows:
    for number, cells in rows:
        yield (
            number,
            [FORMULA if not cell and (number, place) in formulas else cell for place, cell in enumerate(cells)],
        )


def _check_parts(data: bytes) -> None:
    """No part can unpack to more than it says, so it is enough to ask; and no format of numbers is longer than programs write."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
                raise Unreadable.of_too_much()
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    text = archive.read(part)
                    _check_elements(text)
                    if part.filename.endswith("styles.xml") and _LONG_FORMAT.search(text):
                        raise Unreadable.of_no_table()
    except (BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, zlib.error, SAXException) as error:
        raise Unreadable.of_no_table() from error


class _Depth(ContentHandler):
    """Follows how deep elements lie in each other."""

    depth = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 - as the library calls it
        """One more is open."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable.of_no_table()

    def endElement(self, name: str) -> None:  # noqa: N802
        """One is closed."""
        self.depth -= 1


def _check_elements(part: bytes) -> None:
    """Refuse a part with more elements than any table has, or with elements that lie deeper than programs put them."""
    if part.count(b"<") > MOST_TAGS:
        raise Unreadable.of_too_much()
    sax.parseString(part, _Depth())


def _rows(sheet: "Worksheet") -> Rows:
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
