"""The file to fill in: the headings above empty columns."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from roadmaps.calls.importing.columns import Column
from roadmaps.foundation.later import later
from roadmaps.foundation.tables.leading import MIMETYPE, written

if TYPE_CHECKING:
    import openpyxl
    from openpyxl import styles, utils
else:
    openpyxl = later("openpyxl")
    styles = later("openpyxl.styles")
    utils = later("openpyxl.utils")

Translate = Callable[[str], str]
_WIDE = {Column.TITLE: 50, Column.FUND: 30, Column.ABOUT: 60, Column.LINK: 40, Column.WHO: 40, Column.SOUGHT: 40}


def as_csv(headings: Sequence[str]) -> bytes:
    """One row."""
    return written([headings])


def as_workbook(headings: Sequence[str]) -> bytes:
    """One sheet with the headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, (column, heading) in enumerate(zip(Column, headings, strict=True), 1):
        cell = sheet.cell(1, place)
        cell.value, cell.data_type, cell.font = heading, "s", styles.Font(bold=True)
        sheet.column_dimensions[utils.get_column_letter(place)].width = _WIDE.get(column, 18)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


FORMS: Mapping[str, tuple[Callable[[Sequence[str]], bytes], str]] = {
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, MIMETYPE),
}


def headings(translate: Translate) -> list[str]:
    """What stands above the columns."""
    return [translate(column.label) for column in Column]
