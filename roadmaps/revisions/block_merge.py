"""Merging one block: field by field, and its place and its being there at all as two fields more. No session."""

from dataclasses import replace
from typing import Any

from roadmaps.foundation.prose import tidy
from roadmaps.revisions.changes import BlockConflict, FieldConflict, Place, Spot
from roadmaps.revisions.field_merge import merge_set
from roadmaps.revisions.kinds import Content, Kind, Merging
from roadmaps.revisions.states import BlockState
from roadmaps.revisions.text_merge import merge_text


def merge_block(
    kind: type[Kind], *, base: BlockState, theirs: BlockState, yours: BlockState, place: Place | Spot | None
) -> BlockState | BlockConflict:
    """The block as both sides want it, or what stands between them.

    `base` is the version that you began from, `theirs` the newest. `place` is where you want it, None when you do not
    care; the caller turns it into a rank, so the result keeps the place of theirs.
    """
    content, fields = _merge_content(kind, base.content, theirs.content, yours.content)
    is_removed, removal_conflict = _merge_removal(base, theirs, yours)
    # To be moved by both is a conflict only when theirs has in fact gone somewhere else meanwhile.
    was_moved = place is not None and theirs.place != base.place and not _is_same_place(place, theirs)
    if fields or removal_conflict or was_moved:
        return BlockConflict(
            base=base, theirs=theirs, yours=yours.content, merged=content, fields=fields, was_moved=was_moved
        )
    # Each side was valid; together they may not be (an end before a start), which the kind tells in its own words.
    merged_content = content if content in (theirs.content, yours.content) else kind.check(content)
    return replace(theirs, content=merged_content, is_removed=is_removed)


def _merge_removal(base: BlockState, theirs: BlockState, yours: BlockState) -> tuple[bool, bool]:
    """Whether the block is removed, and whether the sides are at odds about it.

    Who removes a block that has changed meanwhile has not seen what is lost; who writes in one that has been removed
    must first say that it is to come back.
    """
    if theirs.is_removed == base.is_removed:
        removing_unseen = yours.is_removed and not base.is_removed and theirs.content != base.content
        return yours.is_removed, removing_unseen
    wrote = yours.content != base.content
    return theirs.is_removed, wrote and theirs.is_removed and not yours.is_removed


def _merge_content(
    kind: type[Kind], base: Content, theirs: Content, yours: Content
) -> tuple[Content, dict[str, FieldConflict]]:
    merged: Content = {}
    conflicts: dict[str, FieldConflict] = {}
    for name, way in kind.merging().items():
        values = base.get(name), theirs.get(name), yours.get(name)
        merged[name], is_clean = _merge_field(way, *values)
        if not is_clean:
            conflicts[name] = FieldConflict(*values, proposal=merged[name])
    return merged, conflicts


def _merge_field(way: Merging, base: Any, theirs: Any, yours: Any) -> tuple[Any, bool]:
    if yours in (theirs, base):
        return theirs, True
    if base == theirs:
        return yours, True
    if way == "prose":
        text = merge_text(base or "", yours or "", theirs or "")
        return tidy(text.text), text.is_clean
    if way == "set":
        return merge_set(base or [], yours or [], theirs or []), True
    return yours, False


def _is_same_place(place: Place | Spot, block: BlockState) -> bool:
    return isinstance(place, Spot) and (place.parent, place.rank) == block.place
