"""What a question is about, as the page that asks it shows it: enough to answer without knowing the roadmap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import NotFound
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import PlannedActivity, Share
from roadmaps.responsibilities.models import About, Question
from roadmaps.roadmap.kinds.choices import Answer, Part
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Asking:
    """One thing asked of one organisation. `expires_at` is None where no letter asked."""

    about: About
    block_id: UUID
    organisation_id: UUID
    organisation: str
    activity: PlannedActivity
    area: Area
    others: Sequence[Share]
    expires_at: datetime | None = None

    @property
    def activity_id(self) -> UUID:
        """The activity that it is about."""
        return self.activity.id


@dataclass(frozen=True)
class Told:
    """What has been answered: by which organisation, what, and when."""

    organisation: str
    answer: str
    note: str
    at: datetime


def asking_of(session: Session, question: Question) -> Asking | None:
    """The question with its activity as it is now; None when the roadmap asks nothing of the sort any more."""
    activity = _activity(session, question)
    if activity is None:
        return None
    return _asking(
        session,
        question.roadmap,
        question.about,
        activity,
        question.block_id,
        question.organisation_id,
        question.expires_at,
    )


def asking_about(session: Session, roadmap: Roadmap, block_id: UUID) -> Asking:
    """What could be asked of the organisation that is to lead: about its part, for a block that is a responsibility or
    an activity whose lead has not been accepted; otherwise how the activity goes.

    :raises NotFound: when there is no such lead
    """
    for activity in plan_of(session, roadmap).activities:
        share = next((one for one in activity.shares if one.part is Part.LEADS), None)
        if share is None or block_id not in {activity.id, share.block.id}:
            continue
        if block_id == share.block.id or share.answer is not Answer.ACCEPTED:
            return _asking(session, roadmap, About.PART, activity, share.block.id, share.organisation_id)
        return _asking(session, roadmap, About.STATUS, activity, activity.id, share.organisation_id)
    raise NotFound


def told_of(session: Session, question: Question) -> Told | None:
    """The answer that was given, if one was."""
    if question.answered_at is None or question.answer is None:
        return None
    organisation = session.get_one(Organisation, question.organisation_id)
    label = question.choices(question.answer).label
    return Told(organisation.name, label, question.note, question.answered_at)


def _activity(session: Session, question: Question) -> PlannedActivity | None:
    """The one that is asked about, where its lead is still with the organisation, in just that place."""
    activities = plan_of(session, question.roadmap).activities
    found = next((one for one in activities if one.id == question.activity_id), None)
    lead = next((one for one in found.shares if one.part is Part.LEADS), None) if found else None
    if lead is None or lead.organisation_id != question.organisation_id:
        return None
    return found if question.block_id in {question.activity_id, lead.block.id} else None


def _asking(
    session: Session,
    roadmap: Roadmap,
    about: About,
    activity: PlannedActivity,
    block_id: UUID,
    organisation_id: UUID,
    expires_at: datetime | None = None,
) -> Asking:
    organisation = session.get_one(Organisation, organisation_id)
    others = [one for one in activity.shares if one.organisation_id != organisation_id]
    return Asking(about, block_id, organisation_id, organisation.name, activity, roadmap.area, others, expires_at)
