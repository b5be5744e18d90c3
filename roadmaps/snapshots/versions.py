"""What an address of this room names to be taken home: a frozen version, or the working version."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app, url_for

from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.doors import snapshot_at
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.manuscripts import frozen_edition, working_edition
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.places import SECONDS_AT_MOST
from roadmaps.web.identity import actor
from roadmaps.web.work import reading


@dataclass(frozen=True)
class Version:
    """What an address names: a frozen version, or (None) the working version as it is now."""

    roadmap: Roadmap
    snapshot: Snapshot | None = None

    @classmethod
    def frozen(cls, slug: str, number: int) -> "Version":
        """A frozen version that the reader may see."""
        snapshot = snapshot_at(slug, number)
        return cls(snapshot.roadmap, snapshot)

    @classmethod
    def working(cls, slug: str) -> "Version":
        """The working version, for those who may read it."""
        return cls(roadmap_at(slug))

    @cached_property
    def edition(self) -> Edition:
        """The version, ready to be written."""
        site = str(current_app.config["BASE_URL"])
        return frozen_edition(self.snapshot, site) if self.snapshot else working_edition(reading(), self.roadmap, site)

    @property
    def offers_comments(self) -> bool:
        """Whether the reader may have comments in the files."""
        return policy.may_take_comments(actor(), self.roadmap)

    def is_quick(self, wish: Wish) -> bool:
        """Whether the files are made while one waits."""
        return wish.seconds_for(self.edition) <= SECONDS_AT_MOST

    def page(self, **asked: Any) -> str:
        """The address of the page on which one chooses."""
        return self._address("take_home", "take_working_home", **asked)

    def file(self, name: str, **asked: Any) -> str:
        """The address of a file."""
        return self._address("file", "working_file", name=name, **asked)

    def _address(self, frozen: str, working: str, **asked: Any) -> str:
        slug = self.roadmap.area.slug
        if self.snapshot:
            return url_for(f"snapshots.{frozen}", slug=slug, number=self.snapshot.number, **asked)
        return url_for(f"snapshots.{working}", slug=slug, **asked)
