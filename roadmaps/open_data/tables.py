"""A frozen version as tables for programs: one for each kind, with the same columns for every roadmap. No session.

Cells hold words of the code, identities and plain numbers; the names of what is pointed at stand beside. The columns are those of
the kinds, so that a new field is a new column, after the others.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.foundation.tables.leading import led
from roadmaps.indicators.models import Sex
from roadmaps.roadmap.kinds.choices import Answer, Municipality, choices
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.format import BlockFacts, RoadmapFile

MIMETYPE = "text/csv; charset=utf-8"
BETWEEN_IDS, BETWEEN_NAMES = ";", " | "
_TYPES: Mapping[str, str] = {"number": "decimal", "year": "gYear", "checkbox": "boolean"}
_NAMED = frozenset({"reference", "organisation"})
_LISTS_OF_NAMED = frozenset({"references", "strategy", "goals_elsewhere"})


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its words for people, and what it holds. `separator` is empty for one value."""

    name: str
    label: str
    question: str = ""
    datatype: str = "string"
    separator: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether a cell is a number, a year or a truth, which no spreadsheet takes for anything else."""
        return self.datatype != "string"


@dataclass(frozen=True)
class Table:
    """One file: its name without ending, what it holds in a word for people, and its columns."""

    name: str
    kind: str
    label: str
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """The files that there are of each roadmap, in their order."""
    of_kinds = [
        Table(name, kind, ROADMAP[kind].plural, (*_FIRST, *_parent(kind), *_of_kind(kind)))
        for name, kind in _KINDS.items()
    ]
    return (*of_kinds, Table("readings", READINGS, N_("Readings"), (*_FIRST[:2], *_OF_READINGS)))


def table_called(name: str) -> Table | None:
    """The file of this name."""
    return next((one for one in tables() if one.name == name), None)


def as_csv(table: Table, file: RoadmapFile) -> bytes:
    """The file by RFC 4180: UTF-8, commas, a line for the names of the columns. No cell can be taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows_of(table, file):
        writer.writerow([_guarded(column, row.get(column.name, "")) for column in table.columns])
    return buffer.getvalue().encode()


def rows_of(table: Table, file: RoadmapFile) -> Iterator[dict[str, str]]:
    """The rows in reading order, each cell by the name of its column, before it is guarded."""
    first = {"area": file.area.slug, "version": str(file.version.number or "")}
    if table.kind == READINGS:
        yield from (first | row for row in _readings(file))
        return
    names = _names_in(file)
    for block in file.blocks:
        if block.kind == table.kind:
            yield first | _cells(table, block, names)


def _cells(table: Table, block: BlockFacts, names: Mapping[str, str]) -> dict[str, str]:
    cells = {"id": str(block.id)}
    if table.columns[3].name == "activity":
        cells |= {"activity": str(block.parent or ""), "activity_name": names.get(str(block.parent), "")}
    for key, value in block.content.items():
        cells[key] = _text(value)
        if isinstance(value, list):
            cells[f"{key}_names"] = BETWEEN_NAMES.join(names.get(str(one), "").replace("|", "/") for one in value)
        else:
            cells[f"{key}_name"] = names.get(str(value), "")
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return BETWEEN_IDS.join(map(str, value)) if isinstance(value, list) else str(value)


def _guarded(column: Column, cell: str) -> str:
    return cell if column.is_plain else led(cell.replace("\r\n", "\n"))


def _names_in(file: RoadmapFile) -> dict[str, str]:
    """What everything that a block may point at was called that day."""
    blocks = {str(one.id): str(one.content.get("title", "")) for one in file.blocks}
    outside = {one.id: one.name for one in file.organisations} | {one.id: one.name for one in file.elsewhere}
    return blocks | {str(key): name for key, name in outside.items()}


def _readings(file: RoadmapFile) -> Iterator[dict[str, str]]:
    names = _names_in(file)
    for measured in file.measured:
        for one in measured.readings:
            yield {
                "indicator": str(measured.indicator),
                "indicator_name": names.get(str(measured.indicator), ""),
                "period": one.period,
                "municipality": one.municipality.value if one.municipality else "",
                "sex": one.sex.value,
                "value": one.value,
                "source": one.source,
            }


def _parent(kind: str) -> tuple[Column, ...]:
    if ROADMAP[kind].parents != ("activity",):
        return ()
    return (Column("activity", N_("Of the activity")), Column("activity_name", N_("Of the activity")))


def _of_kind(kind: str) -> Iterator[Column]:
    for name, ask in ROADMAP[kind].asks().items():
        if ask.widget != "hidden":
            yield from _columns(name, ask)
    if kind == "responsibility":
        yield Column("answer", N_("The organisation's answer"), choices=tuple(choices(Answer).items()))


def _columns(name: str, ask: Ask) -> Iterator[Column]:
    separator = BETWEEN_IDS if ask.takes_many else ""
    datatype = _TYPES.get(ask.widget, "string")
    yield Column(name, ask.label, ask.question, datatype, separator, tuple(ask.choices.items()))
    if ask.widget in _NAMED:
        yield Column(f"{name}_name", ask.label)
    elif ask.widget in _LISTS_OF_NAMED:
        yield Column(f"{name}_names", ask.label, separator=BETWEEN_NAMES)


READINGS = "reading"
_KINDS: Mapping[str, str] = {
    "goals": "goal",
    "activities": "activity",
    "milestones": "milestone",
    "responsibilities": "responsibility",
    "indicators": "indicator",
}
_FIRST: Sequence[Column] = (
    Column("area", N_("Strength area"), N_("As in the addresses of this site.")),
    Column("version", N_("Version"), N_("The number of the adopted version."), "integer"),
    Column("id", N_("Id"), N_("The same in every version.")),
)
_OF_READINGS: Sequence[Column] = (
    Column("indicator", N_("Indicator"), N_("The id of the indicator.")),
    Column("indicator_name", N_("Indicator")),
    Column("period", N_("Period"), N_("A day, month, quarter or year: 2026-11-21, 2026-11, 2026-Q4 or 2026.")),
    Column(
        "municipality",
        N_("Municipality"),
        N_("Its official code; empty for the whole county."),
        choices=tuple(choices(Municipality).items()),
    ),
    Column("sex", N_("Sex"), choices=tuple((one.value, one.label) for one in Sex)),
    Column("value", N_("Value"), N_("In the unit of the indicator."), "decimal"),
    Column("source", N_("Source")),
)
