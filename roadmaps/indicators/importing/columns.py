"""Which column of a file holds what, by its heading in either language; the order is free."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from roadmaps.foundation.sentences import N_
from roadmaps.foundation.tables import Row, headed


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


Line = headed.Line[Column]
Sheet = headed.Sheet[Column]


def sheet_of(rows: Sequence[Row]) -> Sheet:
    """What the rows say, by column.

    :raises Fault: see `roadmaps.foundation.tables.headed.read_headed`
    """
    return headed.read_headed(rows, _column, NEEDED)


def _column(heading: str) -> Column | None:
    asked = heading.strip().rstrip(":*").strip().casefold()
    return next((column for column, names in _NAMES.items() if asked in names), None)
