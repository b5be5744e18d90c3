"""Taking in what was proposed in another room, such as in an answer to a consultation, to be decided like the rest.

Who may is for the rule that calls these to know. Such a suggestion has no thread: it is answered where it was proposed.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import SuggestedChange, Suggestion, SuggestionState, TurnSort
from roadmaps.suggestions.rules.grounds import Source, keep_sources, one_line
from roadmaps.suggestions.rules.wishes import Wish, checked, must_point_inside
from roadmaps.suggestions.standing import standings_of
from roadmaps.suggestions.turns import note_turn


def bring_in(
    session: Session,
    roadmap: Roadmap,
    wish: Wish,
    *,
    motive: str,
    sources: Sequence[Source],
    organisation_id: UUID | None,
    actor: Actor,
    at: datetime,
) -> Suggestion:
    """Keep a wish as a suggestion that waits for a decision, by the person for the organisation.

    :raises Invalid: when a value cannot be right, or nothing differs from the text that it is based on
    :raises NotFound: when the roadmap never had such a block
    """
    kind, content, based_on = checked(session, roadmap, wish, actor)
    must_point_inside(session, roadmap, kind, content)
    suggestion = Suggestion(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        person_id=actor.person_id,
        organisation_id=organisation_id,
        state=SuggestionState.OPEN,
        motive=motive.strip(),
        begun_at=at,
        sent_at=at,
    )
    change = SuggestedChange(id=new_id(), block_id=wish.block_id, position=0, act=wish.act, kind=kind)
    change.content, change.based_on, change.parent_id, change.after = content, based_on, wish.parent_id, wish.after
    suggestion.changes.append(change)
    session.add(suggestion)
    session.flush()
    keep_sources(session, suggestion, sources)
    # The text may have moved on since the version that it is based on.
    suggestion.needs_look = any(not one.is_clean for one in standings_of(session, [suggestion])[suggestion.id])
    session.flush()
    note_turn(session, suggestion, TurnSort.SENT, actor=actor, at=at)
    return suggestion


def take_out(session: Session, suggestion: Suggestion, *, reason: str, actor: Actor | None, at: datetime) -> bool:
    """Let nobody decide about it any more, as what it was part of says something else now; False when it was decided."""
    session.refresh(suggestion, ["state"], with_for_update=True)
    if not suggestion.is_open:
        return False
    suggestion.state, suggestion.decided_at = SuggestionState.WITHDRAWN, at
    suggestion.decided_by_id = actor.person_id if actor else None
    suggestion.reason, suggestion.needs_look = one_line(reason), False
    session.flush()
    note_turn(session, suggestion, TurnSort.WITHDRAWN, words=suggestion.reason, actor=actor, at=at)
    return True
