"""The unit of work: the only place that commits.

A door opens one, calls rules with its session, and leaves. Everything in it is kept, with what the listeners of the
first phase added, or nothing is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners


class UnitsOfWork:
    """Makes units of work on one database, told to one set of listeners."""

    def __init__(self, database: Database, listeners: Listeners) -> None:
        self.database = database
        self.listeners = listeners

    @contextmanager
    def change(self) -> Iterator[Session]:
        """A writing session: committed when the block ends, rolled back when it raises.

        Listeners of the second phase are told after the commit; they cannot fail the act any more.
        """
        with self.database.writing() as session:
            yield session
            events = self.listeners.tell_in_transaction(session)
            session.commit()
        self.listeners.tell_after_commit(events, self._alone)

    def _alone(self, act: Callable[[Session], None]) -> None:
        with self.change() as session:
            act(session)
