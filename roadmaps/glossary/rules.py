"""What may change in the glossary: its terms, with their whole history kept by the engine."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.glossary import policy
from roadmaps.glossary.kinds import Term
from roadmaps.glossary.queries import GLOSSARY_ID, SUBJECT, addresses_of_terms, glossary_history, terms
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import History, Revision
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


def _write(session: Session, change: Change, *, actor: Actor, at: datetime) -> Revision | None:
    if not policy.may_write_glossary(actor):
        raise NotAllowed(say("Only a coordinator can change the glossary."))
    history = glossary_history(session)
    if history is None:
        history = History(id=GLOSSARY_ID, subject=SUBJECT, current=0)
        session.add(history)
        session.flush()
    author = Author(actor.person_id, actor.acting_for_id)
    revision = write(session, history, [change], kinds=GLOSSARY, author=author, at=at)
    _check_one_meaning_each(session)
    return revision


def _check_one_meaning_each(session: Session) -> None:
    words = [term.content["title"].casefold() for term in terms(session)]
    if len(words) > len(set(words)):
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"title": say("This word is explained already. Change that explanation instead.")},
        )
