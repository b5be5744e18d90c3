"""Looking at what somebody new has suggested: letting everyone read it, or not."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.suggestions import policy
from roadmaps.suggestions.events import SuggestionNotReleased, SuggestionReleased
from roadmaps.suggestions.models import Suggestion, SuggestionState
from roadmaps.suggestions.rules.proposing import show_to_all

LONGEST_REASON = 1000


def release(session: Session, suggestion: Suggestion, *, actor: Actor, at: datetime) -> None:
    """Let everyone read it; it waits for a decision from now on.

    :raises Invalid: when its proposer may not suggest anything here any more
    """
    _must_look_through(session, suggestion, actor)
    on = day_of(at)
    author = load_actor(session, suggestion.person_id, on=on, acting_for_id=suggestion.organisation_id)
    if author is None or not policy.may_suggest(author, suggestion.roadmap):
        raise Invalid(say("Its author may not write here any more, so it cannot be released."))
    show_to_all(session, suggestion, author=author, at=at, is_looked_through=True)
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, SuggestionReleased(*about, actor.person_id, at))


def decline_release(session: Session, suggestion: Suggestion, *, reason: str, actor: Actor, at: datetime) -> None:
    """Not let others read it; its proposer reads why.

    :raises Invalid: when there is no reason
    """
    _must_look_through(session, suggestion, actor)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        fault = say("Say why. The author is told.") if not reason.strip() else say("A sentence or two are enough.")
        raise Invalid(say("Some of what you wrote needs another look."), {"reason": fault})
    suggestion.state, suggestion.reason = SuggestionState.NOT_RELEASED, reason.strip()
    suggestion.decided_at, suggestion.decided_by_id = at, actor.person_id
    session.flush()
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, SuggestionNotReleased(*about, actor.person_id, at, suggestion.reason))


def _must_look_through(session: Session, suggestion: Suggestion, actor: Actor) -> None:
    """Two who look at once queue; the second finds that it is settled."""
    session.refresh(suggestion, ["state"], with_for_update=True)
    if suggestion.state is not SuggestionState.UNSEEN:
        raise Invalid(say("Somebody has looked at this already."))
    if not policy.may_look_through(actor, suggestion):
        raise NotAllowed(say("Only the area's process leader can do this."))
