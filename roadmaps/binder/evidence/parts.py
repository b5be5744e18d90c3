"""What a page of the binder is made of. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmaps.foundation.sentences import Sentence


@dataclass(frozen=True)
class Item:
    """One thing that shows something: what the records say, where it can be checked, and in which area (its address).

    `on` is None for what is so now and was not done on a day.
    """

    sentence: Sentence | str
    address: str
    on: date | None = None
    area: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one sort, the newest first; the label is a catalogue message."""

    label: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and what one can do about it: `act` is a catalogue message, at the address."""

    sentence: Sentence
    act: str
    address: str
    area: str = ""
