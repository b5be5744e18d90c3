"""Gathering what a calendar shows: as much as its reader may see on the day, with a fixed number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.calendars.entries import Entry, Written, first_day_shown, since
from roadmaps.calendars.plan_entries import Versions, of_activity, of_next_step, of_reading, of_review
from roadmaps.conflicts.queries import conflicts_visible_to
from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.indicators.followed import Followed, follow
from roadmaps.indicators.policy import responsible_for
from roadmaps.plan.queries import plan_of_county
from roadmaps.plan.rows import AreaPlan, PlannedActivity
from roadmaps.revisions.models import Block, Revision
from roadmaps.roadmap.kinds.choices import Answer
from roadmaps.roadmap.models import PhaseChange

_DATED = ("activity", "responsibility", "milestone", "goal_conflict", "indicator")


@dataclass(frozen=True)
class Wanted:
    """Whose dates: everything, or what lies in one area, or what one organisation has a part in."""

    area_id: UUID | None = None
    organisation_id: UUID | None = None


def entries_for(session: Session, wanted: Wanted, *, viewer: Actor | None, language: str, on: date) -> list[Entry]:
    """The entries that the viewer may see on the day, in order."""
    plans = [one for one in plan_of_county(session, viewer).areas if wanted.area_id in {None, one.area.id}]
    versions = _with_parts(_versions(session, [one.roadmap.history_id for one in plans]), plans)
    steps = _steps(session)
    entries: list[Entry] = []
    for plan in plans:
        chosen = [one for one in plan.activities if _has_part(one, wanted.organisation_id)]
        for activity in chosen:
            entries += of_activity(activity, versions, language)
        if chosen or wanted.organisation_id is None:
            entries += of_next_step(plan.roadmap, steps.get(plan.roadmap.id), language)
    for indicator in _readings(session, plans, wanted, on):
        entries += of_reading(indicator, versions, language)
    for conflict in _reviews(session, plans, wanted, viewer):
        entries += of_review(conflict, versions, language)
    return since(entries, first_day_shown(on))


def _has_part(activity: PlannedActivity, organisation_id: UUID | None) -> bool:
    """Whether the organisation takes part in the activity, or may still say that it does."""
    return organisation_id is None or any(
        one.organisation_id == organisation_id and one.answer is not Answer.DECLINED for one in activity.shares
    )


def _readings(session: Session, plans: Sequence[AreaPlan], wanted: Wanted, on: date) -> list[Followed]:
    """The indicators that are read from time to time, those of one organisation if it is asked for."""
    read = [
        (plan.roadmap, block)
        for plan in plans
        for block in plan.state.of_kind("indicator")
        if block.content["frequency"] and wanted.organisation_id in {None, responsible_for(block)}
    ]
    names = plans[0].organisations if plans else {}
    return follow(session, read, today=on, organisations=names) if read else []


def _reviews(
    session: Session, plans: Sequence[AreaPlan], wanted: Wanted, viewer: Actor | None
) -> Iterator[RegisteredConflict]:
    here = {one.area.id for one in plans}
    for one in conflicts_visible_to(session, viewer):
        if one.area.id in here and wanted.organisation_id in {None, one.owner_id}:
            yield one


def _versions(session: Session, history_ids: Sequence[UUID]) -> dict[UUID, Written]:
    """The newest version of every block that may have a date, by the block's id."""
    rows = session.execute(
        select(Block.id, Block.current, Revision.written_at)
        .join(Revision, (Revision.history_id == Block.history_id) & (Revision.number == Block.current))
        .where(Block.history_id.in_(history_ids), Block.kind.in_(_DATED))
    )
    return {row.id: Written(row.current, row.written_at) for row in rows}


def _with_parts(versions: dict[UUID, Written], plans: Sequence[AreaPlan]) -> Versions:
    """The same, where an activity is as new as the newest of the parts in it, also of those taken out again.

    An entry tells who leads, and its number must never fall.
    """
    for plan in plans:
        for block in (*plan.state, *plan.state.removed.values()):
            if block.kind == "responsibility" and block.parent_id in versions:
                versions[block.parent_id] = versions[block.parent_id].with_(versions[block.id])
    return versions


def _steps(session: Session) -> dict[UUID, Written]:
    """How often the state of each roadmap has been told, and when last."""
    rows = session.execute(
        select(PhaseChange.roadmap_id, func.count(), func.max(PhaseChange.changed_at)).group_by(PhaseChange.roadmap_id)
    )
    return {roadmap_id: Written(number, at) for roadmap_id, number, at in rows}
