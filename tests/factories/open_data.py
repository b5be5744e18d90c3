"""Terms of open data, and an adopted roadmap to give out."""

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.open_data import rules
from roadmaps.open_data.models import Licence, OpenDataFacts
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from tests.factories.snapshots import AT, Plan, a_snapshot


def terms(session: Session, coordinator: Actor, licence: Licence = Licence.CC0) -> OpenDataFacts:
    """A licence with all that belongs to it."""
    facts = {"publisher": "Region Jämtland <Härjedalen> & vänner", "homepage": "https://www.regionjh.se"}
    found = rules.describe(session, licence=licence, **facts, email="oppnadata@regionjh.se", at=AT, actor=coordinator)
    session.flush()
    return found


def adopted(session: Session, plan: Plan, title: str = "Färdplan 2026") -> Snapshot:
    """The roadmap, adopted."""
    made = a_snapshot(session, plan, SnapshotKind.ADOPTED, title=title)
    session.flush()
    return made
