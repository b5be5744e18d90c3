"""What an agenda can take up: what waits in the area, or in the whole county, as far as whoever plans it may read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.consultation.models import Consultation, Point
from roadmaps.consultation.points import stands_alone
from roadmaps.consultation.policy import may_see_points
from roadmaps.discussion.conversations import converse
from roadmaps.discussion.models import Thread
from roadmaps.discussion.queries import open_threads_of
from roadmaps.foundation.prose import excerpt
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.queries import resting_inputs
from roadmaps.meetings.words import Subject
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.suggestions.queries import open_suggestions_in

# Of each sort, the oldest first: what has waited longest is what a meeting is for.
MOST_OF_A_SORT = 8
_TITLE = 160


@dataclass(frozen=True)
class Proposal:
    """Something that an agenda can take up. `about` is what it belongs to, `since` when it began to wait."""

    subject: Subject
    about_id: UUID
    title: str
    about: str
    since: datetime

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.subject.value}:{self.about_id}"


def proposals_for(session: Session, meeting: Meeting, actor: Actor) -> list[Proposal]:
    """What was said earlier and rests, what is being discussed, suggested and answered; the oldest of each sort first."""
    readable = visible_to(actor)
    if meeting.area_id:
        readable = readable.where(Roadmap.area_id == meeting.area_id)
    roadmaps = list(session.scalars(readable).unique())
    return [
        *_inputs(session, meeting, actor),
        *_suggestions(session, roadmaps),
        *_threads(session, roadmaps, actor),
        *_consultations(session, roadmaps, actor),
    ]


def _inputs(session: Session, meeting: Meeting, actor: Actor) -> Iterator[Proposal]:
    resting = resting_inputs(actor, meeting.area_id)
    others = (one for one in session.scalars(resting).unique() if one.meeting_id != meeting.id)
    for said, _number in zip(others, range(MOST_OF_A_SORT), strict=False):
        yield Proposal(Subject.INPUT, said.id, excerpt(said.words, _TITLE), said.meeting.title, said.written_at)


def _suggestions(session: Session, roadmaps: Sequence[Roadmap]) -> Iterator[Proposal]:
    areas = {one.id: one.area.name for one in roadmaps}
    of_answers = select(Point.suggestion_id).where(Point.suggestion_id.is_not(None))
    waiting = open_suggestions_in(areas).limit(MOST_OF_A_SORT)
    in_consultations = set(session.scalars(of_answers))
    for one in session.scalars(waiting).unique():
        # What an organisation has proposed in a consultation is taken up with its points.
        if one.id not in in_consultations:
            about = areas[one.roadmap_id]
            yield Proposal(Subject.SUGGESTION, one.id, excerpt(one.motive, _TITLE), about, one.sent_at or one.begun_at)


def _threads(session: Session, roadmaps: Sequence[Roadmap], actor: Actor) -> Iterator[Proposal]:
    oldest: list[Thread] = []
    for roadmap in roadmaps:
        mine = open_threads_of(roadmap).order_by(None).order_by(Thread.opened_at, Thread.id)
        oldest += session.scalars(mine.limit(MOST_OF_A_SORT)).unique()
    oldest = sorted(oldest, key=lambda one: one.opened_at)[:MOST_OF_A_SORT]
    areas = {one.id: one.area.name for one in roadmaps}
    for one in converse(session, oldest, actor=actor):
        about = one.block.title if one.block else areas[one.thread.roadmap_id]
        title = one.said[0].excerpt if one.said else one.thread.passage
        yield Proposal(Subject.THREAD, one.thread.id, excerpt(title, _TITLE) or about, about, one.thread.opened_at)


def _consultations(session: Session, roadmaps: Sequence[Roadmap], actor: Actor) -> Iterator[Proposal]:
    """One for each consultation: its points are worked with in a table of their own."""
    rows = session.execute(
        select(Consultation.id, func.min(Point.begun_at))
        .join(Point, Point.consultation_id == Consultation.id)
        .where(
            Consultation.roadmap_id.in_([one.id for one in roadmaps]),
            Consultation.published_at.is_(None),
            Consultation.cancelled_at.is_(None),
            stands_alone(),
            Point.reply.is_(None),
        )
        .group_by(Consultation.id)
        .order_by(func.min(Point.begun_at))
        .limit(MOST_OF_A_SORT)
    )
    since_when = dict(rows.all())
    found = select(Consultation).where(Consultation.id.in_(since_when))
    for consultation in session.scalars(found).unique():
        since = since_when[consultation.id]
        if may_see_points(actor, consultation):
            about = consultation.roadmap.area.name
            yield Proposal(Subject.CONSULTATION, consultation.id, excerpt(consultation.title, _TITLE), about, since)
