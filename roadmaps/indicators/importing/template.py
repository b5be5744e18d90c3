"""The file to fill in: the headings, and a row for each reading that is to be made of each indicator."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from roadmaps.foundation.later import later
from roadmaps.foundation.tables.leading import MIMETYPE, led, written
from roadmaps.indicators.importing.columns import Column
from roadmaps.indicators.models import Sex
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import LABELS, Municipality

if TYPE_CHECKING:
    import openpyxl
    from openpyxl import styles, utils
else:
    openpyxl = later("openpyxl")
    styles = later("openpyxl.styles")
    utils = later("openpyxl.utils")

Translate = Callable[[str], str]
_WIDTHS: Mapping[Column, int] = {
    Column.INDICATOR: 60,
    Column.MUNICIPALITY: 18,
    Column.SOURCE: 40,
    Column.NOTE: 40,
}


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """The same rows without the looks of a workbook."""
    return written([led(cell) for cell in row] for row in rows)


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet; every cell is text, so that nothing that people have written is taken for a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            if text:
                cell.value, cell.data_type = text, "s"
            if number == 1:
                cell.font = styles.Font(bold=True)
    for place, column in enumerate(Column, 1):
        sheet.column_dimensions[utils.get_column_letter(place)].width = _WIDTHS.get(column, 12)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


FORMS: Mapping[str, tuple[Callable[[Sequence[Sequence[str]]], bytes], str]] = {
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, MIMETYPE),
}


def rows_of(indicators: Sequence[BlockState], periods: Mapping[UUID, str], translate: Translate) -> list[list[str]]:
    """The headings, and beneath them what is to be read. An indicator that shares its title is named by its id."""
    titles = [_title(one) for one in indicators]
    return [
        [translate(column.label) for column in Column],
        *(
            [
                _title(one) if titles.count(_title(one)) == 1 else str(one.id),
                periods.get(one.id, ""),
                place,
                sex,
                "",
                one.content["source"],
                "",
            ]
            for one in indicators
            for place, sex in _parts(one, translate)
        ),
    ]


def _parts(indicator: BlockState, translate: Translate) -> Iterator[tuple[str, str]]:
    """The whole county, and what else the indicator is read by."""
    yield "", Sex.ALL.value if indicator.content["by_sex"] else ""
    if indicator.content["by_sex"]:
        yield from (("", sex.value) for sex in (Sex.WOMEN, Sex.MEN))
    if indicator.content["by_municipality"]:
        yield from ((translate(LABELS[Municipality][place]), "") for place in Municipality)


def _title(indicator: BlockState) -> str:
    return " ".join(str(indicator.content["title"]).split())
