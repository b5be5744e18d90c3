"""What happened to a suggestion, kept as rows that are never changed."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.suggestions.models import Suggestion, SuggestionTurn, TurnSort


def note_turn(
    session: Session,
    suggestion: Suggestion,
    turn: TurnSort,
    *,
    words: str = "",
    actor: Actor | None,
    at: datetime,
    revision_number: int | None = None,
) -> None:
    """Keep what happened; `actor` is None when the text moved on by itself."""
    session.add(
        SuggestionTurn(
            suggestion_id=suggestion.id,
            turn=turn,
            words=words.strip(),
            at=at,
            person_id=actor.person_id if actor else None,
            organisation_id=actor.acting_for_id if actor else None,
            revision_number=revision_number,
        )
    )
    session.flush()
