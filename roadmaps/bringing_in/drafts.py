"""What becomes of the parts of a paper, before any of it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmaps.bringing_in.filled import Filled
from roadmaps.bringing_in.proposing import Choice
from roadmaps.foundation.sentences import Sentence


@dataclass
class Draft:
    """A block to be written. `parent` and `points` name other drafts by their keys."""

    key: str
    kind: str
    filled: Filled
    parent: str = ""
    points: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it will be called."""
        return str(self.filled.content["title"])


@dataclass(frozen=True)
class Entry:
    """One part as the page shows it. `holders` are those that it may lie under, by key and name."""

    key: str
    sort: str
    depth: int
    name: str
    words: str
    choice: Choice
    holders: Sequence[tuple[str, str]] = ()
    draft: Draft | None = None
    joins: str = ""
    points: int = 0
    number: str = ""

    @property
    def is_group(self) -> bool:
        """Whether it is a table or a list, whose points may stay in the text."""
        return self.sort in {"table", "list"}


@dataclass(frozen=True)
class LeftOut:
    """Words that will be in no block, and why."""

    why: Sentence
    text: str


@dataclass
class Built:
    """Everything that the choices make of a file. `faults` are by the key of the entry."""

    entries: list[Entry] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: dict[str, Sentence] = field(default_factory=dict)
    told: list[Sentence] = field(default_factory=list)
