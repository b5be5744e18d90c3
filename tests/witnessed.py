"""Sees whether an act leaves its line in the journal, by the statements that reach the database: for every door that is tried.

What is undone with its savepoint was not done; what the journal is quiet about needs no line (roadmaps/journal/quiet.py).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from roadmaps.journal import quiet

_WRITING = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_NO_ACT = {*quiet.TABLES, *quiet.COLUMNS}


@dataclass
class Written:
    """The tables in which rows were written and not undone, in the order of writing."""

    tables: list[str] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines of the journal are among it."""
        return self.tables.count("journal_lines")

    @property
    def acts(self) -> set[str]:
        """What is worth a line."""
        return set(self.tables) - _NO_ACT


@contextmanager
def writing_seen(engine: Engine) -> Iterator[Written]:
    """See what is written while the block runs, by whatever way."""
    written, before = Written(), {}

    def write(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if (found := _WRITING.match(statement)) and cursor.rowcount:
            written.tables.append(found[1])

    def begin(_connection: Any, name: str) -> None:
        before[name] = len(written.tables)

    def undo(_connection: Any, name: str, *_rest: Any) -> None:
        del written.tables[before.get(name, 0) :]

    hooks = (("after_cursor_execute", write), ("savepoint", begin), ("rollback_savepoint", undo))
    for name, hook in hooks:
        event.listen(engine, name, hook)
    try:
        yield written
    finally:
        for name, hook in hooks:
            event.remove(engine, name, hook)
