"""Parts of the strategy, written by a coordinator."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.events import take_recorded
from roadmaps.strategy import rules
from roadmaps.strategy.queries import strategy_history
from tests.factories.areas import a_coordinator
from tests.factories.roadmap import AT


def an_element(session: Session, title: str = "En levande bygd", *, by: Actor | None = None, **facts: object) -> UUID:
    """A part of the strategy; a priority, unless said otherwise."""
    content = {"title": title, **facts}
    element_id = rules.add_element(session, content, actor=by or a_coordinator(session), at=AT)
    take_recorded(session)
    return element_id


def number_of_strategy(session: Session) -> int:
    """The number of the strategy's newest revision."""
    history = strategy_history(session)
    assert history is not None
    session.refresh(history)
    return history.current
