"""What a point on the desk is, and what each sort of them has to tell. No session of its own, no clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from roadmaps.desk.ground import Ground
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.roadmap.values import Shown

# Which point it is: the name of its source and the identity of what waits.
Reference = tuple[str, UUID]


@dataclass(frozen=True)
class Point:
    """Something that waits. `fact` is what its source knows of it already, for telling more without asking again."""

    source: str
    key: UUID
    area_id: UUID
    since: datetime
    fact: Any = None

    @property
    def reference(self) -> Reference:
        """Which one it is."""
        return self.source, self.key


@dataclass(frozen=True)
class Told:
    """A point in words: what it is about, what is waited for, and who waits, as far as somebody does."""

    title: Shown
    words: Sentence
    who: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Source:
    """One sort of things that wait. Both functions ask a fixed number of queries, however many points there are.

    `is_for_leaders`: only those who lead the area may take care of such a point. `reads_documents`: it takes reading
    whole roadmaps to know.
    """

    name: str
    label: str
    points: Callable[[Ground], Iterable[Point]]
    tell: Callable[[Ground, list[Point]], Mapping[UUID, Told]]
    is_for_leaders: bool = False
    reads_documents: bool = False


def waited_in_words(since: datetime, at: datetime) -> Sentence:
    """How long something has waited, by the days of the calendar: never more exact than one cares."""
    days = (day_of(at) - day_of(since)).days
    if days <= 0:
        return say("since today")
    if days == 1:
        return say("since yesterday")
    if days < 14:
        return say_number("for %(num)s day", "for %(num)s days", days)
    if days < 60:
        return say_number("for %(num)s week", "for %(num)s weeks", days // 7)
    if days < 730:
        return say_number("for %(num)s month", "for %(num)s months", days // 30)
    return say_number("for %(num)s year", "for %(num)s years", days // 365)
