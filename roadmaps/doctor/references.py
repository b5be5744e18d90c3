"""Whether everything that points at something points at something that is there.

SQLite is asked to check its own references. PostgreSQL checks them all by itself, unless somebody has switched that off: each
is asked for. Beside them are columns that point at one of several tables, which no database knows of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Select,
    String,
    Table,
    and_,
    exists,
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.orm import Session

from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.foundation.database import Base

MOST_TOLD = 20
ADVICE = "look for what is missing in a copy from before"


@dataclass(frozen=True)
class Pointer:
    """A column that points at one of several tables, by a word beside it; with no word, at whichever has it."""

    table: str
    column: str
    targets: Mapping[str, str]
    word: str = ""


POINTERS = (
    Pointer("invitations", "area_id", {"": "areas"}),
    Pointer(
        "flags",
        "thing_id",
        {"comment": "comments", "thread": "threads", "suggestion": "suggestions", "block": "blocks"},
        "sort",
    ),
    Pointer(
        "follows",
        "subject_id",
        {
            "area": "areas",
            "roadmap": "roadmaps",
            "block": "blocks",
            "thread": "threads",
            "organisation": "organisations",
        },
        "sort",
    ),
    Pointer(
        "meeting_agenda_points",
        "about_id",
        {
            "thread": "threads",
            "suggestion": "suggestions",
            "consultation": "consultations",
            "input": "meeting_inputs",
        },
        "subject",
    ),
    Pointer(
        "wheel_makings", "made_id", {"meeting": "meetings", "pulse": "pulses", "entry": "wheel_entries"}, "made_sort"
    ),
    Pointer(
        "held_files",
        "holder_id",
        {"": "snapshots", "report": "follow_ups", "edition": "binder_editions", "request": "records_requests"},
    ),
)


def look(session: Session) -> Iterator[Finding]:
    """Every reference of every table."""
    faults = _sqlite(session) if session.get_bind().dialect.name == "sqlite" else _postgresql(session)
    told = list(islice((*faults, *_pointers(session)), MOST_TOLD + 1))
    for sentence in told[:MOST_TOLD]:
        yield mend(f"{sentence}; {ADVICE}.")
    if len(told) > MOST_TOLD:
        yield mend("There are more references that point at nothing.")
    if not told:
        yield well("Everything that is referred to is there.")


def _sqlite(session: Session) -> Iterator[str]:
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} points at nothing in {row[2]} (row {row[1]})"


def _postgresql(session: Session) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            if count := session.execute(_astray(key)).scalar_one():
                yield f"{count} rows of {table.name} point at nothing in {key.referred_table.name} ({key.name})"


def _astray(key: ForeignKeyConstraint) -> Select[int]:
    target = key.referred_table.alias("target")
    tied = and_(*(element.parent == target.c[element.column.name] for element in key.elements))
    is_set = and_(*(column.is_not(None) for column in key.columns))
    return select(func.count()).select_from(key.table).where(is_set, ~exists().where(tied))


def _pointers(session: Session) -> Iterator[str]:
    for pointer in POINTERS:
        own = Base.metadata.tables[pointer.table]
        for condition, names in _conditions(pointer, own):
            if count := session.execute(select(func.count()).select_from(own).where(condition)).scalar_one():
                yield f"{count} rows of {own.name} point at nothing in {' or '.join(names)} ({pointer.column})"


def _conditions(pointer: Pointer, own: Table) -> Iterator[tuple[ColumnElement[bool], Sequence[str]]]:
    """By what rows are known that point at nothing, and where it should be."""
    column = own.c[pointer.column]
    if not pointer.word:
        names = list(pointer.targets.values())
        yield and_(column.is_not(None), *(~_is_in(column, name) for name in names)), names
        return
    for word, name in pointer.targets.items():
        yield and_(type_coerce(own.c[pointer.word], String) == word, ~_is_in(column, name)), [name]


def _is_in(column: ColumnElement[UUID], name: str) -> ColumnElement[bool]:
    target = Base.metadata.tables[name]
    return exists().where(target.c.id == column)
