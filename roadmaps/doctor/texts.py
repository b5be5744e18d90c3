"""Whether frozen versions are what they were when they were frozen, and which texts an older renderer has made."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.foundation import prose
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.snapshots.format import digest_of
from roadmaps.snapshots.models import Snapshot

NEWEST = 20


def look(session: Session, *, is_thorough: bool) -> Iterator[Finding]:
    """The newest frozen versions, or all of them; and every text as it reads now."""
    yield from _frozen(session, None if is_thorough else NEWEST)
    yield from _rendered(session)


def _frozen(session: Session, most: int | None) -> Iterator[Finding]:
    ids = session.scalars(select(Snapshot.id).order_by(Snapshot.frozen_at.desc()).limit(most)).all()
    changed = 0
    for one in ids:
        # One at a time: each holds a whole roadmap.
        number, content, digest = session.execute(
            select(Snapshot.number, Snapshot.content, Snapshot.sha256).where(Snapshot.id == one)
        ).one()
        if digest_of(content) != digest:
            changed += 1
            yield mend(
                f"Frozen version {number} ({one}) is not what it was when it was frozen; put it back from a copy."
            )
    if ids and not changed:
        yield well(f"The {len(ids)} frozen versions that were looked at are what they were when they were frozen.")


def _rendered(session: Session) -> Iterator[Finding]:
    is_newest = (BlockVersion.block_id == Block.id) & (BlockVersion.number == Block.current)
    renderer = BlockVersion.renderer
    old, ahead = session.execute(
        select(
            func.count().filter(renderer < prose.RENDERER),
            func.count().filter(renderer > prose.RENDERER),
        )
        .select_from(Block)
        .join(BlockVersion, is_newest)
        .where(BlockVersion.html.is_not(None), BlockVersion.is_removed.is_(False))
    ).one()
    if ahead:
        yield mend(
            f"{ahead} texts were rendered by a newer version of the product than this one: install that one again."
        )
    if old:
        yield well(f"{old} texts were rendered by an older version, and read as then until they are written in again.")
