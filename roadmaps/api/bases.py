"""From which version a program began: told in what it sends, or by the tag of the block that it has read."""

import re
from collections.abc import Mapping
from typing import Any

from flask import request

from roadmaps.api.shapes import BlockClash, FieldClash
from roadmaps.foundation.errors import BaseMissing, NotAsKnown
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import WriteConflict
from roadmaps.revisions.states import BlockState

_TAG = re.compile(r"v(\d{1,9})\.")


def base_of(told: int | None, block: BlockState) -> int:
    """The version to begin from.

    A base in what is sent is merged with what has come since. A tag in `If-Match` asks for more: that nothing has come.

    :raises NotAsKnown: when the block is not as the tag says
    :raises BaseMissing: when neither is given
    """
    tags = request.if_match
    if tags or "If-Match" in request.headers:
        known = {int(found[1]) for tag in tags.as_set() if tag and (found := _TAG.match(tag))}
        if block.number not in known and not tags.star_tag:
            raise NotAsKnown(say("The block has changed since you read it. Read it again, or tell your base version."))
        return block.number if told is None else told
    if told is None:
        raise BaseMissing(
            say("Tell from which version you began: base_version, or If-Match with the tag of the block.")
        )
    return told


def as_problem(conflict: WriteConflict) -> Mapping[str, Any]:
    """What a program needs to settle a conflict: what it began from, what it wanted, what stands there, and the merge."""
    clashes = [
        BlockClash(
            block_id=one.theirs.id,
            theirs_version=one.theirs.number,
            is_removed=one.theirs.is_removed,
            was_moved=one.was_moved,
            base=one.base.content,
            yours=one.yours,
            theirs=one.theirs.content,
            merged=one.merged,
            fields={
                name: FieldClash(base=field.base, yours=field.yours, theirs=field.theirs, proposal=field.proposal)
                for name, field in one.fields.items()
            },
        ).model_dump(mode="json")
        for one in conflict.blocks
    ]
    return {"revision": conflict.current, "blocks": clashes}
