"""Which threads a list shows: what the reader has chosen, read from the address with all else ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import Select

from roadmaps.discussion import queries
from roadmaps.discussion.models import Thread
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP

Shown = Literal["open", "resolved", "loose", "all"]
SHOWN: tuple[Shown, ...] = ("open", "resolved", "loose", "all")


@dataclass(frozen=True)
class ThreadFilter:
    """A reader's choice. `loose` shows the open threads that are not beside any block of the document."""

    shown: Shown = "open"
    kind: str = ""
    organisation_id: UUID | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "ThreadFilter":
        """Read the choice; what makes no sense counts as not chosen."""
        shown: Shown = next((one for one in SHOWN if one == given.get("shown")), "open")
        kind = given.get("kind", "")
        return cls(shown, kind if kind in ROADMAP else "", _id_in(given.get("organisation", "")))

    def threads_of(self, roadmap: Roadmap) -> Select[Thread]:
        """The chosen threads of the roadmap, newest first."""
        query = queries.threads_of(roadmap)
        if self.shown in ("open", "loose"):
            query = query.where(queries.is_open())
        if self.shown == "resolved":
            query = query.where(~queries.is_open())
        if self.shown == "loose":
            query = query.where(queries.is_loose())
        if self.kind:
            query = query.where(queries.on_kind(self.kind))
        if self.organisation_id:
            query = query.where(queries.opened_for(self.organisation_id))
        return query

    @property
    def is_narrowed(self) -> bool:
        """Whether less is shown than the list as it opens."""
        return bool(self.kind or self.organisation_id)


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
