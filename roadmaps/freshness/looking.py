"""Asking the database where marks are and how a sign-in is, without what a whole session costs."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from roadmaps.foundation.database import Database
from roadmaps.freshness.returning import SignIns, Standing


class Way(NamedTuple):
    """How one sort of database is asked: the sign for a value, how names are told as one or several values, and asking."""

    sign: str
    among: Callable[[tuple[str, ...]], tuple[str, tuple[object, ...]]]
    ask: Callable[[str, tuple[object, ...]], Sequence[Any]]


class Looking:
    """The questions of one application. Nothing that anybody has sent stands in them."""

    def __init__(self, database: Database) -> None:
        self._way = _sqlite(database) if database.is_sqlite else _postgresql(database)
        self.sign_ins: SignIns | None = None

    def goes_by(self, sign_ins: SignIns) -> None:
        """Let it be known where sign-ins are kept."""
        self.sign_ins = sign_ins

    def where_are(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Where some marks are; 0 for one that has never been moved."""
        among, told = self._way.among(names)
        rows = self._way.ask(f"SELECT name, mark FROM change_marks WHERE name {among}", told)  # noqa: S608
        found = {row[0]: row[1] for row in rows}
        return tuple(found.get(name, 0) for name in names)

    def where_is(self, names: tuple[str, ...], sign_in: str) -> Standing | None:
        """The same, and the row of a sign-in; None where there is none, and where nothing has ever been changed."""
        at = self.sign_ins
        if at is None:
            return None
        among, told = self._way.among(names)
        rows = self._way.ask(
            f"SELECT m.name, m.mark, {', '.join(f's.{one}' for one in at.columns)} FROM {at.table} s, change_marks m "  # noqa: S608
            f"WHERE s.{at.key} = {self._way.sign} AND m.name {among}",
            (sign_in, *told),
        )
        if not rows:
            return None
        found = {row[0]: row[1] for row in rows}
        return tuple(found.get(name, 0) for name in names), tuple(rows[0][2:])


def _sqlite(database: Database) -> Way:
    engine = database.engine

    def ask(question: str, told: tuple[object, ...]) -> Sequence[Any]:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(question, told)
            rows = cursor.fetchall()
            cursor.close()
        finally:
            connection.close()
        return rows

    return Way("?", lambda names: (f"IN ({','.join('?' * len(names))})", names), ask)


def _postgresql(database: Database) -> Way:
    alone = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    def ask(question: str, told: tuple[object, ...]) -> Sequence[Any]:
        with alone.connect() as connection:
            return connection.exec_driver_sql(question, told).fetchall()

    return Way("%s", lambda names: ("= ANY(%s)", (list(names),)), ask)
