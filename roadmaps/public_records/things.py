"""One thing that public records are made of, in plain values and in the language of the package. No session."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from roadmaps.public_records.words import Sort
from roadmaps.revisions.kinds import canonical

Fact = tuple[str, str]


@dataclass(frozen=True)
class ThingFile:
    """A file that belongs to a thing. Its content is found by its hash."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Thing:
    """Something that was written, said, decided or sent. Labels of facts are the product's; all else is people's own.

    `by` is who wrote or sent it, `people` are others who are named as people, `organisation` is for whom it was done.
    `is_open` tells that everybody can read it on the site today, `caution` why not, such as that it was hidden.
    """

    key: str
    sort: Sort
    at: datetime
    title: str
    by: str = ""
    people: Sequence[str] = ()
    organisation: str = ""
    facts: Sequence[Fact] = ()
    texts: Sequence[Fact] = ()
    files: Sequence[ThingFile] = field(default=())
    is_open: bool = False
    caution: str = ""

    @property
    def fingerprint(self) -> str:
        """Of all that people see of it: what was chosen for it holds as long as this is the same."""
        told = [
            self.title,
            self.by,
            list(self.people),
            self.organisation,
            list(self.facts),
            list(self.texts),
            self.at.isoformat(),
        ]
        files = [[one.name, one.sha256] for one in self.files]
        return hashlib.sha256(canonical([self.key, *told, files, self.caution]).encode()).hexdigest()

    @property
    def needs_reading(self) -> bool:
        """Whether somebody has to look at it by itself: it was kept from readers, or words cannot be taken out of a file."""
        return bool(self.files or self.caution)

    def reworded(self, change: Callable[[str], str]) -> "Thing":
        """The same with each of people's own words changed."""
        return replace(
            self,
            title=change(self.title),
            by=change(self.by),
            people=[change(one) for one in self.people],
            organisation=change(self.organisation),
            facts=[(label, change(value)) for label, value in self.facts],
            texts=[(label, change(text)) for label, text in self.texts],
            files=[replace(one, name=change(one.name)) for one in self.files],
        )

    def words(self) -> list[str]:
        """Each of people's own words in it."""
        of_pairs = [value for _, value in (*self.facts, *self.texts)]
        return [self.title, self.by, *self.people, self.organisation, *of_pairs, *(one.name for one in self.files)]
