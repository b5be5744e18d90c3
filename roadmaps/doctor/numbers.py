"""Whether what is counted is counted without gaps, what is current is the newest, and every revision is whole."""

from collections.abc import Iterator

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.revisions.models import Block, BlockVersion, History, Revision
from roadmaps.snapshots.models import Snapshot
from roadmaps.translating.models import Translation

MOST_TOLD = 10


def look(session: Session) -> Iterator[Finding]:
    """Revisions, versions of blocks, frozen versions and translations."""
    told = [
        *(
            f"The revisions of history {one.id} go from {one.first} to {one.last}, and there are {one.count} of them"
            for one in session.execute(_gaps())
        ),
        *(
            f"History {one.id} says that its newest revision is {one.current}, and that is {one.last or 'none'}"
            for one in session.execute(_wrong_histories())
        ),
        *(
            f"Block {one.id} says that its newest version is {one.current}, and that is {one.last or 'none'}"
            for one in session.execute(_wrong_blocks())
        ),
        *(
            f"Revision {one.number} of history {one.history_id} has {one.there} versions of blocks, and should have {one.told}"
            for one in session.execute(_halves())
        ),
        *(
            f"The frozen versions of roadmap {one.roadmap_id} go up to {one.last}, and there are {one.count} of them"
            for one in session.execute(_frozen_gaps())
        ),
        *(
            f"The translations of block {one.block_id} ({one.field}, {one.language}) go up to {one.last}, and there are "
            f"{one.count} of them"
            for one in session.execute(_translation_gaps())
        ),
    ]
    for sentence in told[:MOST_TOLD]:
        yield mend(f"{sentence}: something was written past the rules; put back a copy from before it.")
    if len(told) > MOST_TOLD:
        yield mend(f"There are {len(told) - MOST_TOLD} more numbers that do not fit.")
    if not told:
        yield well("Revisions, versions and translations are numbered without gaps, and every revision is whole.")


def _gaps() -> Select[object, int, int, int]:
    first, last, count = func.min(Revision.number), func.max(Revision.number), func.count()
    return (
        select(Revision.history_id.label("id"), first.label("first"), last.label("last"), count.label("count"))
        .group_by(Revision.history_id)
        .having(or_(first != 1, last != count))
    )


def _wrong_histories() -> Select[object, int, int]:
    newest = select(func.max(Revision.number)).where(Revision.history_id == History.id).scalar_subquery()
    return select(History.id, History.current, newest.label("last")).where(History.current != func.coalesce(newest, 0))


def _wrong_blocks() -> Select[object, int, int]:
    newest = select(func.max(BlockVersion.number)).where(BlockVersion.block_id == Block.id).scalar_subquery()
    return select(Block.id, Block.current, newest.label("last")).where(Block.current != func.coalesce(newest, 0))


def _halves() -> Select[object, int, int, int]:
    """Revisions that tell of more or fewer blocks than they have versions of."""
    counted = (
        select(BlockVersion.history_id, BlockVersion.number, func.count().label("there"))
        .group_by(BlockVersion.history_id, BlockVersion.number)
        .subquery()
    )
    there = func.coalesce(counted.c.there, 0)
    told = func.json_array_length(Revision.facts)
    is_same = (counted.c.history_id == Revision.history_id) & (counted.c.number == Revision.number)
    return (
        select(Revision.history_id, Revision.number, there.label("there"), told.label("told"))
        .outerjoin(counted, is_same)
        .where(there != told)
    )


def _frozen_gaps() -> Select[object, int, int]:
    last, count = func.max(Snapshot.number), func.count()
    return (
        select(Snapshot.roadmap_id, last.label("last"), count.label("count"))
        .group_by(Snapshot.roadmap_id)
        .having(last != count)
    )


def _translation_gaps() -> Select[object, str, str, int, int]:
    last, count = func.max(Translation.number), func.count()
    key = (Translation.block_id, Translation.field, Translation.language)
    return select(*key, last.label("last"), count.label("count")).group_by(*key).having(last != count)
