"""Comparing two whole states: what was added, removed, moved and changed between them. No session."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from roadmaps.revisions.changes import Change, Spot
from roadmaps.revisions.facts import changed_fields
from roadmaps.revisions.kinds import Kind, KindTable
from roadmaps.revisions.states import BlockState, State
from roadmaps.revisions.text_diff import Piece, diff_words


@dataclass(frozen=True)
class FieldDiff:
    """One field that differs."""

    name: str
    old: object
    new: object
    is_text: bool = False

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        """The words marked, of prose and of plain text; empty for other values. Compared when somebody asks for them."""
        return diff_words(str(self.old or ""), str(self.new or "")) if self.is_text else ()


@dataclass(frozen=True)
class BlockDiff:
    """One block that differs. `old` is None when it was added, `new` when it was removed."""

    kind: type[Kind]
    old: BlockState | None
    new: BlockState | None
    fields: Sequence[FieldDiff] = ()

    @property
    def block(self) -> BlockState:
        """The block as it is in the newer state, or as it last was."""
        block = self.new or self.old
        assert block is not None
        return block

    @property
    def title(self) -> str:
        """What the block is called, in the newer state if it is there."""
        return self.kind.title_of(self.block.content)

    @property
    def is_moved(self) -> bool:
        """Whether it lies in another place."""
        return bool(self.old and self.new and self.old.place != self.new.place)


@dataclass(frozen=True)
class Comparison:
    """What lies between two states of one history. A block that was both moved and changed is in both lists."""

    old: State
    new: State
    added: Sequence[BlockDiff]
    removed: Sequence[BlockDiff]
    moved: Sequence[BlockDiff]
    changed: Sequence[BlockDiff]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.removed or self.moved or self.changed)

    @cached_property
    def by_block(self) -> dict[UUID, BlockDiff]:
        """Each difference by the id of its block."""
        return {diff.block.id: diff for diff in (*self.removed, *self.moved, *self.changed, *self.added)}


def compare(old: State, new: State, *, kinds: KindTable) -> Comparison:
    """What has to happen to the old state to make it the new one."""
    both = [(old.blocks[block.id], block) for block in new.in_reading_order() if block.id in old]
    return Comparison(
        old=old,
        new=new,
        added=[BlockDiff(kinds[b.kind], None, b) for b in new.in_reading_order() if b.id not in old],
        removed=[BlockDiff(kinds[b.kind], b, None) for b in old.in_reading_order() if b.id not in new],
        moved=[BlockDiff(kinds[a.kind], a, b) for a, b in both if a.place != b.place],
        changed=[diff_block(kinds[a.kind], a, b) for a, b in both if a.content != b.content],
    )


def diff_block(kind: type[Kind], old: BlockState, new: BlockState) -> BlockDiff:
    """One block's two versions, field by field."""
    fields = [_diff_field(kind, name, old, new) for name in changed_fields(old, new, kind)]
    return BlockDiff(kind, old, new, fields)


def changes_between(here: State, wanted: State) -> list[Change]:
    """The changes that turn `here`, the current state, into `wanted`: what restoring an earlier state asks of `write`.

    Blocks that were not there then are removed, never destroyed.
    """
    known = {**here.removed, **here.blocks}
    changes = []
    for block in wanted:
        current = known[block.id]
        if current.is_removed or current.content != block.content or current.place != block.place:
            spot = Spot(block.parent_id, block.rank)
            changes.append(
                Change(
                    block.id,
                    here.number,
                    content=block.content,
                    place=spot,
                    removed=False if current.is_removed else None,
                )
            )
    changes += [Change(block.id, here.number, removed=True) for block in here if block.id not in wanted]
    return changes


def _diff_field(kind: type[Kind], name: str, old: BlockState, new: BlockState) -> FieldDiff:
    before, after = old.content.get(name), new.content.get(name)
    return FieldDiff(name, before, after, is_text=kind.asks()[name].widget in {"prose", "text"})
