"""What a report is drawn from: how each area stood at both ends, and what happened between. A fixed number of queries
an area.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.consultation.models import Consultation
from roadmaps.discovery.models import Finding
from roadmaps.discussion.models import Comment, Thread
from roadmaps.follow_up.gathering.asked import Asked, asked_within, still_open
from roadmaps.follow_up.gathering.discovered import Discovered, discovered_within
from roadmaps.follow_up.gathering.met import Met, met_within
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.clock import beginning_of, day_of
from roadmaps.indicators.chart import Measured
from roadmaps.indicators.queries import standing_totals
from roadmaps.meetings.models import Meeting
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.contributors import ORGANISATION, for_each_author
from roadmaps.revisions.models import Revision
from roadmaps.revisions.plan_diff import Comparison, compare
from roadmaps.revisions.states import as_of, number_at
from roadmaps.roadmap.models import PhaseChange, Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.models import Snapshot
from roadmaps.suggestions.models import Suggestion, SuggestionState

_ANSWERED = (SuggestionState.ACCEPTED, SuggestionState.PARTLY_ACCEPTED, SuggestionState.DECLINED)


@dataclass(frozen=True)
class Span:
    """The days that a report tells of, both included, and their ends as moments."""

    from_on: date
    until_on: date

    @property
    def begins(self) -> datetime:
        """The first moment of the first day in Sweden."""
        return beginning_of(self.from_on)

    @property
    def ends(self) -> datetime:
        """The first moment after the last day."""
        return beginning_of(self.until_on + timedelta(days=1))


@dataclass(frozen=True)
class AreaGround:
    """One area. `threads` and `comments` are how many were begun and written, `decided` how many suggestions of each
    outcome; `grants` are the functions of process leader that began or ended.
    """

    span: Span
    roadmap: Roadmap
    before: AreaPlan
    after: AreaPlan
    totals: Mapping[UUID, Sequence[Measured]]
    writers: Sequence[str]
    revisions: int
    threads: int
    comments: int
    decided: Mapping[SuggestionState, int]
    phases: Sequence[PhaseChange]
    snapshots: Sequence[Snapshot]
    grants: Sequence[RoleGrant]
    asked: Sequence[Asked]
    going_on: Sequence[Consultation]
    met: Met
    discovered: Discovered

    @property
    def slug(self) -> str:
        """The area's address."""
        return self.roadmap.area.slug

    @cached_property
    def comparison(self) -> Comparison:
        """What differs between both ends."""
        return compare(self.before.state, self.after.state, kinds=ROADMAP)


def ground_of(session: Session, report: FollowUp, roadmaps: Iterable[Roadmap]) -> list[AreaGround]:
    """Read everything that the report may tell."""
    organisations = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    span = Span(report.from_on, report.until_on)
    return [_area(session, report, span, roadmap, organisations) for roadmap in roadmaps]


def _area(
    session: Session, report: FollowUp, span: Span, roadmap: Roadmap, organisations: Mapping[UUID, str]
) -> AreaGround:
    first = _number(session, roadmap, report.from_snapshot_id, span.begins)
    last = _number(session, roadmap, report.until_snapshot_id, span.ends)
    before = AreaPlan(roadmap, as_of(session, roadmap.history, first), organisations)
    after = AreaPlan(roadmap, as_of(session, roadmap.history, last), organisations)
    indicators = {one.id for plan in (before, after) for one in plan.state.of_kind("indicator")}
    written = (Revision.history_id == roadmap.history_id, *_within(Revision.written_at, span))
    writers = session.scalars(for_each_author(select(ORGANISATION).where(*written).distinct()))
    phases = select(PhaseChange).where(PhaseChange.roadmap_id == roadmap.id, *_within(PhaseChange.changed_at, span))
    frozen = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, *_within(Snapshot.frozen_at, span))
    return AreaGround(
        span=span,
        roadmap=roadmap,
        before=before,
        after=after,
        totals=standing_totals(session, indicators),
        writers=sorted((organisations[one] for one in writers if one), key=str.casefold),
        revisions=_count(session, select(func.count()).select_from(Revision).where(*written)),
        threads=_count(session, select(func.count()).where(*_threads(roadmap), *_within(Thread.opened_at, span))),
        comments=_count(
            session,
            select(func.count())
            .select_from(Comment)
            .join(Thread, Thread.id == Comment.thread_id)
            .where(*_threads(roadmap), Comment.withdrawn_at.is_(None), *_within(Comment.written_at, span)),
        ),
        decided=_decided(session, roadmap, span),
        phases=session.scalars(phases.order_by(PhaseChange.changed_at)).all(),
        snapshots=session.scalars(frozen.order_by(Snapshot.number)).all(),
        grants=_grants(session, roadmap, span),
        asked=asked_within(session, roadmap.id, _within(Consultation.closed_at, span)),
        going_on=still_open(session, roadmap.id, _within(Consultation.opened_at, span), span.ends),
        met=met_within(session, roadmap.area_id, _within(Meeting.starts_at, span), span.ends),
        discovered=discovered_within(session, roadmap.id, _within(Finding.came_at, span), span.from_on, span.until_on),
    )


def _number(session: Session, roadmap: Roadmap, snapshot_id: UUID | None, moment: datetime) -> int:
    """The revision at one end: that of a frozen version of this roadmap, or the newest before the moment."""
    snapshot = session.get(Snapshot, snapshot_id) if snapshot_id else None
    if snapshot is not None and snapshot.roadmap_id == roadmap.id:
        return snapshot.revision_number
    return number_at(session, roadmap.history, moment - timedelta(microseconds=1))


def _decided(session: Session, roadmap: Roadmap, span: Span) -> Mapping[SuggestionState, int]:
    rows = session.execute(
        select(Suggestion.state, func.count())
        .where(
            Suggestion.roadmap_id == roadmap.id, Suggestion.state.in_(_ANSWERED), *_within(Suggestion.decided_at, span)
        )
        .group_by(Suggestion.state)
    )
    counted: dict[SuggestionState, int] = defaultdict(int)
    for state, count in rows:
        counted[state] += count
    return counted


def _grants(session: Session, roadmap: Roadmap, span: Span) -> Sequence[RoleGrant]:
    """Those that began or ended within the days, in the order of time."""
    leading = select(RoleGrant).where(
        RoleGrant.area_id == roadmap.area_id, RoleGrant.role == Role.PROCESS_LEADER, RoleGrant.from_on <= span.until_on
    )
    grants = session.scalars(leading.order_by(RoleGrant.from_on, RoleGrant.id))
    return [one for one in grants if one.from_on >= span.from_on or _ended_within(one, span)]


def _ended_within(grant: RoleGrant, span: Span) -> bool:
    ended = last_day_of(grant)
    return ended is not None and span.from_on <= ended <= span.until_on


def last_day_of(grant: RoleGrant) -> date | None:
    """The last day on which the function was held; None while it goes on."""
    ended = [day for day in (grant.until_on, grant.ended_at and day_of(grant.ended_at)) if day]
    return min(ended, default=None)


def _threads(roadmap: Roadmap) -> tuple[ColumnElement[bool], ...]:
    return Thread.roadmap_id == roadmap.id, Thread.is_kept_apart.is_(False)


def _within(
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None], span: Span
) -> tuple[ColumnElement[bool], ...]:
    return column >= span.begins, column < span.ends


def _count(session: Session, query: Select[int]) -> int:
    return session.scalar(query) or 0
