"""What becomes of the rows of a file, as it is shown and then done."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.changes import BlockConflict, Change
from roadmaps.revisions.kinds import Kind, canonical
from roadmaps.revisions.plan_diff import BlockDiff
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.values import Names
from roadmaps.spreadsheets.importing.lines import Line


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True)
class Told:
    """Something wrong with a row, and in which column; an empty label for the row as a whole."""

    label: str
    sentence: Sentence


@dataclass(frozen=True)
class Understood:
    """One row and what becomes of it. `was_merged`: others have changed the block since the file was fetched."""

    line: Line
    outcome: Outcome
    kind: type[Kind]
    block_id: UUID | None = None
    change: Change | None = None
    diff: BlockDiff | None = None
    conflict: BlockConflict | None = None
    was_merged: bool = False
    faults: Sequence[Told] = ()

    @property
    def title(self) -> str:
        """What the block is called."""
        if self.diff:
            return self.diff.title
        if self.conflict:
            return self.kind.title_of(self.conflict.theirs.content)
        return self.line.cells.get("title") or self.line.cells.get("organisation", "")

    @property
    def clashing(self) -> Sequence[str]:
        """The fields for whose value somebody must choose."""
        asks = self.kind.asks()
        return [name for name in (self.conflict.fields if self.conflict else ()) if asks[name].widget != "hidden"]


@dataclass(frozen=True)
class Preview:
    """Everything that a file would do. `number` is that of the roadmap's newest revision, against which it was read.

    `missing` are blocks that the file held once and holds no more, by the kind's plural: nothing is done with them.
    """

    rows: Sequence[Understood]
    names: Names
    number: int
    missing: Mapping[str, Sequence[BlockState]]

    def of(self, outcome: str) -> list[Understood]:
        """The rows that end so, as they stand in the file."""
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def is_fit(self) -> bool:
        """Whether it can be confirmed: all of it or nothing, and something at all."""
        return not self.of(Outcome.BAD) and any(row.outcome is not Outcome.SAME for row in self.rows)

    @cached_property
    def seal(self) -> str:
        """What has been shown, in short: another seal means that something else would be done now."""
        shown = [_shown(row) for row in self.rows if row.outcome is not Outcome.SAME]
        return hashlib.sha256(canonical(shown).encode()).hexdigest()[:16]


def _shown(row: Understood) -> list[Any]:
    before: Any = row.diff.old.content if row.diff and row.diff.old else None
    if row.conflict:
        before = [row.conflict.theirs.content, row.conflict.yours]
    return [row.line.kind, row.line.number, row.outcome, row.diff.block.content if row.diff else None, before]
