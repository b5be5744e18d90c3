"""Everything that is new in an area, gathered for the one who leads it: a handful of queries, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.accounts.queries import person_names
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.discussion.conversations import Conversation, Said, converse
from roadmaps.discussion.models import Comment, Thread
from roadmaps.foundation.sentences import Sentence
from roadmaps.moderation.models import SeenMark
from roadmaps.revisions.contributors import authors_of, is_written_by
from roadmaps.revisions.models import Revision
from roadmaps.revisions.sentences import sentence_of
from roadmaps.roadmap.locks import StandingLocks, standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP

Sort = Literal["thread", "comment", "revision", "person"]
SORTS: tuple[Sort, ...] = ("thread", "comment", "revision", "person")
DAYS = (7, 30, 90)
# A page holds so many of each sort; a leader who has been away for a year narrows the choice.
MOST = 100


@dataclass(frozen=True)
class NewsFilter:
    """What a leader wants to see. `days` 0 means: since the mark that says how far one has read."""

    days: int = 0
    sort: Sort | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "NewsFilter":
        """Read the choice; what makes no sense counts as not chosen."""
        days = next((days for days in DAYS if str(days) == given.get("days")), 0)
        return cls(days, next((sort for sort in SORTS if sort == given.get("sort")), None))

    def since(self, mark: datetime | None, at: datetime) -> datetime:
        """From when on: the chosen days, or the mark, or a month where nobody has set one yet."""
        if self.days or mark is None:
            return at - timedelta(days=self.days or 30)
        return mark

    def wants(self, sort: Sort) -> bool:
        """Whether this sort of news is to be shown."""
        return self.sort is None or self.sort == sort


@dataclass(frozen=True)
class Piece:
    """One thing that has happened. Which of the last fields are there depends on its sort.

    `others` are those who did it together with the one named first, each with the organisation.
    """

    sort: Sort
    at: datetime
    name: str
    organisation: str
    conversation: Conversation | None = None
    said: Said | None = None
    revision: Revision | None = None
    sentences: Sequence[tuple[UUID, Sentence]] = ()
    locked: frozenset[UUID] = frozenset()
    role: Role | None = None
    others: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class News:
    """What is new since a moment; `is_cut` tells that there was more than a page holds."""

    since: datetime
    upto: datetime
    pieces: Sequence[Piece]
    is_cut: bool


def gather(session: Session, roadmap: Roadmap, chosen: NewsFilter, *, actor: Actor, at: datetime) -> News:
    """What has happened in the area since the chosen moment, newest first. Also what one has done oneself."""
    since = chosen.since(seen_upto(session, actor.person_id, roadmap.area_id), at)
    pieces: list[Piece] = []
    if chosen.wants("thread") or chosen.wants("comment"):
        pieces += _from_discussion(session, roadmap, since, chosen, actor)
    if chosen.wants("revision"):
        pieces += _from_history(session, roadmap, since)
    if chosen.wants("person"):
        pieces += _from_roles(session, roadmap.area_id, since)
    newest = sorted(pieces, key=lambda piece: piece.at, reverse=True)
    return News(since, at, newest[:MOST], is_cut=len(newest) > MOST)


def seen_upto(session: Session, person_id: UUID, area_id: UUID) -> datetime | None:
    """How far the person has read what is new in the area; None before the first time."""
    mark = session.get(SeenMark, (person_id, area_id))
    return mark.upto if mark else None


def count_new(session: Session, roadmap: Roadmap, person_id: UUID, at: datetime) -> int:
    """How much others have written and changed since the person's mark."""
    since = NewsFilter().since(seen_upto(session, person_id, roadmap.area_id), at)
    comments = (
        select(func.count())
        .select_from(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.roadmap_id == roadmap.id, Comment.written_at > since, Comment.person_id != person_id)
    )
    revisions = (
        select(func.count())
        .select_from(Revision)
        .where(
            Revision.history_id == roadmap.history_id,
            Revision.written_at > since,
            ~is_written_by(person_id),
        )
    )
    return (session.scalar(comments) or 0) + (session.scalar(revisions) or 0)


def _from_discussion(
    session: Session, roadmap: Roadmap, since: datetime, chosen: NewsFilter, actor: Actor
) -> list[Piece]:
    recent: Select[Comment] = (
        select(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.roadmap_id == roadmap.id, Comment.written_at > since)
        .order_by(Comment.written_at.desc())
        .limit(MOST + 1)
    )
    comments = session.scalars(recent).unique().all()
    threads = {comment.thread_id: comment.thread for comment in comments}
    conversations = {one.thread.id: one for one in converse(session, threads.values(), actor=actor)}
    wanted = {comment.id for comment in comments}
    pieces = []
    for conversation in conversations.values():
        for said in conversation.said:
            sort: Sort = "thread" if said is conversation.opening else "comment"
            if said.id in wanted and chosen.wants(sort):
                voice = said.voice
                pieces.append(Piece(sort, said.written_at, voice.name, voice.organisation, conversation, said))
    return pieces


def _from_history(session: Session, roadmap: Roadmap, since: datetime) -> list[Piece]:
    recent = (
        select(Revision)
        .where(Revision.history_id == roadmap.history_id, Revision.written_at > since)
        .order_by(Revision.number.desc())
        .limit(MOST + 1)
    )
    revisions = session.scalars(recent).all()
    writers = _writers_of(session, revisions)
    locked = _locked_blocks(standing_locks(session, roadmap))
    return [
        Piece(
            "revision",
            one.written_at,
            *writers[one.id][0],
            others=writers[one.id][1:],
            revision=one,
            sentences=[(UUID(str(fact["block"])), sentence_of(fact, ROADMAP)) for fact in one.facts],
            locked=locked,
        )
        for one in revisions
    ]


def _writers_of(session: Session, revisions: Sequence[Revision]) -> Mapping[UUID, Sequence[tuple[str, str]]]:
    """By revision the names of all who wrote it, each with the organisation; empty for what is not known."""
    authors = authors_of(session, revisions)
    every = [one for those in authors.values() for one in those]
    names = person_names(session, {one.person_id for one in every if one.person_id})
    organisations = _names_of(session, {one.organisation_id for one in every if one.organisation_id})
    return {
        key: [
            (
                names.get(one.person_id, "") if one.person_id else "",
                organisations.get(one.organisation_id, "") if one.organisation_id else "",
            )
            for one in those
        ]
        for key, those in authors.items()
    }


def _from_roles(session: Session, area_id: UUID, since: datetime) -> list[Piece]:
    granted = session.execute(
        select(RoleGrant.granted_at, Person.name, RoleGrant.role)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.area_id == area_id, RoleGrant.granted_at > since)
        .order_by(RoleGrant.granted_at.desc())
        .limit(MOST + 1)
    )
    return [Piece("person", at, name, "", role=role) for at, name, role in granted]


def _names_of(session: Session, ids: set[UUID]) -> Mapping[UUID, str]:
    if not ids:
        return {}
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return dict(iter(rows))


def _locked_blocks(locks: StandingLocks) -> frozenset[UUID]:
    return frozenset(locks.blocks)
