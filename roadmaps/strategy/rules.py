"""What may change in the strategy as it is told here: its parts, with their whole history kept by the engine."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.kinds import KindTable
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.write import write
from roadmaps.strategy import policy
from roadmaps.strategy.kinds import StrategyElement
from roadmaps.strategy.queries import STRATEGY_ID, SUBJECT, strategy_history

STRATEGY = KindTable([StrategyElement])


def add_element(session: Session, content: Mapping[str, object], *, actor: Actor, at: datetime) -> UUID:
    """Bring in a part of the strategy and return its id."""
    change = Change(new_id(), based_on=0, kind=StrategyElement.name, content=content)
    _write(session, change, actor=actor, at=at)
    return change.block_id


def edit_element(
    session: Session,
    element_id: UUID,
    content: Mapping[str, object],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    brings_back: bool = False,
) -> Revision | None:
    """Tell a part better; `brings_back` tells that it is to stand there again, although it was removed meanwhile.

    :raises WriteConflict: when somebody else changed the same words meanwhile, or removed the part
    """
    removed = False if brings_back else None
    return _write(session, Change(element_id, based_on, content=content, removed=removed), actor=actor, at=at)


def remove_element(session: Session, element_id: UUID, *, based_on: int, actor: Actor, at: datetime) -> Revision | None:
    """Take a part away, as when the strategy is renewed. Goals that named it keep its name."""
    return _write(session, Change(element_id, based_on, removed=True), actor=actor, at=at)


def _write(session: Session, change: Change, *, actor: Actor, at: datetime) -> Revision | None:
    if not policy.may_write_strategy(actor):
        raise NotAllowed(say("Only a coordinator can change what the strategy says here."))
    history = strategy_history(session)
    if history is None:
        history = History(id=STRATEGY_ID, subject=SUBJECT, current=0)
        session.add(history)
        session.flush()
    author = Author(actor.person_id, actor.acting_for_id)
    return write(session, history, [change], kinds=STRATEGY, author=author, at=at)
