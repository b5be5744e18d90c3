"""Which column of a file holds what, by its heading in either language; the order is free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.foundation.tables import Row


class Column(StrEnum):
    """What a row says. The order is that of the template."""

    INDICATOR = "indicator"
    PERIOD = "period"
    MUNICIPALITY = "municipality"
    SEX = "sex"
    VALUE = "value"
    SOURCE = "source"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The heading, as a catalogue message."""
        return _HEADINGS[self]


_HEADINGS: Mapping[Column, str] = {
    Column.INDICATOR: N_("Indicator"),
    Column.PERIOD: N_("Period"),
    Column.MUNICIPALITY: N_("Municipality"),
    Column.SEX: N_("Sex"),
    Column.VALUE: N_("Value"),
    Column.SOURCE: N_("Source"),
    Column.NOTE: N_("Note"),
}
# Headings in files are not translated with the page: a Swedish file may be sent from an English page.
_NAMES: Mapping[Column, Sequence[str]] = {
    Column.INDICATOR: ("indicator", "indikator", "id", "kpi", "nyckeltal"),
    Column.PERIOD: ("period", "year", "år", "tid", "date", "datum"),
    Column.MUNICIPALITY: ("municipality", "kommun", "place", "plats", "region"),
    Column.SEX: ("sex", "gender", "kön"),
    Column.VALUE: ("value", "värde", "mätvärde", "reading"),
    Column.SOURCE: ("source", "källa"),
    Column.NOTE: ("note", "notes", "anteckning", "anmärkning", "kommentar"),
}
NEEDED = (Column.INDICATOR, Column.PERIOD, Column.VALUE)
Cells = Mapping[Column, str]


@dataclass(frozen=True)
class Line:
    """One row by what its cells say. `number` is its place in the file."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Sheet:
    """A file by its columns. `unread` are headings that mean nothing here."""

    lines: Sequence[Line]
    unread: Sequence[str] = ()


def sheet_of(rows: Sequence[Row]) -> Sheet:
    """What the rows say, by column.

    :raises Fault: when there is nothing in the file, or a column is missing or stands there twice
    """
    if not rows:
        raise Fault(say("The file is empty."))
    headings, *body = rows
    columns = [_column(heading) for heading in headings.cells]
    _check(columns)
    if not body:
        raise Fault(say("The file has headings, but no rows beneath them."))
    lines = [
        Line(row.number, {column: cell for column, cell in zip(columns, row.cells, strict=False) if column})
        for row in body
    ]
    unread = [name for name, column in zip(headings.cells, columns, strict=True) if name and column is None]
    return Sheet(lines, unread)


def _column(heading: str) -> Column | None:
    asked = heading.strip().rstrip(":*").strip().casefold()
    return next((column for column, names in _NAMES.items() if asked in names), None)


def _check(columns: Sequence[Column | None]) -> None:
    if twice := [one for one in Column if columns.count(one) > 1]:
        raise Fault(say("The file has two columns for the same thing: %(columns)s.", columns=_named(twice)))
    if missing := [one for one in NEEDED if one not in columns]:
        raise Fault(
            say(
                "The first row must hold the headings. These were not found: %(columns)s. The template has them all.",
                columns=_named(missing),
            )
        )


def _named(columns: Sequence[Column]) -> tuple[Sentence, ...]:
    return tuple(Sentence(one.label) for one in columns)
