"""What a sheet is drawn from: the roadmap as it was adopted on a day, and what the other areas say openly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from roadmaps.accounts.models import Helix
from roadmaps.areas.models import Area
from roadmaps.calls.queries import helix_by_organisation
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.plan.queries import plan_of
from roadmaps.plan.rows import AreaPlan, PlannedActivity
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.manuscripts import frozen_edition, working_edition
from roadmaps.snapshots.models import Snapshot, SnapshotKind


@dataclass(frozen=True)
class Ground:
    """Everything that a sheet looks at. `working` is the area's plan as it stands now.

    `others` are the plans of the other areas, each with the words for which version of it that is.
    """

    edition: Edition
    snapshot: Snapshot | None
    working: AreaPlan
    others: Sequence[tuple[AreaPlan, Sentence]]
    sorts: Mapping[UUID, Helix]

    def activities(self, ids: Sequence[UUID]) -> list[tuple[PlannedActivity, bool]]:
        """These activities, each as the version says it, or else as it stands now; and whether the version has it."""
        adopted = {one.id: one for one in self.edition.plan.activities}
        now = {one.id: one for one in self.working.activities}
        found = [(adopted.get(one) or now[one], one in adopted) for one in ids if one in adopted or one in now]
        # A frozen version tells of its area without the row that a call points at.
        return [(replace(one, area=self.working.area), is_adopted) for one, is_adopted in found]


def ground_for(session: Session, roadmap: Roadmap, on_day: date, site: str) -> Ground:
    """What a sheet by the roadmap, as it was adopted on the day, is drawn from.

    Other areas are read as they were adopted then; where nothing was, as they stand now if everybody may see that. So a
    sheet tells of them only what is open to all.
    """
    snapshot = adopted_on(session, roadmap, on_day)
    edition = frozen_edition(snapshot, site) if snapshot else working_edition(session, roadmap, site)
    return Ground(
        edition=edition,
        snapshot=snapshot,
        working=plan_of(session, roadmap).areas[0],
        others=[plan for other in _others(session, roadmap) if (plan := _open_plan(session, other, on_day))],
        sorts=helix_by_organisation(session),
    )


def adopted_on(session: Session, roadmap: Roadmap, on_day: date) -> Snapshot | None:
    """The adopted version that held on the day, by the day of its decision; None when none had been adopted."""
    of_kind = Snapshot.roadmap_id == roadmap.id, Snapshot.kind == SnapshotKind.ADOPTED.value
    light = select(Snapshot).options(defer(Snapshot.content), defer(Snapshot.html)).where(*of_kind)
    held = [one for one in session.scalars(light.order_by(Snapshot.number.desc())) if _day_of(one) <= on_day]
    return max(held, key=lambda one: (_day_of(one), one.number), default=None)


def _day_of(snapshot: Snapshot) -> date:
    return snapshot.decided_on or day_of(snapshot.frozen_at)


def _others(session: Session, roadmap: Roadmap) -> Sequence[Roadmap]:
    running = select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.archived_at.is_(None))
    return session.scalars(running.where(Roadmap.id != roadmap.id).order_by(Area.position)).unique().all()


def _open_plan(session: Session, roadmap: Roadmap, on_day: date) -> tuple[AreaPlan, Sentence] | None:
    name = roadmap.area.name
    snapshot = adopted_on(session, roadmap, on_day)
    if snapshot is not None:
        plan = edition_of(snapshot, address="").plan
        return plan, say("%(area)s (adopted on %(day)s)", area=name, day=_day_of(snapshot))
    if roadmap.is_working_public:
        return plan_of(session, roadmap).areas[0], say("%(area)s (working version)", area=name)
    return None
