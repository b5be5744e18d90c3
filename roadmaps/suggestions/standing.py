"""How a suggestion stands against the text as it is now: what it would make of it, or what stands between them.

Nothing is stored when the text moves on. The proposal is merged with the newest text, three ways, each time that
somebody looks; only when that is not possible any more is it marked for its author to mend.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.block_merge import merge_block
from roadmaps.revisions.changes import LAST, BlockConflict, Change, Place
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.plan_diff import FieldDiff, diff_block
from roadmaps.revisions.states import BlockState, versions_at
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.models import ChangeAct, SuggestedChange, Suggestion


@dataclass(frozen=True)
class Standing:
    """One suggested change against the block as it is now.

    `base` is the block as the proposer saw it and `now` as it is; both None for a new block. `merged` is what accepting
    would make of it; None when it cannot be merged, with the `conflict`, or the block is gone.
    """

    change: SuggestedChange
    kind: type[Kind]
    base: BlockState | None
    now: BlockState | None
    proposed: Mapping[str, Any]
    merged: BlockState | None = None
    conflict: BlockConflict | None = None

    @property
    def is_clean(self) -> bool:
        """Whether it can be accepted as it stands."""
        return self.change.act is ChangeAct.ADD or self.merged is not None

    @property
    def is_there_already(self) -> bool:
        """Whether the text says by now what was proposed, so that nothing is left to decide."""
        if self.now is None or self.merged is None or self.change.act is ChangeAct.MOVE:
            return False
        return (self.merged.content, self.merged.is_removed) == (self.now.content, self.now.is_removed)

    @property
    def title(self) -> str:
        """What the block is called now, or is to be called."""
        return self.kind.title_of(dict(self.now.content if self.now else self.proposed))

    @property
    def fields(self) -> Sequence[FieldDiff]:
        """What accepting would change, field by field; while it cannot be merged, what was proposed to the old text."""
        if self.change.act is not ChangeAct.EDIT or self.base is None or self.now is None:
            return ()
        if self.merged is not None:
            return diff_block(self.kind, self.now, self.merged).fields
        return diff_block(self.kind, self.base, replace(self.base, content=dict(self.proposed))).fields

    def as_change(self) -> Change:
        """What accepting asks of the engine."""
        change = self.change
        match change.act:
            case ChangeAct.ADD:
                return Change(change.block_id, 0, kind=change.kind, content=change.content, place=_place(change))
            case ChangeAct.REMOVE:
                return Change(change.block_id, change.based_on, removed=True)
            case ChangeAct.MOVE:
                return Change(change.block_id, change.based_on, place=_place(change))
        return Change(change.block_id, change.based_on, content=change.content)


def standings_of(session: Session, suggestions: Iterable[Suggestion]) -> dict[UUID, list[Standing]]:
    """How each of these suggestions stands, by its id, change by change. Two queries, however many there are."""
    wanted = list(suggestions)
    changes = [change for one in wanted for change in one.changes]
    now = _versions_now(session, {change.block_id for change in changes})
    bases = versions_at(session, {(change.block_id, change.based_on) for change in changes if change.based_on})
    return {
        one.id: [
            _standing(change, bases.get((change.block_id, change.based_on)), now.get(change.block_id))
            for change in one.changes
        ]
        for one in wanted
    }


def _standing(change: SuggestedChange, base: BlockState | None, now: BlockState | None) -> Standing:
    kind = ROADMAP[change.kind]
    if change.act is ChangeAct.ADD:
        return Standing(change, kind, None, None, change.content)
    assert base is not None  # a change of a block names a version that was there
    assert now is not None
    proposed = {**base.content, **change.content}
    yours = replace(base, content=proposed, is_removed=change.act is ChangeAct.REMOVE)
    place = _place(change) if change.act is ChangeAct.MOVE else None
    try:
        met = merge_block(kind, base=base, theirs=now, yours=yours, place=place)
    except Invalid:
        # Each side is well by itself, and together they are not, as when an end would come before a start.
        return Standing(change, kind, base, now, proposed)
    if isinstance(met, BlockConflict):
        return Standing(change, kind, base, now, proposed, conflict=met)
    is_gone = now.is_removed and change.act is not ChangeAct.REMOVE
    return Standing(change, kind, base, now, proposed, merged=None if is_gone else met)


def _place(change: SuggestedChange) -> Place:
    try:
        return Place(change.parent_id, UUID(change.after))
    except ValueError:
        return Place(change.parent_id, change.after or LAST)


def _versions_now(session: Session, ids: set[UUID]) -> dict[UUID, BlockState]:
    rows = session.execute(
        select(BlockVersion, Block.kind)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(Block.id.in_(ids))
    )
    return {version.block_id: BlockState.of(version, kind) for version, kind in rows}
