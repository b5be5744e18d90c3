"""The consultations that were closed within the days, each with what came of it, and those that were opened in them and
went on. Reads; `dialogue` tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.consultation.models import Consultation, Response
from roadmaps.consultation.points import counts_of
from roadmaps.consultation.words import Reply
from roadmaps.foundation.sentences import Sentence, say, say_number


@dataclass(frozen=True)
class Asked:
    """One consultation: how many organisations answered, how many points that made, and how many were followed."""

    consultation: Consultation
    answers: int
    points: int
    followed: int

    @property
    def told(self) -> Sentence:
        """What came of it, in a sentence or two."""
        answered = say_number(
            "“%(title)s” was answered by one organisation.",
            "“%(title)s” was answered by %(num)s organisations.",
            self.answers,
            title=self.consultation.title,
        )
        if not self.points:
            return answered
        return say(
            "%(answered)s Points that were followed in whole or in part: %(followed)s of %(points)s.",
            answered=answered,
            followed=self.followed,
            points=self.points,
        )


def asked_within(session: Session, roadmap_id: UUID, within: Sequence[ColumnElement[bool]]) -> list[Asked]:
    """Those that were opened and closed, not cancelled, in the order of their numbers."""
    closed = select(Consultation).where(
        Consultation.roadmap_id == roadmap_id,
        Consultation.opened_at.is_not(None),
        Consultation.cancelled_at.is_(None),
        *within,
    )
    return [_asked(session, one) for one in session.scalars(closed.order_by(Consultation.number))]


def still_open(
    session: Session, roadmap_id: UUID, within: Sequence[ColumnElement[bool]], ends: datetime
) -> Sequence[Consultation]:
    """Those that were opened within the days and not closed before their end, nor cancelled."""
    opened = select(Consultation).where(
        Consultation.roadmap_id == roadmap_id,
        Consultation.cancelled_at.is_(None),
        or_(Consultation.closed_at.is_(None), Consultation.closed_at >= ends),
        *within,
    )
    return session.scalars(opened.order_by(Consultation.number)).all()


def _asked(session: Session, consultation: Consultation) -> Asked:
    standing = (Response.consultation_id == consultation.id, Response.replaced_at.is_(None))
    answers = session.scalar(select(func.count()).select_from(Response).where(*standing)) or 0
    counts = counts_of(session, consultation.id)
    followed = sum(counts.by_reply.get(one, 0) for one in (Reply.FOLLOWED, Reply.PARTLY_FOLLOWED))
    return Asked(consultation, answers, counts.all, followed)
