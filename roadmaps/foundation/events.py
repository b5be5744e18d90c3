"""Facts in the past tense: what rules announce, and who listens.

A rule records an event in its session; lower rooms never learn who hears it. Listeners come in two phases:

- *in the transaction*: called by the unit of work just before it commits, with its session; they may write, and by
  raising they stop the whole act (the trail of an act and the act itself stand or fall together);
- *after commit*: called once the act is kept for good, each in a unit of work of its own and shielded from the
  others: a failing listener is logged and loses nothing but its own work.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

log = logging.getLogger(__name__)


class Event:
    """The base of every event: a frozen dataclass with identities and plain values only."""


E = TypeVar("E", bound=Event)
Listener = Callable[[Session, E], None]


def record(session: Session, event: Event) -> None:
    """Announce that something has happened in this unit of work."""
    session.info.setdefault("events", []).append(event)


def take_recorded(session: Session) -> list[Event]:
    """The events recorded since the last call, in order."""
    recorded: list[Event] = session.info.get("events", [])
    session.info["events"] = []
    return recorded


class Listeners:
    """Who hears what. Filled once, by the composition root."""

    def __init__(self) -> None:
        self._in_transaction: dict[type[Event], list[Callable[[Session, Event], None]]] = defaultdict(list)
        self._after_commit: dict[type[Event], list[Callable[[Session, Event], None]]] = defaultdict(list)

    def in_transaction(self, kind: type[E], listener: Listener[E]) -> None:
        """Let the listener act within the transaction of every such event."""
        self._in_transaction[kind].append(listener)  # type: ignore[arg-type]

    def after_commit(self, kind: type[E], listener: Listener[E]) -> None:
        """Let the listener act once every such event is kept."""
        self._after_commit[kind].append(listener)  # type: ignore[arg-type]

    def tell_in_transaction(self, session: Session) -> list[Event]:
        """Tell the listeners of the first phase, also of what they themselves record; return all events in order."""
        told: list[Event] = []
        while events := take_recorded(session):
            for event in events:
                for listener in self._in_transaction[type(event)]:
                    listener(session, event)
            told += events
        return told

    def tell_after_commit(
        self, events: list[Event], new_unit_of_work: Callable[[Callable[[Session], None]], None]
    ) -> None:
        """Tell the listeners of the second phase; `new_unit_of_work` runs a function in a session and commits it."""
        for event in events:
            for listener in self._after_commit[type(event)]:
                try:
                    new_unit_of_work(lambda session, hear=listener, fact=event: hear(session, fact))  # type: ignore[misc]
                except Exception:
                    log.exception("%s failed after %s", listener.__qualname__, type(event).__name__)
