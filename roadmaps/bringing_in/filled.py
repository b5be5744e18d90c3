"""What a part of a paper says as a block, as far as it has been understood."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.kinds.choices import Part


@dataclass
class Filled:
    """What a part says as a block. `refers` are names, by field, of blocks that it points at, still to be found.

    `understood` are labels with the words that have become values of fields.
    """

    content: dict[str, Any] = field(default_factory=dict)
    parts: dict[UUID, tuple[Part, str]] = field(default_factory=dict)
    refers: dict[str, list[str]] = field(default_factory=dict)
    understood: list[tuple[str, str]] = field(default_factory=list)
    told: list[Sentence] = field(default_factory=list)
