"""What a writer asks of the engine, and the answer when it cannot be merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from roadmaps.foundation.errors import Conflict, Invalid, Offer
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.states import BlockState

FIRST = "first"
LAST = "last"


@dataclass(frozen=True)
class Place:
    """Where a block is to lie: under `parent` (None: the document itself), after a sibling, or `FIRST` or `LAST`."""

    parent: UUID | None = None
    after: UUID | str = LAST


@dataclass(frozen=True)
class Spot:
    """An exact place, as a version of the block had it; used when an earlier state is taken up again."""

    parent: UUID | None
    rank: str


@dataclass(frozen=True)
class Change:
    """What one writer wants of one block. None leaves that side of it as it is.

    `based_on` is the number of the revision that the writer saw when beginning, 0 for a block that is new; `kind` is
    needed for a new block only. `content` may name some fields only; the others stay as they were in the base.
    """

    block_id: UUID
    based_on: int
    kind: str | None = None
    content: Mapping[str, object] | None = None
    place: Place | Spot | None = None
    removed: bool | None = None


@dataclass(frozen=True)
class Author:
    """Who writes, and the organisation that they write for."""

    person_id: UUID | None
    organisation_id: UUID | None


@dataclass(frozen=True)
class SharedText:
    """The text of one field that several wrote together, from its beginning: how many characters, and which of the
    authors (by place) wrote them; None where they stood there before.
    """

    block_id: UUID
    field: str
    runs: Sequence[tuple[int, int | None]]


@dataclass(frozen=True)
class Together:
    """What several wrote at once: who, those of most words first, and which words of each text are whose."""

    authors: Sequence[Author]
    texts: Sequence[SharedText]


@dataclass(frozen=True)
class FieldConflict:
    """One field that two writers changed so that no merge keeps both. `proposal` is the best that can be offered."""

    base: object
    theirs: object
    yours: object
    proposal: object


@dataclass(frozen=True)
class BlockConflict:
    """One block that cannot be merged. `merged` is its content with every clean field merged and proposals elsewhere.

    `theirs` is the block as it stands now (perhaps removed), `base` as the writer saw it. `was_moved` tells that
    both sides moved it to different places; `fields` is empty when removal or place is all that is at odds.
    """

    base: BlockState
    theirs: BlockState
    yours: Content
    merged: Content
    fields: Mapping[str, FieldConflict] = field(default_factory=dict)
    was_moved: bool = False


class WriteConflict(Conflict):
    """Somebody else changed the same thing meanwhile; nothing was written, and nothing of either side is lost."""

    def __init__(self, blocks: Sequence[BlockConflict], current: int) -> None:
        super().__init__(
            say("Somebody else changed this while you were writing. Your text is kept: choose what it should say now.")
        )
        self.blocks = tuple(blocks)
        self.current = current

    @property
    def offer(self) -> Offer | None:
        """What a form of the one block can show once more; None where several are at odds."""
        if len(self.blocks) > 1:
            return None
        [met] = self.blocks
        return Offer(met.yours if met.theirs.is_removed else met.merged, self.current, met.theirs.is_removed)


class StillReferenced(Invalid):
    """A block cannot be removed, because living blocks lie under it or point at it."""

    def __init__(self, sentence: Sentence, dependents: Sequence[BlockState]) -> None:
        super().__init__(sentence)
        self.dependents = tuple(dependents)
