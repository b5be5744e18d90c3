"""What can be flagged, found by its sort and its identity: what it is called, where it lies, and who may read it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import comments_in, find_comment, find_thread
from roadmaps.foundation.prose import excerpt
from roadmaps.moderation.models import ThingSort
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import block_title, roadmap_with_block
from roadmaps.suggestions.queries import find_suggestion

EXCERPT = 400


@dataclass(frozen=True)
class Thing:
    """Something that can be flagged. `about` is what it is called, empty for the roadmap as a whole.

    `words` is what it says, for who flags it and who answers; `endpoint` and `facts` lead to it. `comment` is there for what can be hidden: a
    comment, or the one that a thread began with.
    """

    sort: ThingSort
    id: UUID
    roadmap: Roadmap
    about: str
    words: str
    endpoint: str
    facts: dict[str, Any]
    comment: Comment | None = None


def find_thing(session: Session, sort: ThingSort, thing_id: UUID, actor: Actor | None) -> Thing:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    match sort:
        case ThingSort.COMMENT:
            return _of_comment(session, find_comment(session, thing_id, actor))
        case ThingSort.THREAD:
            return _of_thread(session, thing_id, actor)
        case ThingSort.SUGGESTION:
            return _of_suggestion(session, thing_id, actor)
        case ThingSort.BLOCK:
            roadmap = roadmap_with_block(session, thing_id, actor)
            title = block_title(session, roadmap, thing_id)
            return Thing(sort, thing_id, roadmap, title, "", "roadmap.block", {"block_id": thing_id})


def _of_comment(session: Session, comment: Comment) -> Thing:
    thread = comment.thread
    return Thing(
        ThingSort.COMMENT,
        comment.id,
        thread.roadmap,
        block_title(session, thread.roadmap, thread.block_id),
        "" if comment.is_hidden or comment.is_withdrawn else excerpt(comment.body, EXCERPT),
        "discussion.comment",
        {"comment_id": comment.id},
        comment,
    )


def _of_thread(session: Session, thread_id: UUID, actor: Actor | None) -> Thing:
    thread = find_thread(session, thread_id, actor)
    title = block_title(session, thread.roadmap, thread.block_id)
    facts: dict[str, Any] = {"thread_id": thread.id}
    opening = session.scalars(comments_in([thread.id]).limit(1)).first()
    words = "" if opening is None or opening.is_hidden or opening.is_withdrawn else excerpt(opening.body, EXCERPT)
    return Thing(ThingSort.THREAD, thread.id, thread.roadmap, title, words, "discussion.show", facts, opening)


def _of_suggestion(session: Session, suggestion_id: UUID, actor: Actor | None) -> Thing:
    suggestion = find_suggestion(session, suggestion_id, actor)
    known = (block_title(session, suggestion.roadmap, one.block_id) for one in suggestion.changes if one.based_on)
    return Thing(
        ThingSort.SUGGESTION,
        suggestion.id,
        suggestion.roadmap,
        next(filter(None, known), ""),
        excerpt(suggestion.motive, EXCERPT),
        "suggestions.one",
        {"suggestion_id": suggestion.id},
    )
