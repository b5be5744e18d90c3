"""The unit of work: the only place that commits.

A door opens one, calls rules with its session, and leaves. Everything in it is kept, with what the listeners of the
first phase added, or nothing is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import local

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Event, Listeners

Witness = Callable[[Session, list[Event], ChangedRows], None]
_DOUBT = "The connection was lost during the commit: nobody here can know whether it was kept."


def is_doubtful(error: BaseException) -> bool:
    """Whether the error left it open if the unit of work was kept. Every other failure means that it was not."""
    return _DOUBT in getattr(error, "__notes__", ())


class UnitsOfWork:
    """Makes units of work on one database, told to one set of listeners."""

    def __init__(self, database: Database, listeners: Listeners) -> None:
        self.database = database
        self.listeners = listeners
        self.witnesses: list[Witness] = []
        self._of_thread = local()

    @property
    def kept_here(self) -> int:
        """How many units of work this thread has kept so far; whoever would do something once more has to know."""
        return getattr(self._of_thread, "kept", 0)

    def let_witness(self, witness: Witness, *, before_others: bool = False) -> None:
        """Let the witness see every unit of work as the last before it is kept: all its events, and the rows changed.

        What it writes is kept with the act, and by raising it stops the act. It may take a lock that all others wait
        for, as nothing but the commit comes after it. One that comes before the others writes what these are to see,
        and takes no such lock.
        """
        self.witnesses.insert(0 if before_others else len(self.witnesses), witness)

    @contextmanager
    def change(self) -> Iterator[Session]:
        """A writing session: committed when the block ends, rolled back when it raises.

        Listeners of the second phase are told after the commit; they cannot fail the act any more.
        """
        changed = ChangedRows()
        with self.database.writing() as session:
            changed.watch(session)
            yield session
            events = self.listeners.tell_in_transaction(session)
            session.flush()
            for witness in self.witnesses:
                witness(session, events, changed)
            _commit(session)
            self._of_thread.kept = self.kept_here + 1
        self.listeners.tell_after_commit(events, self._alone)

    def _alone(self, act: Callable[[Session], None]) -> None:
        with self.change() as session:
            act(session)


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            error.add_note(_DOUBT)
        raise
