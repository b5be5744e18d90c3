"""Suggestions that wait for a decision."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from roadmaps.consultation.models import Point as ConsultationPoint
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.suggestions.models import Suggestion, SuggestionState
from roadmaps.suggestions.pages import Shown, show

NAME = "suggestions"


def points(ground: Ground) -> Iterable[Point]:
    """Those that have been sent. Where more has been asked, the time since then counts."""
    rows = ground.session.execute(
        select(Suggestion.id, Suggestion.roadmap_id, Suggestion.sent_at, Suggestion.asked_at).where(
            Suggestion.roadmap_id.in_(ground.area_of),
            Suggestion.state == SuggestionState.OPEN,
            # What an organisation has proposed in a consultation is decided with its points.
            Suggestion.id.not_in(
                select(ConsultationPoint.suggestion_id).where(ConsultationPoint.suggestion_id.is_not(None))
            ),
        )
    )
    for suggestion_id, roadmap_id, sent_at, asked_at in rows:
        assert sent_at is not None  # only a draft has not been sent
        yield Point(NAME, suggestion_id, ground.area_of[roadmap_id], asked_at or sent_at)


def tell(ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """What each wants to change, who suggests it, and why."""
    ids = [point.key for point in waiting]
    found = ground.session.scalars(select(Suggestion).where(Suggestion.id.in_(ids))).unique().all()
    return {
        one.suggestion.id: Told(
            title=one.title,
            words=_words(one),
            who=", ".join(filter(None, (one.by.person, one.by.organisation))),
            quote=one.suggestion.motive,
        )
        for one in show(ground.session, found, actor=ground.actor)
    }


def _words(shown: Shown) -> Sentence:
    if shown.suggestion.asked_at:
        return say("More has been asked of the one who suggested it.")
    if not shown.is_clean:
        return say("The text has moved on, so that it needs a look before it can be accepted.")
    if shown.holding_back:
        return say("Waits for a decision. Something holds %(names)s back.", names=", ".join(shown.holding_back))
    return say("Waits for a decision.")


SOURCE = Source(NAME, N_("Suggestions"), points, tell)
