"""The demo's frozen versions."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.revisions.models import Revision
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze

_BY_DAY = {"roadmap", "on", "by", "kind"}
AFTERNOON = 5 * 60


def freeze_versions(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Let each version be frozen as the roadmap was in the afternoon of its day."""
    for told in content("snapshots.toml")["snapshots"]:
        roadmap, at = roadmaps[told["roadmap"]], moment(told["on"], AFTERNOON)
        then = select(func.max(Revision.number)).where(
            Revision.history_id == roadmap.history_id, Revision.written_at <= at
        )
        freeze(
            session,
            roadmap,
            kind=SnapshotKind(told["kind"]),
            revision_number=session.scalar(then),
            actor=world.actor(session, told["by"], told["on"]),
            at=at,
            **{name: value for name, value in told.items() if name not in _BY_DAY},
        )
