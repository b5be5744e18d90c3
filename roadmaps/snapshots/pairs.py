"""Two versions that an address names to be compared: frozen ones, or a frozen one and the working version."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app, url_for

from roadmaps.files.doors import store
from roadmaps.foundation.clock import today
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.plan_diff import Comparison, compare
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.snapshots.document import names_of, state_of
from roadmaps.snapshots.exports.choice import Language
from roadmaps.snapshots.exports.compared import Compared, choice_for
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.manuscripts import manuscript_of
from roadmaps.snapshots.versions import Version
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


@dataclass(frozen=True)
class Pair:
    """The earlier and the later."""

    before: Version
    after: Version

    @classmethod
    def frozen(cls, slug: str, number: int, other: int) -> "Pair":
        """Two frozen versions that the reader may see, the earlier first whichever way they are named."""
        first, second = sorted((number, other))
        return cls(Version.frozen(slug, first), Version.frozen(slug, second))

    @classmethod
    def working(cls, slug: str, number: int) -> "Pair":
        """A frozen version and the working version, for those who may read it."""
        return cls(Version.frozen(slug, number), Version.working(slug))

    @property
    def sides(self) -> tuple[Version, Version]:
        """Both, in order."""
        return self.before, self.after

    @cached_property
    def comparison(self) -> Comparison:
        """What lies between them, block by block."""
        old, new = (state_of(one.edition.file) for one in self.sides)
        return compare(old, new, kinds=ROADMAP)

    @cached_property
    def names(self) -> Names:
        """What the identities in both are called."""
        return names_of(*(one.edition.file for one in self.sides))

    def page(self, **asked: Any) -> str:
        """The address of the page that compares them."""
        return self._address("compare", "compare_working", **asked)

    def file(self, name: str, **asked: Any) -> str:
        """The address of the comparison as a file."""
        return self._address("comparison_file", "working_comparison_file", name=name, **asked)

    def manuscript(self, language: Language) -> Compared:
        """Both, made ready to be written."""
        earlier, later = (self._manuscript(one, language) for one in self.sides)
        return Compared(
            edition=later.edition,
            choice=later.choice,
            extras=later.extras,
            words=later.words,
            template=later.template,
            earlier=earlier,
            address=f"{current_app.config['BASE_URL']}{self.page()}",
        )

    def _manuscript(self, side: Version, language: Language) -> Manuscript:
        words, choice = words_in(language), choice_for(language)
        return manuscript_of(
            reading(),
            side.edition,
            side.roadmap,
            choice,
            words,
            viewer=actor(),
            today=today(),
            store=store(),
            # A text that was translated between two versions has not changed by that.
            is_as_written=True,
        )

    def _address(self, frozen: str, working: str, **asked: Any) -> str:
        assert self.before.snapshot
        slug, number = self.before.roadmap.area.slug, self.before.snapshot.number
        if self.after.snapshot:
            return url_for(f"snapshots.{frozen}", slug=slug, number=number, other=self.after.snapshot.number, **asked)
        return url_for(f"snapshots.{working}", slug=slug, number=number, **asked)
