"""What can be asked about suggestions."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.suggestions import policy
from roadmaps.suggestions.models import (
    NOT_FOR_ALL,
    SuggestedChange,
    Suggestion,
    SuggestionSetting,
    SuggestionStance,
    SuggestionState,
    SuggestionTurn,
)


def find_suggestion(session: Session, suggestion_id: UUID, actor: Actor | None) -> Suggestion:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    suggestion = session.get(Suggestion, suggestion_id)
    if suggestion is None or not policy.may_read_suggestion(actor, suggestion):
        raise NotFound
    return suggestion


def suggestions_of(roadmap: Roadmap) -> Select[Suggestion]:
    """Every suggestion that has been sent, newest first."""
    return (
        select(Suggestion)
        .where(Suggestion.roadmap_id == roadmap.id, Suggestion.state.not_in(NOT_FOR_ALL))
        .order_by(Suggestion.sent_at.desc(), Suggestion.id.desc())
    )


def open_suggestions_of(roadmap: Roadmap) -> Select[Suggestion]:
    """Those that wait for a decision, the oldest first."""
    return (
        select(Suggestion)
        .where(Suggestion.roadmap_id == roadmap.id, Suggestion.state == SuggestionState.OPEN)
        .order_by(Suggestion.sent_at, Suggestion.id)
    )


def open_suggestions_in(roadmap_ids: Iterable[UUID]) -> Select[Suggestion]:
    """The same for several roadmaps."""
    return (
        select(Suggestion)
        .where(Suggestion.roadmap_id.in_(list(roadmap_ids)), Suggestion.state == SuggestionState.OPEN)
        .order_by(Suggestion.sent_at, Suggestion.id)
    )


def suggestions_by(actor: Actor) -> Select[Suggestion]:
    """What the person has suggested, in roadmaps that the person may read; what waits first, then the newest."""
    readable = visible_to(actor).order_by(None).with_only_columns(Roadmap.id)
    return (
        select(Suggestion)
        .where(Suggestion.person_id == actor.person_id, Suggestion.roadmap_id.in_(readable))
        .order_by(Suggestion.decided_at.is_not(None), Suggestion.begun_at.desc(), Suggestion.id.desc())
    )


def draft_of(session: Session, roadmap: Roadmap, actor: Actor) -> Suggestion | None:
    """What the person is suggesting for the roadmap and has not sent yet."""
    return session.scalar(
        select(Suggestion).where(
            Suggestion.roadmap_id == roadmap.id,
            Suggestion.person_id == actor.person_id,
            Suggestion.state == SuggestionState.DRAFT,
        )
    )


def open_on_blocks(block_ids: Iterable[UUID]) -> Select[Suggestion]:
    """The waiting suggestions that want something of one of these blocks."""
    touching = select(SuggestedChange.suggestion_id).where(SuggestedChange.block_id.in_(list(block_ids)))
    return select(Suggestion).where(Suggestion.id.in_(touching), Suggestion.state == SuggestionState.OPEN)


def stances_on(suggestion_ids: Iterable[UUID]) -> Select[SuggestionStance]:
    """What organisations say to these suggestions, the first to speak first."""
    return (
        select(SuggestionStance)
        .where(SuggestionStance.suggestion_id.in_(list(suggestion_ids)))
        .order_by(SuggestionStance.said_at, SuggestionStance.id)
    )


def turns_of(suggestion: Suggestion) -> Select[SuggestionTurn]:
    """What has happened to it, in order."""
    return (
        select(SuggestionTurn)
        .where(SuggestionTurn.suggestion_id == suggestion.id)
        .order_by(SuggestionTurn.at, SuggestionTurn.id)
    )


def requires_source(session: Session, area_id: UUID) -> bool:
    """Whether the area wants to know what a suggestion builds on."""
    setting = session.get(SuggestionSetting, area_id)
    return setting is not None and setting.requires_source


def count_open(session: Session, roadmap: Roadmap) -> int:
    """How many wait for a decision."""
    waiting = open_suggestions_of(roadmap).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0
