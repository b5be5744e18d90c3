"""Who may find what: exactly what they may read at this moment, whatever the index still holds."""

from functools import cache

from sqlalchemy import ColumnElement, and_, exists, or_

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.models import Comment
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to as roadmaps_visible_to
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.suggestions.models import NOT_FOR_ALL, Suggestion


def visible_to(actor: Actor | None) -> ColumnElement[bool]:
    """What is public, and what belongs to a roadmap whose working version the actor may read.

    Text that is hidden or withdrawn nobody finds, not even those who may still read it, and drafts neither.
    """
    return _to_strangers() if actor is None else _to(actor)


# Most who search are not signed in, and what they may read is told by the same words each time.
@cache
def _to_strangers() -> ColumnElement[bool]:
    return _to(None)


def _to(actor: Actor | None) -> ColumnElement[bool]:
    roadmaps = roadmaps_visible_to(actor).order_by(None).with_only_columns(Roadmap.id)
    return and_(
        or_(SearchDocument.is_public.is_(True), SearchDocument.roadmap_id.in_(roadmaps)),
        or_(SearchDocument.sort != Sort.COMMENT, _comment_is_readable()),
        or_(SearchDocument.sort != Sort.SUGGESTION, _suggestion_is_sent()),
    )


def _comment_is_readable() -> ColumnElement[bool]:
    """Its text is there for all, and it is not about a suggestion that only some may read."""
    not_for_all = exists().where(Suggestion.thread_id == Comment.thread_id, Suggestion.state.in_(NOT_FOR_ALL))
    return exists().where(
        Comment.id == SearchDocument.subject_id,
        Comment.hidden_at.is_(None),
        Comment.withdrawn_at.is_(None),
        ~not_for_all,
    )


def _suggestion_is_sent() -> ColumnElement[bool]:
    return exists().where(Suggestion.id == SearchDocument.subject_id, Suggestion.state.not_in(NOT_FOR_ALL))
