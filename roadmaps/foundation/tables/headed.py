"""A table whose first row holds headings, read by what its columns mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.tables.leading import unled
from roadmaps.foundation.tables.rows import Row


class Named(Protocol):
    """A column that has a word for people, as a catalogue message."""

    @property
    def label(self) -> str:
        """The word."""


C = TypeVar("C", bound=Named)


@dataclass(frozen=True)
class Line(Generic[C]):
    """One row by what its cells say. `number` is its place in the file."""

    number: int
    cells: Mapping[C, str]


@dataclass(frozen=True)
class Sheet(Generic[C]):
    """A file by its columns. `unread` are headings that mean nothing here."""

    lines: Sequence[Line[C]]
    unread: Sequence[str] = ()


def read_headed(rows: Sequence[Row], column_of: Callable[[str], C | None], needed: Sequence[C]) -> Sheet[C]:
    """What the rows say, by column.

    :param column_of: which column a heading stands for, if any
    :param needed: the columns without which the file says nothing

    :raises Fault: when there is nothing in the file, or a column is missing or stands there twice
    """
    if not rows:
        raise Fault(say("The file is empty."))
    headings, *body = rows
    columns = [column_of(heading) for heading in headings.cells]
    _check(columns, needed)
    if not body:
        raise Fault(say("The file has headings, but no rows beneath them."))
    lines = [
        Line(row.number, {column: unled(cell) for column, cell in zip(columns, row.cells, strict=False) if column})
        for row in body
    ]
    unread = [name for name, column in zip(headings.cells, columns, strict=True) if name and column is None]
    return Sheet(lines, unread)


def _check(columns: Sequence[C | None], needed: Sequence[C]) -> None:
    there = [one for one in columns if one is not None]
    if twice := list(dict.fromkeys(one for one in there if there.count(one) > 1)):
        raise Fault(say("The file has two columns for the same thing: %(columns)s.", columns=_in_words(twice)))
    if missing := [one for one in needed if one not in there]:
        raise Fault(
            say(
                "The first row must hold the headings. These were not found: %(columns)s. The template has them all.",
                columns=_in_words(missing),
            )
        )


def _in_words(columns: Sequence[C]) -> tuple[Sentence, ...]:
    return tuple(Sentence(one.label) for one in columns)
