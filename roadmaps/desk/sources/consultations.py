"""Consultations in which something waits: points without a reply, a last day that has passed, replies to publish.

One entry for each consultation, however many points there are: they are worked with in a table of their own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from roadmaps.consultation.models import Consultation
from roadmaps.consultation.models import Point as ConsultationPoint
from roadmaps.consultation.points import stands_alone
from roadmaps.consultation.words import State
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, Sentence, say, say_number

NAME = "consultations"


def points(ground: Ground) -> Iterable[Point]:
    """Each since its oldest point without a reply came in, since its last day passed, or since it was closed."""
    found = ground.session.scalars(
        select(Consultation).where(
            Consultation.roadmap_id.in_(ground.area_of),
            Consultation.opened_at.is_not(None),
            Consultation.cancelled_at.is_(None),
            Consultation.published_at.is_(None),
        )
    )
    consultations = found.unique().all()
    waiting = _waiting(ground, [one.id for one in consultations])
    for one in consultations:
        number, since = waiting.get(one.id, (0, None))
        if since is None and one.is_open and one.is_late(ground.today):
            since = beginning_of(one.closes_on + timedelta(days=1))
        if since is None and one.state is State.CLOSED:
            since = one.closed_at
        if since is not None:
            yield Point(NAME, one.id, ground.area_of[one.roadmap_id], since, fact=(one, number))


def tell(_ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """Which one, and what there is to do."""
    return {point.key: Told(point.fact[0].title, _words(*point.fact)) for point in waiting}


def _words(consultation: Consultation, number: int) -> Sentence:
    if number:
        return say_number("%(num)s point waits for a reply.", "%(num)s points wait for a reply.", number)
    if consultation.is_open:
        return say("The last day has passed. Close it when no more answers are expected.")
    return say("Every point has a reply. The compilation can be published.")


def _waiting(ground: Ground, ids: list[UUID]) -> Mapping[UUID, tuple[int, datetime | None]]:
    rows = ground.session.execute(
        select(ConsultationPoint.consultation_id, func.count(), func.min(ConsultationPoint.begun_at))
        .where(ConsultationPoint.consultation_id.in_(ids), stands_alone(), ConsultationPoint.reply.is_(None))
        .group_by(ConsultationPoint.consultation_id)
    )
    return {key: (number, since) for key, number, since in rows}


SOURCE = Source(NAME, N_("Consultations"), points, tell, is_for_leaders=True)
