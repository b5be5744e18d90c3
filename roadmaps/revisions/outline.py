"""The skeleton of a history while it is written: which blocks there are, of what kind, and where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fractional_indexing import generate_key_between
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import FIRST, LAST
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import BlockState

LONGEST_RANK = 100
_STANDING = (
    select(Block.id, Block.kind, BlockVersion.parent_id, BlockVersion.rank, BlockVersion.is_removed)
    .join(BlockVersion, and_(BlockVersion.block_id == Block.id, BlockVersion.number == Block.current))
    .where(Block.history_id == bindparam("history"))
)


@dataclass(frozen=True)
class Node:
    """One block without its content."""

    id: UUID
    kind: str
    parent_id: UUID | None
    rank: str
    is_removed: bool


class Outline:
    """All blocks of a history by id, with the changes of the revision being written put over them as they come."""

    def __init__(self, nodes: dict[UUID, Node]) -> None:
        self._nodes = nodes

    def __contains__(self, block_id: object) -> bool:
        return block_id in self._nodes

    def living(self, block_id: UUID) -> Node | None:
        """The node, unless it is removed or was never there."""
        node = self._nodes.get(block_id)
        return None if node is None or node.is_removed else node

    def put(self, block: BlockState) -> None:
        """Let the outline show the block as it is going to be."""
        self._nodes[block.id] = Node(block.id, block.kind, block.parent_id, block.rank, block.is_removed)

    def ancestors(self, block_id: UUID) -> Iterator[UUID]:
        """The blocks that it lies under, nearest first; ends when it has come round to itself."""
        seen = set[UUID]()
        node = self._nodes.get(block_id)
        while node is not None and node.parent_id is not None and node.parent_id not in seen:
            seen.add(node.parent_id)
            yield node.parent_id
            node = self._nodes.get(node.parent_id)

    def children(self, parent_id: UUID | None) -> list[Node]:
        """The living blocks right under one, in order."""
        nodes = (node for node in self._nodes.values() if node.parent_id == parent_id and not node.is_removed)
        return sorted(nodes, key=lambda node: (node.rank, node.id))

    def rank_for(self, block_id: UUID, *, parent: UUID | None, after: UUID | str) -> str:
        """A rank that puts the block after a sibling; last when that sibling is no longer there.

        A block that already lies there keeps its rank, so that moving it nowhere changes nothing.
        """
        siblings = [node for node in self.children(parent) if node.id != block_id]
        position = next((index + 1 for index, node in enumerate(siblings) if node.id == after), len(siblings))
        if after == FIRST:
            position = 0
        elif after == LAST:
            position = len(siblings)
        before = siblings[position - 1].rank if position else None
        own = self.living(block_id)
        if own and own.parent_id == parent and [node.id for node in self.children(parent)].index(own.id) == position:
            return own.rank
        # Two siblings may share a rank when they came from different lines of the past: go past all of them.
        following = next((node.rank for node in siblings[position:] if before is None or node.rank > before), None)
        rank: str = generate_key_between(before, following)
        if len(rank) > LONGEST_RANK:
            raise Invalid(say("So many have been moved to this very place that it is full. Move a neighbour first."))
        return rank


def read_outline(session: Session, history_id: UUID) -> Outline:
    """The outline of the history as it stands."""
    rows = session.execute(_STANDING, {"history": history_id})
    return Outline({row.id: Node(row.id, row.kind, row.parent_id, row.rank, row.is_removed) for row in rows})
