"""What a file that came in says, as plain values that can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Reason = Literal["contents", "page", "comment", "numbers"]


@dataclass(frozen=True)
class Aside:
    """Words of the file that are no part of its text: `reason` tells what they are."""

    reason: Reason
    text: str


@dataclass(frozen=True)
class Told:
    """The text as Markdown, what stands beside it, and how many pictures it had, of which only the words are kept.

    `has_tracked_changes` tells that changes in it had not been accepted or rejected; they are read as accepted.
    """

    text: str
    aside: Sequence[Aside] = ()
    pictures: int = 0
    has_tracked_changes: bool = False
