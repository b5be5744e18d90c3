"""What can be asked about reports."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area, AreaAddress
from roadmaps.follow_up import policy
from roadmaps.follow_up.draft import Draft, draft_of
from roadmaps.follow_up.kinds import Chapter, Finding, Memorandum, Passage, Remark
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


def area_names(session: Session, language: str) -> dict[str, str]:
    """What the areas are called now, by every address that they have or have had: a report keeps the one of its day."""
    areas = {one.id: one for one in session.scalars(select(Area).order_by(Area.position, Area.name))}
    former = {one.slug: areas[one.area_id] for one in session.scalars(select(AreaAddress))}
    now = {one.slug: one for one in areas.values()}
    return {slug: one.name_in(language) for slug, one in {**now, **former}.items()}


def told_to(session: Session, report: FollowUp, reader: Actor | None) -> Callable[[BlockState], bool]:
    """Which blocks of a draft on all areas, and of its history for ever, this reader is told: those found in areas whose
    working version is open to the reader. An address that none of these has or has had is kept.
    """
    if report.area_id is not None:
        return lambda _: True
    mine = {one.area_id: one.area.slug for one in session.scalars(visible_to(reader))}
    former = session.scalars(select(AreaAddress.slug).where(AreaAddress.area_id.in_(mine)))
    known = {*mine.values(), *former}
    return lambda block: block.kind != Finding.name or block.content["area"] in known


def draft_as_of(session: Session, report: FollowUp, reader: Actor | None = None) -> Draft:
    """The report as it reads: as it was finished, for everybody, or as it is now for the reader (None: a stranger)."""
    number = report.finished_number
    if number is not None:
        state = as_of(session, report.history, number)
        return draft_of(state, _commenters(session, report, state))
    state = current(session, report.history)
    return draft_of(state, _commenters(session, report, state), tells=told_to(session, report, reader))


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
