"""What other organisations say to a suggestion while it waits."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.queries import must_wait
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.suggestions import policy
from roadmaps.suggestions.events import StanceTaken
from roadmaps.suggestions.models import Stance, Suggestion, SuggestionStance
from roadmaps.suggestions.rules.grounds import one_line


def take_stance(
    session: Session,
    suggestion: Suggestion,
    stance: Stance | None,
    *,
    words: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Say for one's organisation that it supports the suggestion, or what holds it back; None takes it back.

    :raises Invalid: when it holds back and does not say from what, or somebody new says it where their words are read first
    """
    organisation_id = actor.acting_for_id
    if organisation_id is None or not policy.may_take_stance(actor, suggestion, organisation_id):
        raise NotAllowed(say("Somebody who acts for another organisation can say this, while the suggestion waits."))
    if stance is Stance.HOLDS_BACK and not words.strip():
        raise Invalid(
            say("Some of what you wrote needs another look."), {"words": say("Say what holds your organisation back.")}
        )
    if words.strip() and must_wait(session, suggestion.roadmap, actor):
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {
                "words": say(
                    "Words of somebody new here are read before others see them. Write these as a comment instead."
                )
            },
        )
    mine = SuggestionStance.suggestion_id == suggestion.id, SuggestionStance.organisation_id == organisation_id
    said = session.scalar(select(SuggestionStance).where(*mine).with_for_update())
    if stance is None:
        if said is not None:
            session.delete(said)
            session.flush()
        return
    if said is None:
        said = SuggestionStance(id=new_id(), suggestion_id=suggestion.id, organisation_id=organisation_id)
        session.add(said)
    said.stance, said.words, said.person_id, said.said_at = stance, one_line(words), actor.person_id, at
    session.flush()
    about = suggestion.id, suggestion.roadmap_id, suggestion.roadmap.area_id
    record(session, StanceTaken(*about, actor.person_id, at, organisation_id, stance.value))
