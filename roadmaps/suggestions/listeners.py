"""Suggestions hear what is written in the roadmap: one that cannot be merged any more is marked for its author."""

from sqlalchemy.orm import Session

from roadmaps.foundation.events import Listeners, record
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.models import History
from roadmaps.revisions.queries import find_revision
from roadmaps.suggestions.events import SuggestionOutdated
from roadmaps.suggestions.models import TurnSort
from roadmaps.suggestions.queries import open_on_blocks
from roadmaps.suggestions.standing import standings_of
from roadmaps.suggestions.turns import note_turn


def wire(listeners: Listeners) -> None:
    """Hang the listeners of this room."""
    listeners.in_transaction(RevisionWritten, follow_text)


def follow_text(session: Session, fact: RevisionWritten) -> None:
    """Look anew at the waiting suggestions about the blocks that were changed."""
    waiting = session.scalars(open_on_blocks(fact.block_ids)).all()
    if not waiting:
        return
    at = find_revision(session, session.get_one(History, fact.history_id), fact.number).written_at
    standings = standings_of(session, waiting)
    for suggestion in waiting:
        is_stuck = any(not one.is_clean for one in standings[suggestion.id])
        if is_stuck and not suggestion.needs_look:
            note_turn(session, suggestion, TurnSort.NEEDS_LOOK, actor=None, at=at)
            about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
            record(session, SuggestionOutdated(*about, None, at))
        # The text may also have come back to where the suggestion fits again.
        suggestion.needs_look = is_stuck
    session.flush()
