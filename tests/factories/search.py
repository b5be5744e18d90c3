"""Keeping the index as a unit of work would, and asking it in short words."""

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.changed_rows import ChangedRows
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.search import wire
from roadmaps.search.filters import Asked
from roadmaps.search.keeping import mend
from roadmaps.search.listeners import keep_what_is_written
from roadmaps.search.queries import Answer, Found, find


def hear(session: Session) -> None:
    """Let the index hear what has happened since the last time, as with a commit and after it."""
    events = take_recorded(session)
    session.flush()
    keep_what_is_written(session, events, ChangedRows())
    session.commit()
    listeners = Listeners()
    wire(listeners)
    listeners.tell_after_commit(events, lambda act: act(session))
    session.commit()


def know_all(session: Session) -> None:
    """Let the index hold all that there is, also what no event told of."""
    take_recorded(session)
    mend(session)
    session.commit()


def ask(session: Session, question: str, actor: Actor | None = None, **choices: str) -> Answer:
    """What a page of the search is made of."""
    return find(session, Asked.of({"q": question, **choices}), actor)


def found(session: Session, question: str, actor: Actor | None = None, **choices: str) -> list[str]:
    """What is found, by title; what has none by its text."""
    return [_name(one) for one in ask(session, question, actor, **choices).documents]


def _name(document: Found) -> str:
    return document.title or document.text
