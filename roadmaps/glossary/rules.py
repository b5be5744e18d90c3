"""What may change in the glossary: its terms, with their whole history kept by the engine."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.glossary import policy
from roadmaps.glossary.finding import names_of
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import GLOSSARY_ID, SUBJECT, addresses_of_terms, glossary_history, terms, versions_in
from roadmaps.glossary.start import start_set
from roadmaps.revisions import restore
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import History, How, Revision
from roadmaps.revisions.write import write

GLOSSARY = KindTable([Term], addresses_of_terms)


def add_term(session: Session, content: Mapping[str, object], *, actor: Actor, at: datetime) -> UUID:
    """Explain a new word and return the term's id.

    :raises Invalid: also when the word is explained already
    """
    change = Change(new_id(), based_on=0, kind=Term.name, content=content)
    _write(session, change, actor=actor, at=at)
    return change.block_id


def edit_term(
    session: Session,
    term_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    brings_back: bool = False,
) -> Revision | None:
    """Explain a word better; `brings_back` tells that it is to stand there again, although it was removed meanwhile.

    :raises WriteConflict: when somebody else changed the same words meanwhile, or removed the term
    """
    removed = False if brings_back else None
    return _write(session, Change(term_id, based_on, content=content, removed=removed), actor=actor, at=at)


def remove_term(session: Session, term_id: UUID, *, based_on: int, actor: Actor, at: datetime) -> Revision | None:
    """Take a word out of the glossary; its history stays."""
    return _write(session, Change(term_id, based_on, removed=True), actor=actor, at=at)


def restore_term(
    session: Session, term_id: UUID, number: int, *, based_on: int, actor: Actor, at: datetime
) -> Revision | None:
    """Let the term say again what it said as of a change, and stand there again if it was removed.

    :raises WriteConflict: when the term has changed since `based_on`
    """
    _check_may_write(actor)
    history = _history(session)
    revision = restore.restore_block(
        session, history, term_id, number, kinds=GLOSSARY, author=_author(actor), at=at, based_on=based_on
    )
    _check_one_meaning_each(session)
    return revision


def undo_change(session: Session, number: int, *, actor: Actor, at: datetime) -> Revision | None:
    """Take back what one change did, and nothing that has been written since.

    :raises WriteConflict: when the same words have been changed since
    """
    _check_may_write(actor)
    history = _history(session)
    undoing = restore.changes_undoing(session, history, number)
    revision = write(session, history, undoing, kinds=GLOSSARY, author=_author(actor), at=at, how=How.RESTORE)
    _check_one_meaning_each(session)
    return revision


def bring_start_set(session: Session, *, at: datetime) -> int:
    """Explain the words that everybody meets first, and return how many were new.

    A word that the glossary explains, or has ever explained, under any of its names, is left as the region wants it.
    """
    known = _ever_called(session)
    new = [
        Change(new_id(), based_on=0, kind=Term.name, content=content)
        for content in start_set()
        if known.isdisjoint(_all_names(content))
    ]
    if new:
        nobody = Author(None, None)
        write(session, _history(session), new, kinds=GLOSSARY, author=nobody, at=at, how=How.IMPORT)
    return len(new)


def _write(session: Session, change: Change, *, actor: Actor, at: datetime) -> Revision | None:
    _check_may_write(actor)
    revision = write(session, _history(session), [change], kinds=GLOSSARY, author=_author(actor), at=at)
    _check_one_meaning_each(session)
    return revision


def _check_may_write(actor: Actor) -> None:
    if not policy.may_write_glossary(actor):
        raise NotAllowed(say("Only a coordinator can change the glossary."))


def _author(actor: Actor) -> Author:
    return Author(actor.person_id, actor.acting_for_id)


def _history(session: Session) -> History:
    history = glossary_history(session)
    if history is None:
        history = History(id=GLOSSARY_ID, subject=SUBJECT, current=0)
        session.add(history)
        session.flush()
    return history


def _ever_called(session: Session) -> set[str]:
    versions = session.execute(versions_in(GLOSSARY_ID)).scalars()
    return {name for version in versions for name in _all_names(json.loads(version.content))}


def _all_names(content: Mapping[str, Any]) -> set[str]:
    return {name.casefold() for name in names_of(None, content).swedish}


def _check_one_meaning_each(session: Session) -> None:
    words = [term.content["title"].casefold() for term in terms(session)]
    if len(words) > len(set(words)):
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"title": say("This word is explained already. Change that explanation instead.")},
        )
