"""The plan as rows: goals, activities with their time and their organisations, and who answers for what."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.api.operations import reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.shapes import Page, Paging, Shape
from roadmaps.foundation.partial_dates import PartialDate
from roadmaps.foundation.sentences import N_
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import AreaPlan, PlannedActivity, Share
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.queries import find_roadmap
from roadmaps.web.identity import actor

RESOURCE = N_("The plan")


class DayOut(Shape):
    """A day, a month, a quarter or a year, as exactly as it was told, with the days that it stretches over."""

    written: Annotated[str, Field(description="2026, 2026-Q4, 2026-11 or 2026-11-22.")]
    first: date
    last: date


class ShareOut(Shape):
    """An organisation's part in an activity."""

    id: UUID
    activity: UUID
    organisation: UUID
    organisation_name: str
    part: str
    answer: Annotated[str, Field(description="What the organisation has said to it: proposed, accepted or declined.")]
    note: str


class MilestoneOut(Shape):
    """A dated criterion within an activity."""

    id: UUID
    title: str
    due: DayOut | None
    is_reached: bool


class GoalOut(Shape):
    """What is to be reached, and the activities that serve it."""

    id: UUID
    version: int
    title: str
    goal_type: str
    horizon: int | None
    strategy: list[str]
    activities: list[UUID]


class ActivityOut(Shape):
    """Something that is done: what a timeline and a matrix of responsibilities need."""

    id: UUID
    version: int
    title: str
    status: str
    status_note: str
    level: str | None
    funding: str | None
    places: list[str]
    start: DayOut | None
    end: DayOut | None
    goal: UUID | None
    depends_on: list[UUID]
    lead: UUID | None
    shares: list[ShareOut]
    milestones: list[MilestoneOut]


@reads("/areas/<slug>/goals", answers=Page[GoalOut], query=Paging, resource=RESOURCE, summary=N_("List the goals"))
def list_goals(session: Session, slug: str, query: Paging) -> Part[GoalOut]:
    """In the order in which they are read."""
    plan = _plan_at(session, slug)
    return part_of(plan.goals, query, lambda one: str(one.id), lambda some: [_goal_out(one, plan) for one in some])


@reads(
    "/areas/<slug>/activities",
    answers=Page[ActivityOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the activities with their time and organisations"),
)
def list_activities(session: Session, slug: str, query: Paging) -> Part[ActivityOut]:
    """All that a timeline needs, in the order in which they are read."""
    found = _plan_at(session, slug).activities
    return part_of(found, query, lambda one: str(one.id), lambda some: [_activity_out(one) for one in some])


@reads(
    "/areas/<slug>/responsibilities",
    answers=Page[ShareOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List who answers for what"),
)
def list_responsibilities(session: Session, slug: str, query: Paging) -> Part[ShareOut]:
    """Every part that an organisation has in an activity."""
    found = [(one, share) for one in _plan_at(session, slug).activities for share in one.shares]
    return part_of(
        found, query, lambda one: str(one[1].block.id), lambda some: [_share_out(one, share) for one, share in some]
    )


def _plan_at(session: Session, slug: str) -> AreaPlan:
    return plan_of(session, find_roadmap(session, slug, actor())).areas[0]


def _goal_out(goal: BlockState, plan: AreaPlan) -> GoalOut:
    return GoalOut(
        id=goal.id,
        version=goal.number,
        title=goal.content["title"],
        goal_type=goal.content["goal_type"],
        horizon=goal.content["horizon"],
        strategy=goal.content["strategy"],
        activities=[one.id for one in plan.activities if one.goal and one.goal.id == goal.id],
    )


def _activity_out(one: PlannedActivity) -> ActivityOut:
    return ActivityOut(
        id=one.id,
        version=one.block.number,
        title=one.title,
        status=one.status.value,
        status_note=one.block.content["status_note"],
        level=one.level.value if one.level else None,
        funding=one.funding.value if one.funding else None,
        places=[place.value for place in one.places],
        start=_day_out(one.start),
        end=_day_out(one.end),
        goal=one.goal.id if one.goal else None,
        depends_on=list(one.depends_on),
        lead=one.lead.organisation_id if one.lead else None,
        shares=[_share_out(one, share) for share in one.shares],
        milestones=[
            MilestoneOut(id=each.block.id, title=each.title, due=_day_out(each.due), is_reached=each.is_reached)
            for each in one.milestones
        ],
    )


def _share_out(activity: PlannedActivity, share: Share) -> ShareOut:
    return ShareOut(
        id=share.block.id,
        activity=activity.id,
        organisation=share.organisation_id,
        organisation_name=share.organisation,
        part=share.part.value,
        answer=share.answer.value,
        note=share.block.content["note"],
    )


def _day_out(day: PartialDate | None) -> DayOut | None:
    return DayOut(written=str(day), first=day.first, last=day.last) if day else None
