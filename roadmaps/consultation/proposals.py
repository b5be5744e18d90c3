"""What a proposed wording would change of its block in the frozen version. No session."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from roadmaps.revisions.plan_diff import FieldDiff, diff_block
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.table import ROADMAP


def proposed_fields(block: BlockState, content: Mapping[str, Any]) -> Sequence[FieldDiff]:
    """The fields that differ, by words where they are text."""
    return diff_block(ROADMAP[block.kind], block, replace(block, content={**block.content, **content})).fields
