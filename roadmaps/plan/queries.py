"""Reading the plan: one roadmap, or every roadmap that somebody may see, with a fixed number of queries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.plan.rows import AreaPlan, Plan
from roadmaps.revisions.states import currents
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to


def plan_of(session: Session, roadmap: Roadmap) -> Plan:
    """What one roadmap says now; whether the reader may see it has been asked."""
    return Plan(_area_plans(session, [roadmap]), area=roadmap.area)


def plan_of_county(session: Session, viewer: Actor | None) -> Plan:
    """What the roadmaps of all running areas say now, as far as the viewer may see them."""
    visible = [one for one in session.scalars(visible_to(viewer)) if not one.area.is_archived]
    areas: Sequence[Area] = session.scalars(running_areas()).all()
    shown = {one.area_id for one in visible}
    return Plan(_area_plans(session, visible), left_out=[area for area in areas if area.id not in shown])


def plan_of_everything(session: Session) -> Plan:
    """What all roadmaps of running areas say now, whoever may see them: for what the site does by itself."""
    roadmaps = session.scalars(select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.archived_at.is_(None)))
    return Plan(_area_plans(session, roadmaps.unique().all()))


def _area_plans(session: Session, roadmaps: Sequence[Roadmap]) -> list[AreaPlan]:
    states = currents(session, [roadmap.history for roadmap in roadmaps])
    organisations = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    return [AreaPlan(roadmap, states[roadmap.history_id], organisations) for roadmap in roadmaps]
