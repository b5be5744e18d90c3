"""Moving everything that is kept to another database: from SQLite to PostgreSQL, and the same way back.

Nobody else may have the old database open meanwhile, and the new one has to be empty. All of it comes over in one transaction,
is read back from there and compared table by table, and only then kept. The old database is left as it was.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import DDL, ForeignKeyConstraint, Table, func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError

from roadmaps.app import know_every_table
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.journal.checking import Check
from roadmaps.journal.reading import forgotten_in, lines_in, strays
from roadmaps.keeping import dumps
from roadmaps.keeping.alone import alone
from roadmaps.keeping.facts import facts_of, is_empty
from roadmaps.keeping.rows import Sum, pieces, put, sum_of
from roadmaps.keeping.troubles import DoesNotFit, NotEmpty, NotThere
from roadmaps.migrating import is_up_to_date, migrate
from roadmaps.search.keeping import reindex

# Made anew from the rest: each database keeps words in its own way.
MADE_ANEW = frozenset({"search_documents", "search_document_organisations"})
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Moved:
    """What has come over: for each table how much, what is wrong with the journal (and was before), and what can be found."""

    sums: Mapping[str, Sum]
    faults: Sequence[str]
    findable: int

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.count for one in self.sums.values())


def move(source: Database, target: Database, *, tell: Tell = lambda _sentence: None) -> Moved:
    """Move everything.

    :param tell: is told each table as it has come over
    :raises NotThere: when there is nothing to move, or its tables are old
    :raises InUse: when somebody else has the old database open
    :raises NotEmpty: when there is something in the new one
    :raises DoesNotFit: when something did not come over as it was; nothing is kept then
    """
    know_every_table()
    _see_that_ready(source)
    _see_that_empty(target)
    with alone(source) as old:
        migrate(target)
        sums = _move_all(old, target, tell)
    return Moved(sums, list(_faults(target)), _index(target))


def tables() -> Sequence[Table]:
    """All that are moved, those that others point at first."""
    know_every_table()
    return [table for table in Base.metadata.sorted_tables if table.name not in MADE_ANEW]


def _see_that_ready(source: Database) -> None:
    if not dumps.is_there(source):
        raise NotThere(f"There is no database at {dumps.sqlite_path(source)}.")
    if not is_up_to_date(source):
        raise NotThere("The tables are not those of this version: run `roadmaps migrate` first.")


def _see_that_empty(target: Database) -> None:
    """Tables without rows are no harm, such as those of an earlier try."""
    with target.engine.connect() as connection:
        if is_empty(connection):
            return
        held = [name for name, rows in facts_of(connection).rows.items() if rows and name != "alembic_version"]
    if held:
        raise NotEmpty(
            f"There are rows where all is to be moved to ({', '.join(held[:3])}). Make an empty database for it."
        )
    if not is_up_to_date(target):
        raise NotEmpty(
            "There are tables of another version where all is to be moved to. Make an empty database for it."
        )


def _move_all(old: Connection, target: Database, tell: Tell) -> Mapping[str, Sum]:
    sums: dict[str, Sum] = {}
    with target.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as new:
        try:
            with _in_any_order(new):
                for table in tables():
                    sums[table.name] = _copy(old, new, table)
        except IntegrityError as error:
            raise DoesNotFit(f"Nothing was moved, as a row is against the rules of its table: {error.orig}") from None
        for table in tables():
            _go_on_counting(new, table)
            if sum_of(new, table) != sums[table.name]:
                raise DoesNotFit(f"Nothing was moved: what is in {table.name} did not come out as it went in.")
            tell(f"{table.name}: {sums[table.name].count} rows, the same in both")
    return sums


def _copy(old: Connection, new: Connection, table: Table) -> Sum:
    found = Sum()
    for rows in pieces(old, table):
        for row in rows:
            found = found.and_row(row)
        try:
            put(new, table, rows)
        except DataError as error:
            raise DoesNotFit(
                f"Nothing was moved, as something in {table.name} cannot be kept by the new database: {error.orig}"
            ) from None
    return found


@contextmanager
def _in_any_order(connection: Connection) -> Iterator[None]:
    """Let rows point at rows of the same table that come later. What they point at is there when the block ends."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield
        return
    later = list(_pointing_onward())
    for key in later:
        connection.execute(_altered(key, "DEFERRABLE INITIALLY DEFERRED"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for key in later:
        connection.execute(_altered(key, "NOT DEFERRABLE"))


def _pointing_onward() -> Iterator[ForeignKeyConstraint]:
    places = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    for table in tables():
        for key in table.foreign_key_constraints:
            if places[key.referred_table.name] >= places[table.name]:
                yield key


def _altered(key: ForeignKeyConstraint, how: str) -> DDL:
    words = f"ALTER TABLE %(fullname)s ALTER CONSTRAINT {key.name} {how}"
    return DDL(words).against(key.table)  # type: ignore[no-untyped-call]


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let numbers that the database gives go on after those that are there. SQLite does so by itself."""
    counted = table.autoincrement_column
    if connection.dialect.name == "sqlite" or counted is None:
        return
    newest = connection.execute(select(func.max(counted))).scalar()
    if newest is not None:
        sequence = func.pg_get_serial_sequence(table.name, counted.name)
        connection.execute(select(func.setval(sequence, newest)))


def _faults(target: Database) -> Iterator[str]:
    with target.reading() as session:
        check = Check([], forgotten_in(session))
        yield from (fault.sentence for fault in chain(check.go_through(lines_in(session)), strays(session)))


def _index(target: Database) -> int:
    return sum(reindex(UnitsOfWork(target, Listeners()).change).values())
