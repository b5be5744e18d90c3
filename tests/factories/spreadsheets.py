"""A roadmap's spreadsheet: fetched, changed as people do, and sent back."""

import io
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from roadmaps.accounts.actors import Actor
from roadmaps.plan.queries import plan_of
from roadmaps.spreadsheets.cells import Translate
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.importing.outcomes import Outcome, Preview
from roadmaps.spreadsheets.importing.rules import Written
from roadmaps.spreadsheets.models import PendingSpreadsheet
from roadmaps.spreadsheets.workbook import About, as_workbook
from tests.factories.roadmap import AT, Plan

IN_ENGLISH: list[Translate] = [str, str.upper]
HEADINGS = 2


def fetched(plan: Plan) -> bytes:
    """The workbook of the roadmap as it is now, with English words."""
    sheets = sheets_of(plan.session, plan_of(plan.session, plan.roadmap), viewer=plan.editor, translate=str)
    return as_workbook(sheets, About("About", "Plan", ["A line"], "en", AT))


def opened(data: bytes) -> Workbook:
    """As a spreadsheet program opens it."""
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    """The file that it saves."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(data: bytes, edit: Callable[[Workbook], Any]) -> bytes:
    """The file after somebody has worked in it."""
    book = opened(data)
    edit(book)
    return saved(book)


def page(book: Workbook, kind: str) -> Worksheet:
    """The sheet of a kind, by its hidden keys."""
    return next(one for one in book.worksheets if str(one.cell(1, 1).value).startswith(f"{kind}."))


def place(sheet: Worksheet, key: str) -> int:
    """The number of a column."""
    return next(n for n in range(1, sheet.max_column + 1) if str(sheet.cell(1, n).value).partition(".")[2] == key)


def put(book: Workbook, kind: str, row: int, **cells: object) -> None:
    """Write in the cells of a row; rows are counted from the first beneath the headings."""
    sheet = page(book, kind)
    for key, value in cells.items():
        sheet.cell(HEADINGS + row, place(sheet, key)).value = value


def added(book: Workbook, kind: str, **cells: object) -> None:
    """Write a new row at the end."""
    put(book, kind, page(book, kind).max_row - HEADINGS + 1, **cells)


def values(book: Workbook, kind: str) -> list[dict[str, Any]]:
    """What each row of a sheet says, by the column's key."""
    sheet = page(book, kind)
    keys = [str(sheet.cell(1, n).value).partition(".")[2] for n in range(1, sheet.max_column + 1)]
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(min_row=HEADINGS + 1, values_only=True)
    return [dict(zip(keys, row, strict=True)) for row in rows]


def sent(plan: Plan, data: bytes, *, by: Actor | None = None, name: str = "plan.xlsx") -> PendingSpreadsheet:
    """The file, sent back by the editor unless told."""
    file = rules.read_sent(data, IN_ENGLISH)
    return rules.keep_file(plan.session, plan.roadmap, name, file, actor=by or plan.editor, at=AT)


def shown(plan: Plan, pending: PendingSpreadsheet, *, by: Actor | None = None) -> Preview:
    """What it would do."""
    return rules.preview_of(plan.session, plan.roadmap, pending, translates=IN_ENGLISH, actor=by or plan.editor)


def confirmed(
    plan: Plan, pending: PendingSpreadsheet, *, seal: str | None = None, summary: str = "", **choices: str
) -> Written | None:
    """The file after "Import" has been pressed. Choices by the field's name, where only one row is at odds."""
    preview = shown(plan, pending)
    named = {
        rules.choice_name(row, name): said for row in preview.of(Outcome.CONFLICT) for name, said in choices.items()
    }
    return rules.confirm(
        plan.session,
        plan.roadmap,
        pending,
        seal=preview.seal if seal is None else seal,
        choices=named,
        summary=summary,
        translates=IN_ENGLISH,
        actor=plan.editor,
        at=AT,
    )


def faults(preview: Preview) -> list[str]:
    """What is wrong with the rows that cannot be used."""
    return [str(told.sentence) for row in preview.of(Outcome.BAD) for told in row.faults]


def content(plan: Plan, block: UUID) -> dict[str, Any]:
    """What a block says now."""
    return plan.state[block].content
