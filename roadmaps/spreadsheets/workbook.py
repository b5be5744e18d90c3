"""The file for Excel and LibreOffice. The same plan gives the same bytes.

Row 1 is hidden and holds the keys of the columns, which are the same in every language; row 2 has the headings. Every
text is written as text, never as a formula, whatever sign it begins with.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadmaps.foundation.later import later
from roadmaps.spreadsheets.cells import Cell, writable
from roadmaps.spreadsheets.columns import ID, VERSION
from roadmaps.spreadsheets.gathering import SheetOf

if TYPE_CHECKING:
    import openpyxl
    from openpyxl import cell as cells
    from openpyxl import styles, utils
    from openpyxl.worksheet import datavalidation
else:
    openpyxl = later("openpyxl")
    cells = later("openpyxl.cell")
    styles = later("openpyxl.styles")
    utils = later("openpyxl.utils")
    datavalidation = later("openpyxl.worksheet.datavalidation")

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_SPARE_ROWS = 500
_LIKE_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIXED = (2020, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
# A sheet that is only written; what openpyxl tells of its types knows less of it than it can.
Page = Any


@dataclass(frozen=True)
class About:
    """The first sheet, and what the file says of itself."""

    sheet: str
    title: str
    lines: Sequence[str]
    language: str
    at: datetime


def as_workbook(sheets: Sequence[SheetOf], about: About) -> bytes:
    """The file."""
    book = openpyxl.Workbook(write_only=True)
    properties = book.properties
    properties.title, properties.language, properties.creator = about.title, about.language, "Färdplan"
    _write_about(book.create_sheet(about.sheet), about)
    pages = [(book.create_sheet(sheet.title[:31]), sheet) for sheet in sheets]
    lists = book.create_sheet("_lists")
    lists.sheet_state = "hidden"
    offered: list[Sequence[str]] = []
    for page, sheet in pages:
        _write_sheet(page, sheet, offered, about)
    for row in range(max(map(len, offered), default=0)):
        lists.append([_cell(lists, words[row]) if row < len(words) else None for words in offered])
    buffer = io.BytesIO()
    book.save(buffer)
    return _same_each_time(buffer.getvalue(), about.at)


def _write_about(page: Page, about: About) -> None:
    page.column_dimensions["A"].width = 100
    page.append([_cell(page, about.title, font=styles.Font(bold=True, size=14))])
    for line in about.lines:
        page.append([_cell(page, line, alignment=_alignment(is_wrapped=True))])


def _write_sheet(page: Page, sheet: SheetOf, offered: list[Sequence[str]], about: About) -> None:
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[utils.get_column_letter(place)].width = column.width
        page.column_dimensions[utils.get_column_letter(place)].hidden = column.is_hidden
    page.row_dimensions[1].hidden = True
    title_place = next((n for n, one in enumerate(sheet.columns) if one.key in {"title", "organisation", "under"}), 0)
    page.freeze_panes = f"{utils.get_column_letter(title_place + 2)}3"
    last = utils.get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A2:{last}{max(2, len(sheet.rows) + 2)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "2:2"
    page.oddFooter.left.text, page.oddFooter.right.text = about.title.replace("&", "&&"), "&P / &N"
    page.append([_cell(page, f"{sheet.key}.{column.key}") for column in sheet.columns])
    heading = {
        "font": styles.Font(bold=True),
        "alignment": _alignment(is_wrapped=True),
        "fill": styles.PatternFill("solid", fgColor="FFE8EEF1"),
    }
    page.append([_cell(page, column.label, **heading) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_styled(page, key.key, cell) for key, cell in zip(sheet.columns, row, strict=True)])
    for place, column in enumerate(sheet.columns, 1):
        if words := sheet.offers.get(column.key):
            offered.append(words)
            _offer(
                page,
                utils.get_column_letter(place),
                utils.get_column_letter(len(offered)),
                len(words),
                len(sheet.rows),
            )


def _offer(page: Page, letter: str, source: str, count: int, rows: int) -> None:
    """A list to choose from. Another word may be written all the same; reading the file tells what is wrong with it."""
    where = f"{utils.quote_sheetname('_lists')}!${source}$1:${source}${count}"
    check = datavalidation.DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=False)
    check.add(f"{letter}3:{letter}{rows + 2 + _SPARE_ROWS}")
    page.data_validations.append(check)


def _styled(page: Page, key: str, cell: Cell) -> Any:
    if cell is None:
        return None
    if key in {ID, VERSION}:
        return _cell(page, cell, font=_quiet(), alignment=_alignment(is_wrapped=False))
    return _cell(page, cell, alignment=_alignment(is_wrapped=isinstance(cell, str)))


@cache
def _alignment(*, is_wrapped: bool) -> Any:
    return styles.Alignment(wrap_text=is_wrapped or None, vertical="top")


@cache
def _quiet() -> Any:
    return styles.Font(color="FF6B7780")


def _cell(page: Page, value: Cell, **style: object) -> Any:
    cell = cells.WriteOnlyCell(page)
    if isinstance(value, str):
        # Excel reads _x0041_ in a text as a sign by its number, so such words are written in that way themselves.
        cell.value = _LIKE_A_SIGN.sub("_x005F_", writable(value))
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_DANGEROUS)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    for name, look in style.items():
        setattr(cell, name, look)
    return cell


def _same_each_time(data: bytes, at: datetime) -> bytes:
    """Without the moment at which it was made: that of the plan's latest revision instead."""
    buffer = io.BytesIO()
    told = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + told + rb"\g<3>", part)
            info = ZipInfo(name, _FIXED)
            info.compress_type = ZIP_DEFLATED
            after.writestr(info, part)
    return buffer.getvalue()
