"""Whether a process can serve just now: asked by proxies and watchers, answered in words, without secrets, and always soon."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from roadmaps.chores.models import Worker
from roadmaps.files.stores import Store, StoreFailed
from roadmaps.foundation.database import Database
from roadmaps.migrating import is_up_to_date
from roadmaps.notifications.models import OutgoingMail

A = TypeVar("A")
PATIENCE_SECONDS = 3.0
GOOD_FOR_SECONDS = 1.0
# A letter that has been due for so long, and a worker that has not been heard of for so long, are not on their way.
LATE = timedelta(minutes=10)
SILENT = timedelta(minutes=3)


@dataclass(frozen=True)
class Part:
    """How it is with one part. Without one that is needed, the process should get no visitors."""

    name: str
    is_well: bool
    words: str
    is_needed: bool = True


class Bounded(Generic[A]):
    """Does one thing beside the caller, who waits for so long and no longer. While it still hangs, nobody waits at all."""

    def __init__(self, act: Callable[[], A], *, when_late: A) -> None:
        self._act, self._when_late = act, when_late
        self._hanging: Thread | None = None
        self._result = when_late

    def __call__(self) -> A:
        if self._hanging is not None and self._hanging.is_alive():
            return self._when_late
        self._result = self._when_late
        self._hanging = Thread(target=self._do, name="a look at readiness", daemon=True)
        self._hanging.start()
        self._hanging.join(PATIENCE_SECONDS)
        return self._result

    def _do(self) -> None:
        self._result = self._act()


class Readiness:
    """Looks at all parts, at most once a second however many ask."""

    def __init__(
        self, database: Database, store: Store, now: Callable[[], datetime], *, sends_mail: bool = True
    ) -> None:
        self._database, self._store, self._now = database, store, now
        self._sends_mail = sends_mail
        self._of_database: Bounded[tuple[Part, ...]] = Bounded(
            self._look_at_database, when_late=(_no_answer("database"),)
        )
        self._of_files: Bounded[tuple[Part, ...]] = Bounded(self._look_at_files, when_late=(_no_answer("files"),))
        self._looking = Lock()
        self._looked: tuple[float, tuple[Part, ...]] | None = None

    def look(self) -> tuple[Part, ...]:
        """How it is with each part now."""
        with self._looking:
            if self._looked is None or monotonic() - self._looked[0] > GOOD_FOR_SECONDS:
                self._looked = (monotonic(), (*self._of_database(), *self._of_files()))
            return self._looked[1]

    def _look_at_database(self) -> tuple[Part, ...]:
        try:
            with self._database.reading() as session:
                session.execute(text("select 1"))
                answers = Part("database", is_well=True, words="The database answers.")
                if not is_up_to_date(self._database):
                    return answers, Part("tables", is_well=False, words="The tables are not those of this version.")
                tables = Part("tables", is_well=True, words="The tables are up to date.")
                return answers, tables, self._mail(session)
        except SQLAlchemyError:
            return (_no_answer("database"),)

    def _mail(self, session: Session) -> Part:
        """Letters that wait are no reason to send visitors elsewhere, but one to look."""
        if not self._sends_mail:
            words = "There is no mail server: letters wait to be handed over."
            return Part("mail", is_well=True, words=words, is_needed=False)
        at = self._now()
        late = session.scalar(
            select(func.count()).where(
                OutgoingMail.sent_at.is_(None), OutgoingMail.given_up_at.is_(None), OutgoingMail.due_at < at - LATE
            )
        )
        if not late:
            return Part("mail", is_well=True, words="No letter is late.", is_needed=False)
        seen_at = session.scalar(select(func.max(Worker.seen_at)))
        if seen_at is None or seen_at < at - SILENT:
            return Part("mail", is_well=False, words="Letters wait, and no process sends them.", is_needed=False)
        return Part("mail", is_well=False, words="Letters wait longer than they should.", is_needed=False)

    def _look_at_files(self) -> tuple[Part, ...]:
        try:
            self._store.reach()
        except StoreFailed:
            return (Part("files", is_well=False, words="The place for files does not answer, or takes nothing."),)
        return (Part("files", is_well=True, words="The place for files answers."),)


def _no_answer(name: str) -> Part:
    return Part(name, is_well=False, words=f"There is no answer in {PATIENCE_SECONDS:.0f} seconds, or a refusal.")
