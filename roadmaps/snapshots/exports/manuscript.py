"""What every format is given: one version, what is wanted of it, and what lies around it, in one language. No session."""

from dataclasses import dataclass
from functools import cached_property

from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.extras import Extras
from roadmaps.snapshots.exports.paper import paper_of


@dataclass(frozen=True)
class Manuscript:
    """A version on its way to become files. `template` is the region's own Word file, whose styles a Word file takes."""

    edition: Edition
    choice: Choice
    extras: Extras
    words: Words
    template: bytes | None = None

    @cached_property
    def paper(self) -> Paper:
        """The tree that all formats to be read are written from."""
        return paper_of(self.edition, self.choice, self.words, extras=self.extras)
