"""What can be asked about reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.follow_up import policy
from roadmaps.follow_up.draft import Draft, draft_of
from roadmaps.follow_up.kinds import Chapter, Memorandum, Passage, Remark
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion, Revision
from roadmaps.revisions.states import BlockState, State, as_of, current
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


def kept_from(session: Session, report: FollowUp, reader: Actor | None) -> frozenset[str]:
    """The areas, by address, of which a draft on all areas tells this reader nothing: their working versions are closed
    to the reader. What is finished is for everybody.
    """
    if report.area_id is not None or report.is_finished:
        return frozenset()
    everything = frozenset(session.scalars(select(Area.slug)))
    return everything - {one.area.slug for one in session.scalars(visible_to(reader))}


def draft_as_of(session: Session, report: FollowUp, reader: Actor | None = None) -> Draft:
    """The report as it reads: as it was finished, or as it is now for the reader (None: a stranger)."""
    number = report.finished_number
    state = current(session, report.history) if number is None else as_of(session, report.history, number)
    hidden = kept_from(session, report, reader)
    return draft_of(state, _commenters(session, report, state), kept_from=hidden)


def taken_out_of(session: Session, report: FollowUp) -> list[BlockState]:
    """The passages and chapters that can be put back, the last taken out first."""
    removed = current(session, report.history).removed
    can_be = [
        one for one in removed.values() if one.kind in {Chapter.name, Passage.name} and one.parent_id not in removed
    ]
    return sorted(can_be, key=lambda one: one.number, reverse=True)


def _commenters(session: Session, report: FollowUp, state: State) -> Mapping[int, tuple[str, datetime]]:
    """Who wrote the comments and when, by the number of the revision."""
    numbers = {block.number for block in state.of_kind(Remark.name)}
    if not numbers:
        return {}
    rows = session.execute(
        select(Revision.number, Person.name, Revision.written_at)
        .join(Person, Person.id == Revision.person_id)
        .where(Revision.history_id == report.history_id, Revision.number.in_(numbers))
    )
    return {number: (name, written_at) for number, name, written_at in rows}


def titles_of(session: Session, reports: Sequence[FollowUp]) -> Mapping[UUID, str]:
    """What the reports are called now, by their ids. One query."""
    rows = session.execute(
        select(Block.history_id, BlockVersion.title)
        .join(BlockVersion, (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current))
        .where(Block.history_id.in_([one.history_id for one in reports]), Block.kind == Memorandum.name)
    )
    by_history = dict(rows.all())
    return {one.id: by_history.get(one.history_id, "") for one in reports}
