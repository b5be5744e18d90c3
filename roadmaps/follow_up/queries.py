"""What can be asked about reports."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.follow_up import policy
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to


def find_report(session: Session, report_id: UUID, actor: Actor | None) -> FollowUp:
    """:raises NotFound: when there is none, or it is not for the actor to read."""
    report = session.get(FollowUp, report_id)
    if report is None or not policy.may_read(actor, report):
        raise NotFound
    return report


def roadmaps_for(session: Session, area: Area | None, actor: Actor) -> Sequence[Roadmap]:
    """The roadmaps that a report tells of: the area's, or all running ones that the actor may read."""
    if area is not None:
        return session.scalars(select(Roadmap).where(Roadmap.area_id == area.id)).all()
    return [one for one in session.scalars(visible_to(actor)) if not one.area.is_archived]


def last_finished(session: Session, area: Area | None) -> FollowUp | None:
    """The finished report with the latest end, from which the next one goes on."""
    same = FollowUp.area_id == area.id if area else FollowUp.area_id.is_(None)
    finished = select(FollowUp).where(same, FollowUp.finished_at.is_not(None))
    return session.scalar(finished.order_by(FollowUp.until_on.desc()).limit(1))
