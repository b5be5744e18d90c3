"""What was told in discovery within the days, and what was decided about candidates. Reads; the sentences are in `dialogue`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from roadmaps.discovery.models import Candidate, Decision, Finding


@dataclass(frozen=True)
class Discovered:
    """How much was told, and each decision with its candidate in the order of days."""

    told: int
    decided: Sequence[tuple[Decision, Candidate]]


def discovered_within(
    session: Session, roadmap_id: UUID, came: tuple[ColumnElement[bool], ...], from_on: date, until_on: date
) -> Discovered:
    """What came in as `came` says, and what was decided from the one day to the other."""
    told = select(func.count()).select_from(Finding).where(Finding.roadmap_id == roadmap_id, *came)
    rows = session.execute(
        select(Decision, Candidate)
        .join(Candidate, Candidate.id == Decision.candidate_id)
        .where(Candidate.roadmap_id == roadmap_id, Decision.decided_on.between(from_on, until_on))
        .order_by(Decision.decided_on, Decision.at, Decision.id)
    ).unique()
    return Discovered(session.scalar(told) or 0, [(decision, candidate) for decision, candidate in rows])
