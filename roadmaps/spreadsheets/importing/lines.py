"""What a file says, by sheet and column, in whatever language and order it says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say
from roadmaps.foundation.tables import MOST_ROWS, Row, Sheet, Unreadable, read_sheets, read_table
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.cells import Translate, folded, tidied
from roadmaps.spreadsheets.columns import AREA, ID, SHEET_KINDS, columns_of
from roadmaps.spreadsheets.delimited import unled
from roadmaps.spreadsheets.gathering import READINGS

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HEAD_ROWS = 6


@dataclass(frozen=True)
class Line:
    """One row: the sheet's kind and name, the row's number in the file, and its cells by column."""

    kind: str
    sheet: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Lines:
    """A whole file. `unread` are names of columns and sheets that mean nothing here."""

    lines: Sequence[Line]
    unread: Sequence[str] = ()
    has_readings: bool = False
    kinds: Sequence[str] = field(default_factory=list)

    def packed(self) -> dict[str, Any]:
        """As plain values, to be kept."""
        return asdict(self)

    @classmethod
    def unpacked(cls, kept: dict[str, Any]) -> Self:
        """What was kept."""
        return cls([Line(**one) for one in kept["lines"]], kept["unread"], kept["has_readings"], kept["kinds"])


def read_file(data: bytes, translates: Sequence[Translate]) -> Lines:
    """What the file says.

    :raises Fault: with a sentence, when it cannot be read or is none of ours
    """
    if data.startswith(_OLD_EXCEL):
        raise Fault(
            say("The file is protected by a password, or of an older kind. Save it without one, as .xlsx or as CSV.")
        )
    if data.startswith(_ZIP):
        return _of_workbook(data, translates)
    if not data.strip():
        raise Fault(say("The file is empty."))
    rows = [Row(row.number, tuple(unled(cell) for cell in row.cells)) for row in read_table(data)]
    return _gathered([(_kind_of_csv(rows, translates), Sheet("CSV", rows, has_merged_cells=False))], translates)


def _of_workbook(data: bytes, translates: Sequence[Translate]) -> Lines:
    every: list[str] = []

    def wants(name: str, first: Sequence[str]) -> bool:
        every.append(_kind_of(name, first, translates))
        return every[-1] in SHEET_KINDS

    sheets = [
        replace(sheet, rows=[Row(row.number, tuple(map(_decoded, row.cells))) for row in sheet.rows])
        for sheet in read_sheets(data, wants)
    ]
    ours = list(zip((kind for kind in every if kind in SHEET_KINDS), sheets, strict=True))
    for _, sheet in ours:
        if sheet.has_merged_cells:
            raise Fault(
                say(
                    "The sheet “%(sheet)s” has merged cells. Split them, so that each row says its own.",
                    sheet=sheet.name,
                )
            )
    twice = {kind for kind, _ in ours if [one for one, _ in ours].count(kind) > 1}
    if twice:
        names = ", ".join(sheet.name for kind, sheet in ours if kind in twice)
        raise Fault(say("The file has several sheets of the same kind: %(sheets)s. Keep one.", sheets=names))
    found = _gathered(ours, translates)
    return Lines(found.lines, found.unread, READINGS in every, found.kinds)


def _kind_of(name: str, first: Sequence[str], translates: Sequence[Translate]) -> str:
    """By the hidden keys, or else by the sheet's name."""
    keys = [cell.partition(".")[0] for cell in first if "." in cell]
    if keys and keys[0] in {*SHEET_KINDS, READINGS}:
        return keys[0]
    named = {folded(translate(ROADMAP[kind].plural)): kind for kind in SHEET_KINDS for translate in translates}
    return named.get(folded(name), "")


def _kind_of_csv(rows: Sequence[Row], translates: Sequence[Translate]) -> str:
    """That whose columns most of the headings name."""
    return max(SHEET_KINDS, key=lambda kind: len(set(_columns(rows[:1], kind, translates))))


def _gathered(sheets: Sequence[tuple[str, Sheet]], translates: Sequence[Translate]) -> Lines:
    lines: list[Line] = []
    unread: list[str] = []
    for kind, sheet in sorted(sheets, key=lambda one: SHEET_KINDS.index(one[0])):
        heads, body = _parted(kind, sheet.rows, translates)
        columns = _columns(heads, kind, translates)
        if ID not in columns or len({one for one in columns if one}) < 2:
            raise Fault(
                say(
                    "The headings of “%(sheet)s” were not found. Begin from a file that you have fetched here, and "
                    "keep its first rows and its column of ids.",
                    sheet=sheet.name,
                )
            )
        if any(columns.count(one) > 1 for one in columns if one):
            raise Fault(say("“%(sheet)s” has two columns for the same thing. Keep one of them.", sheet=sheet.name))
        if AREA in columns:
            raise Fault(
                say(
                    "This is the file of the whole county, which is only to be read. Fetch that of one roadmap instead."
                )
            )
        unread += [
            f"{sheet.name}: {name}" for name, one in zip(heads[-1].cells, columns, strict=False) if name and not one
        ]
        lines += _lines(kind, sheet.name, columns, body)
    if not sheets:
        raise Fault(say("No sheet of a roadmap was found in the file. Begin from a file that you have fetched here."))
    if len(lines) > MOST_ROWS:
        raise Unreadable.of_too_much()
    return Lines(lines, unread, kinds=[kind for kind, _ in sheets])


def _lines(kind: str, sheet: str, columns: Sequence[str], body: Sequence[Row]) -> Iterator[Line]:
    for row in body:
        padded = (*row.cells, *("" for _ in range(len(columns) - len(row.cells))))
        cells = {column: tidied(cell) for column, cell in zip(columns, padded, strict=False) if column}
        if any(cells.values()):
            yield Line(kind, sheet, row.number, cells)


def _parted(kind: str, rows: Sequence[Row], translates: Sequence[Translate]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of headings (the hidden keys, the words, or both), and those beneath them."""
    heads = [row for row in rows[:_HEAD_ROWS] if ID in _columns([row], kind, translates)]
    if not heads:
        return rows[:1], rows[1:]
    return heads, [row for row in rows if row.number > heads[-1].number]


def _columns(heads: Sequence[Row], kind: str, translates: Sequence[Translate]) -> list[str]:
    """The key of each column; empty where a heading means nothing. The hidden keys come first."""
    meant = {folded(f"{kind}.{one}"): one for one in (AREA, *(column.key for column in columns_of(kind)))}
    for column in columns_of(kind):
        meant |= {folded(translate(column.label)): column.key for translate in translates}
    width = max((len(row.cells) for row in heads), default=0)
    found = ["" for _ in range(width)]
    for row in heads:
        for place, cell in enumerate(row.cells):
            found[place] = found[place] or meant.get(folded(cell), "")
    return found


def _decoded(cell: str) -> str:
    """A cell of a workbook, where a sign may be told by its number."""
    return _SIGN.sub(lambda sign: chr(int(sign[1], 16)), cell)
