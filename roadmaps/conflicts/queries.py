"""Reading the register of goal conflicts: the same four queries for one area, for the county, and for the goals of a document."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.models import Area
from roadmaps.conflicts.rows import RegisteredConflict, Stand, unseen_goal
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to


def conflicts_visible_to(session: Session, viewer: Actor | None) -> list[RegisteredConflict]:
    """Every goal conflict in the roadmaps that the viewer may see, area by area, in the order of each roadmap."""
    return _conflicts(session, _roadmaps(session, viewer))


def conflicts_around(session: Session, roadmap: Roadmap, viewer: Actor | None) -> list[RegisteredConflict]:
    """The conflicts written in this roadmap, then those of others that name one of its goals.

    Whether the viewer may see the roadmap itself has been asked.
    """
    roadmaps = {one.history_id: one for one in (roadmap, *_roadmaps(session, viewer))}
    area_id = roadmap.area_id
    return [
        one
        for one in _conflicts(session, list(roadmaps.values()))
        if area_id == one.area.id or area_id in {stand.area.id for stand in one.elsewhere if stand.area}
    ]


def _roadmaps(session: Session, viewer: Actor | None) -> list[Roadmap]:
    return [one for one in session.scalars(visible_to(viewer)) if not one.area.is_archived]


def _conflicts(session: Session, roadmaps: Sequence[Roadmap]) -> list[RegisteredConflict]:
    areas = {one.history_id: one.area for one in roadmaps}
    found = _blocks(session, areas)
    if not found:
        return []
    goals = _goals(session, areas, {UUID(one) for _, block in found for one in _named(block)})
    owners = organisation_names(session)
    return [
        RegisteredConflict(
            area=area,
            block=block,
            home=[goals.get(UUID(one)) or unseen_goal() for one in block.content["between"]],
            elsewhere=[goals.get(UUID(one)) or unseen_goal() for one in block.content.get("elsewhere", [])],
            owner=owners.get(UUID(owner)) if (owner := block.content.get("owner")) else None,
        )
        for area, block in found
    ]


def _blocks(session: Session, areas: Mapping[UUID, Area]) -> list[tuple[Area, BlockState]]:
    """The conflicts of these histories as they stand, in reading order."""
    rows = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(
            Block.history_id.in_(areas),
            Block.kind == "goal_conflict",
            BlockVersion.is_removed.is_(False),
        )
    )
    place = {history_id: number for number, history_id in enumerate(areas)}
    ordered = sorted(rows, key=lambda row: (place[row[0].history_id], row[0].rank, row[0].block_id))
    return [(areas[version.history_id], BlockState.of(version, kind)) for version, kind in ordered]


def _goals(session: Session, areas: Mapping[UUID, Area], ids: Iterable[UUID]) -> dict[UUID, Stand]:
    """These goals by their ids, those of the given histories only."""
    rows = session.execute(
        select(Block.id, Block.history_id, BlockVersion.title, BlockVersion.is_removed)
        .join(BlockVersion, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(Block.id.in_(set(ids)), Block.history_id.in_(areas))
    )
    return {row.id: Stand(row.title, row.id, areas[row.history_id], row.is_removed) for row in rows}


def _named(block: BlockState) -> list[str]:
    return [*block.content["between"], *block.content.get("elsewhere", [])]
