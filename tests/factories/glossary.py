"""Terms of the glossary."""

from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.glossary.queries import glossary_history
from roadmaps.glossary.rules import add_term
from tests.factories.areas import a_coordinator
from tests.factories.roadmap import AT


def a_term(session: Session, title: str = "delområde", *, actor: Actor | None = None, **facts: str) -> UUID:
    """An explained word."""
    content = {"title": title, "text": f"Vad {title} är.", **facts}
    return add_term(session, content, actor=actor or a_coordinator(session), at=AT)


def number(session: Session) -> int:
    """The number of the glossary's newest change."""
    history = glossary_history(session)
    assert history is not None
    session.refresh(history)
    return history.current
