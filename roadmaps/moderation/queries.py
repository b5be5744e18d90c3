"""What can be asked about moderation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import leaders_of
from roadmaps.discussion.models import Comment, WaitingComment
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence
from roadmaps.moderation import policy
from roadmaps.moderation.models import Appeal, Flag, LogEntry, ThingSort
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import Suggestion, SuggestionState

EXCERPT = 160


@dataclass(frozen=True)
class Waiting:
    """Something that waits for those who lead an area: since when, in what words, and on which page it is settled.

    `endpoint` and `facts` are what `url_for` takes. `by_id` is who wrote it, and None where nobody is to know.
    """

    id: UUID
    area_id: UUID
    since: datetime
    about: str
    words: str
    endpoint: str
    facts: dict[str, Any]
    reason: Sentence | None = None
    by_id: UUID | None = None


def log_of(area_id: UUID) -> Select[LogEntry]:
    """The public log of an area, newest first."""
    return select(LogEntry).where(LogEntry.area_id == area_id).order_by(LogEntry.at.desc(), LogEntry.id.desc())


def open_flags(session: Session, area_ids: Iterable[UUID]) -> list[Waiting]:
    """The flags that nobody has answered, the oldest first."""
    unanswered = Flag.area_id.in_(list(area_ids)), Flag.settled_at.is_(None)
    return [
        Waiting(
            flag.id,
            flag.area_id,
            flag.raised_at,
            flag.about,
            excerpt(flag.words, EXCERPT),
            "moderation.flagged",
            {"sort": flag.sort.value, "thing_id": flag.thing_id},
            reason=Sentence(flag.reason.label),
        )
        for flag in session.scalars(select(Flag).where(*unanswered).order_by(Flag.raised_at, Flag.id))
    ]


def open_appeals(session: Session, area_ids: Iterable[UUID]) -> list[Waiting]:
    """The appeals that nobody has answered, the oldest first."""
    unanswered = Appeal.area_id.in_(list(area_ids)), Appeal.answered_at.is_(None)
    rows = session.execute(
        select(Appeal, Comment.person_id)
        .join(Comment, Comment.id == Appeal.comment_id)
        .where(*unanswered)
        .order_by(Appeal.made_at, Appeal.id)
    )
    return [
        Waiting(
            appeal.id,
            appeal.area_id,
            appeal.made_at,
            excerpt(appeal.hide_reason, EXCERPT),
            excerpt(appeal.words, EXCERPT),
            "moderation.appeal",
            {"appeal_id": appeal.id},
            by_id=person_id,
        )
        for appeal, person_id in rows
    ]


def waiting_posts(session: Session, area_ids: Iterable[UUID]) -> list[Waiting]:
    """What new people have written and nobody has looked at: comments and suggestions, the oldest first."""
    wanted = list(area_ids)
    comments = session.execute(
        select(WaitingComment, Roadmap.area_id)
        .join(Roadmap, Roadmap.id == WaitingComment.roadmap_id)
        .where(Roadmap.area_id.in_(wanted), WaitingComment.settled_at.is_(None))
    )
    suggestions = session.execute(
        select(Suggestion, Roadmap.area_id)
        .join(Roadmap, Roadmap.id == Suggestion.roadmap_id)
        .where(Roadmap.area_id.in_(wanted), Suggestion.state == SuggestionState.UNSEEN)
    )
    found = [
        *(_waiting_comment(comment, area_id) for comment, area_id in comments.unique()),
        *(_waiting_suggestion(suggestion, area_id) for suggestion, area_id in suggestions.unique()),
    ]
    return sorted(found, key=lambda one: (one.since, one.id))


def _waiting_comment(comment: WaitingComment, area_id: UUID) -> Waiting:
    return Waiting(
        comment.id,
        area_id,
        comment.written_at,
        "",
        excerpt(comment.body, EXCERPT),
        "moderation.waiting_comment",
        {"waiting_id": comment.id},
        by_id=comment.person_id,
    )


def _waiting_suggestion(suggestion: Suggestion, area_id: UUID) -> Waiting:
    return Waiting(
        suggestion.id,
        area_id,
        suggestion.sent_at or suggestion.begun_at,
        "",
        excerpt(suggestion.motive, EXCERPT),
        "suggestions.one",
        {"suggestion_id": suggestion.id},
        by_id=suggestion.person_id,
    )


def flags_on(sort: ThingSort, thing_id: UUID) -> Select[Flag]:
    """The flags on one thing, the oldest first."""
    return select(Flag).where(Flag.sort == sort, Flag.thing_id == thing_id).order_by(Flag.raised_at, Flag.id)


def open_flag_of(person_id: UUID, sort: ThingSort, thing_id: UUID) -> Select[Flag]:
    """The person's own flag on the thing, while it waits."""
    mine = Flag.person_id == person_id, Flag.sort == sort, Flag.thing_id == thing_id, Flag.settled_at.is_(None)
    return select(Flag).where(*mine)


def flags_by(person_id: UUID) -> Select[Flag]:
    """What the person has flagged, newest first."""
    return select(Flag).where(Flag.person_id == person_id).order_by(Flag.raised_at.desc(), Flag.id.desc())


def appeal_of(comment: Comment) -> Select[Appeal]:
    """The appeal against the hiding that stands."""
    return select(Appeal).where(Appeal.comment_id == comment.id, Appeal.hidden_at == comment.hidden_at)


def has_others_for(session: Session, appeal: Appeal, comment: Comment, *, on: date) -> bool:
    """Whether there is anybody to answer but who hid the comment and who wrote it: leaders here, or coordinators."""
    leading = session.scalars(leaders_of(appeal.area_id, on).with_only_columns(RoleGrant.person_id))
    coordinating = session.scalars(active_coordinators().with_only_columns(Person.id))
    return bool({*leading, *coordinating} - {appeal.hidden_by_id, comment.person_id})


def find_appeal(session: Session, appeal_id: UUID, actor: Actor) -> Appeal:
    """:raises NotFound: when there is none, or it is neither the actor's own nor of an area that the actor leads."""
    row = session.get(Appeal, appeal_id)
    if row is None or not policy.may_read_appeal(
        actor, row, author_id=session.get_one(Comment, row.comment_id).person_id
    ):
        raise NotFound
    return row


def appeals_by(person_id: UUID) -> Select[Appeal]:
    """What the person has appealed, newest first."""
    mine = Comment.person_id == person_id
    return select(Appeal).join(Comment, Comment.id == Appeal.comment_id).where(mine).order_by(Appeal.made_at.desc())
