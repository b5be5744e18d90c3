"""What can be asked about roadmaps."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import BlockState, current_block
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Lock, PhaseChange, Roadmap

# A kind whose blocks are called by the organisation that they are about, which has a page of its own.
NAMELESS = "responsibility"
# Made once: to put them together takes longer than to ask them.
_OF_AREA = select(Roadmap).where(Roadmap.area_id == bindparam("area"))
_AROUND_BLOCK = (
    select(Roadmap).join(Block, Block.history_id == Roadmap.history_id).where(Block.id == bindparam("block"))
)


def find_roadmap(session: Session, slug: str, actor: Actor | None) -> Roadmap:
    """The roadmap of the area at this address, if the actor may read its working version.

    :raises NotFound: when there is none, or it is not for the actor to see
    """
    roadmap = session.scalar(select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.slug == slug))
    if roadmap is None or not policy.may_read(actor, roadmap):
        raise NotFound
    return roadmap


def roadmap_of(session: Session, area_id: UUID) -> Roadmap | None:
    """The area's roadmap, whoever asks."""
    return session.scalar(_OF_AREA, {"area": area_id})


def roadmap_with_history(session: Session, history_id: UUID) -> Roadmap | None:
    """The roadmap whose text lies in the history; None for the histories of other rooms."""
    for one in session.identity_map.values():
        # Whoever writes has it at hand, and several listeners ask for it.
        if isinstance(one, Roadmap) and one.history_id == history_id:
            return one
    return session.scalar(select(Roadmap).where(Roadmap.history_id == history_id))


def roadmap_with_block(session: Session, block_id: UUID, actor: Actor | None) -> Roadmap:
    """The roadmap in which a block lies, if the actor may read it.

    :raises NotFound: when there is none, or it is not for the actor to see
    """
    roadmap = session.scalar(_AROUND_BLOCK, {"block": block_id})
    if roadmap is None or not policy.may_read(actor, roadmap):
        raise NotFound
    return roadmap


def find_block(session: Session, roadmap: Roadmap, block_id: UUID) -> BlockState:
    """A block of the roadmap as it is now, also one that is removed.

    :raises NotFound: when the roadmap never had it
    """
    state = current_block(session, block_id, of=roadmap.history_id)
    if state is None:
        raise NotFound
    return state


def block_title(session: Session, roadmap: Roadmap, block_id: UUID | None) -> str:
    """What a block is called now; empty for None, which stands for the roadmap itself.

    :raises NotFound: when the roadmap never had it
    """
    if block_id is None:
        return ""
    title = session.scalar(
        select(BlockVersion.title)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(Block.id == block_id, Block.history_id == roadmap.history_id)
    )
    if title is None:
        raise NotFound
    return title


def unlifted_lock(session: Session, roadmap: Roadmap, block_id: UUID | None, section: str = "") -> Lock | None:
    """The lock on exactly this, the block, the section or (neither) the whole roadmap; also when its last day is past."""
    exactly = Lock.roadmap_id == roadmap.id, Lock.block_id == block_id, Lock.section == section
    return session.scalar(select(Lock).where(*exactly, Lock.lifted_at.is_(None)))


def phase_changes(roadmap: Roadmap) -> Select[PhaseChange]:
    """How the roadmap has gone from state to state, newest first."""
    return (
        select(PhaseChange)
        .where(PhaseChange.roadmap_id == roadmap.id)
        .order_by(PhaseChange.changed_at.desc(), PhaseChange.id)
    )


def blocks_called(session: Session, titles: Sequence[str]) -> dict[str, UUID]:
    """The living block of any roadmap with each of these titles, the oldest where several share one."""
    rows = session.execute(
        select(BlockVersion.title, Block.id)
        .join(BlockVersion, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        # Terms of the glossary are blocks too, with addresses of their own.
        .join(Roadmap, Roadmap.history_id == Block.history_id)
        .where(BlockVersion.title.in_(titles), BlockVersion.is_removed.is_(False), Block.kind != NAMELESS)
        .order_by(Block.id.desc())
    )
    return dict(rows.all())
