"""Who listens to which session in this process, and the one thread that looks for news on behalf of all of them.

It looks a tenth of a second after it looked last, and at once when this process has kept something itself (or another
has said so, see `wakeups`). What it finds it keeps for a while, so that ten listeners cost the database no more than one.
While nobody listens it sleeps. The numbers of a log have no gaps and become visible in their order, so nothing is missed.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.sentences import Sentence
from roadmaps.live.models import LiveSession
from roadmaps.live.queries import closed_as, people_in
from roadmaps.live.results import Closed, Presence
from roadmaps.live.serving.talk import packed
from roadmaps.live.serving.watching import MOST_READ_AT_ONCE, Head, entries_after, heads_of

log = logging.getLogger(__name__)

PAUSE_SECONDS = 0.1
# However much is kept meanwhile: what comes within so short a time is found by one look.
SHORTEST_PAUSE_SECONDS = 0.01
# Carets that move in another process, and people who are gone without a word, are seen at this pace only.
PEOPLE_EVERY_SECONDS = 1.0
PAUSE_IN_TROUBLE_SECONDS = 1.0
MOST_KEPT = 500
MOST_KEPT_CHARACTERS = 2_000_000

GOING_AWAY = 1012
FULL = 1013
SIGNED_OUT = 4401
NOT_ALLOWED = 4403
CLOSED = 4409


@dataclass(frozen=True)
class Ending:
    """Why a line is hung up: the code for the page, and a sentence for the person where there is one."""

    code: int
    sentence: Sentence | None = None


@dataclass(eq=False)
class Listener:
    """One page with a socket. `seq` is how far it has been told; the thread of its request alone moves it on.

    `caret` is where it is in the text, as long as that is known here before it is known to all.
    """

    session_id: UUID
    client_id: int
    person_id: UUID
    token: str
    wake: Callable[[], None]
    seq: int
    caret: dict[str, Any] | None = None
    ending: Ending | None = None

    def end(self, ending: Ending) -> None:
        """Let it be hung up."""
        self.ending = self.ending or ending
        self.wake()


@dataclass
class _Watched:
    """A session that somebody here listens to. `recent` holds what came after `recent_from`, up to `seq`."""

    listeners: set[Listener] = field(default_factory=set)
    is_known: bool = False
    seq: int = 0
    recent_from: int = 0
    recent: deque[tuple[int, int, str]] = field(default_factory=deque)
    characters: int = 0
    head: Head | None = None
    people: tuple[Presence, ...] | None = None
    are_people_due: bool = True
    people_read_at: float = 0.0
    seen_at: datetime | None = None
    closed: Closed | None = None


class Hub:
    """The listeners of one process."""

    def __init__(self, database: Database, *, most: int, most_a_person: int = 8) -> None:
        self._database = database
        self._most = most
        self._most_a_person = most_a_person
        self._lock = Lock()
        self._watched: dict[UUID, _Watched] = {}
        self._stirred = Event()
        self._thread: Thread | None = None
        self._is_stopping: Callable[[], bool] = lambda: False

    def stop_when(self, is_stopping: Callable[[], bool]) -> None:
        """Send every listener elsewhere as soon as this becomes true: the process is about to end."""
        self._is_stopping = is_stopping

    def enter(self, listener: Listener) -> Ending | None:
        """Listen from now on; or why not: the process is going, or has as many listeners as it can."""
        if self._is_stopping():
            return Ending(GOING_AWAY)
        with self._lock:
            everyone = [one for watched in self._watched.values() for one in watched.listeners]
            of_person = sum(one.person_id == listener.person_id for one in everyone)
            if len(everyone) >= self._most or of_person >= self._most_a_person:
                return Ending(FULL)
            self._watched.setdefault(listener.session_id, _Watched()).listeners.add(listener)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="live hub", daemon=True)
                self._thread.start()
        self._stirred.set()
        return None

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        with self._lock:
            watched = self._watched.get(listener.session_id)
            if watched is not None:
                watched.listeners.discard(listener)
                if not watched.listeners:
                    del self._watched[listener.session_id]

    def stir(self, session_id: UUID, *, are_people_due: bool = False) -> None:
        """Something has been kept about a session, or about who is there: look now, if anybody here listens to it."""
        watched = self._watched.get(session_id)
        if watched is not None:
            watched.are_people_due |= are_people_due
            self._stirred.set()

    def move(self, listener: Listener, caret: dict[str, Any] | None) -> None:
        """Show a caret to those who listen here, before it is kept for all."""
        listener.caret = caret
        for other in self.listeners():
            if other.session_id == listener.session_id and other is not listener:
                other.wake()

    def listeners(self) -> list[Listener]:
        """Everyone who listens here now."""
        with self._lock:
            return [one for watched in self._watched.values() for one in watched.listeners]

    def since(self, session_id: UUID, seq: int) -> list[tuple[int, int, str]] | None:
        """What has come after a number, as number, client and update; None when that is to be looked up in the log."""
        with self._lock:
            watched = self._watched.get(session_id)
            if watched is None or not watched.is_known or seq < watched.recent_from:
                return None
            return [entry for entry in watched.recent if entry[0] > seq]

    def people(self, session_id: UUID) -> tuple[Presence, ...] | None:
        """Who is in a session now; None when nobody has looked yet."""
        with self._lock:
            watched = self._watched.get(session_id)
            carets = {one.client_id: one.caret for one in watched.listeners if one.caret} if watched else {}
        if watched is None or watched.people is None:
            return None
        return tuple(
            replace(one, cursor=carets[one.client_id]) if one.client_id in carets else one for one in watched.people
        )

    def closed(self, session_id: UUID) -> Closed | None:
        """How a session ended, as soon as it is known."""
        watched = self._watched.get(session_id)
        return watched.closed if watched else None

    def _work(self) -> None:
        while True:
            self._stirred.wait(PAUSE_SECONDS if self._watched else None)
            Event().wait(SHORTEST_PAUSE_SECONDS)
            self._stirred.clear()
            if self._is_stopping():
                for listener in self.listeners():
                    listener.end(Ending(GOING_AWAY))
                continue
            try:
                self._look()
            except SQLAlchemyError:
                log.warning("The live sessions could not be looked at, and will be again", exc_info=True)
                Event().wait(PAUSE_IN_TROUBLE_SECONDS)
            except Exception:
                log.exception("Looking at the live sessions failed, and will be tried again")
                Event().wait(PAUSE_IN_TROUBLE_SECONDS)

    def _look(self) -> None:
        with self._lock:
            watched = dict(self._watched)
        if not watched:
            return
        with self._database.reading() as session:
            heads = heads_of(session, list(watched))
            for session_id, one in watched.items():
                if (head := heads.get(session_id)) is None:
                    continue
                entries = entries_after(session, session_id, one.seq) if one.is_known and head.seq > one.seq else []
                has_people = self._people_are_due(one, head)
                people = people_in(session, session_id, at=now()) if has_people else one.people
                closed = None
                if not head.is_open and one.closed is None:
                    closed = closed_as(session, session.get_one(LiveSession, session_id))
                with self._lock:
                    is_news = self._take_in(one, head, [(e.seq, e.client_id, packed(e.payload)) for e in entries])
                    is_news |= people != one.people or closed is not None
                    one.head, one.people, one.closed = head, people, closed or one.closed
                    listeners = list(one.listeners) if is_news else []
                for listener in listeners:
                    listener.wake()
                if len(entries) == MOST_READ_AT_ONCE:
                    self._stirred.set()

    @staticmethod
    def _people_are_due(one: _Watched, head: Head) -> bool:
        is_due = one.are_people_due or one.head is None or one.head.people != head.people
        if not is_due and monotonic() - one.people_read_at > PEOPLE_EVERY_SECONDS:
            is_due = one.seen_at != head.seen_at or monotonic() - one.people_read_at > 2 * PEOPLE_EVERY_SECONDS
        if is_due:
            one.are_people_due, one.people_read_at, one.seen_at = False, monotonic(), head.seen_at
        return is_due

    @staticmethod
    def _take_in(one: _Watched, head: Head, entries: list[tuple[int, int, str]]) -> bool:
        if not one.is_known:
            # What came before is told from the log to each who enters.
            one.is_known, one.seq, one.recent_from = True, head.seq, head.seq
            return True
        for entry in entries:
            one.recent.append(entry)
            one.characters += len(entry[2])
            one.seq = entry[0]
        while len(one.recent) > MOST_KEPT or one.characters > MOST_KEPT_CHARACTERS:
            number, _, update = one.recent.popleft()
            one.characters -= len(update)
            one.recent_from = number
        return bool(entries)
