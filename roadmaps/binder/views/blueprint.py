"""The blueprint of this room, and finding the place that an address names: an area, or (slug None) the county."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.binder import policy
from roadmaps.binder.criteria import Criterion
from roadmaps.files.intake import MOST_BYTES
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

pages = Blueprint("binder", __name__)


@pages.url_value_preprocessor
def take_more(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Files are larger than what other doors take; the form is read before any door opens."""
    if endpoint == "binder.put_in":
        request.max_content_length = MOST_BYTES + 200_000


@dataclass(frozen=True)
class Place:
    """An area with its roadmap, or the county with all that the reader may read."""

    area: Area | None
    roadmaps: Sequence[Roadmap]

    @property
    def roadmap(self) -> Roadmap | None:
        """That of the area."""
        return self.roadmaps[0] if self.area else None

    @property
    def is_public(self) -> bool:
        """Whether everybody may read all of it."""
        return all(one.is_working_public for one in self.roadmaps)


def place_at(slug: str | None, session: Session | None = None) -> Place:
    """The place at this address.

    :raises NotFound: when the area has no roadmap, or its working version is not for the reader
    """
    if slug is not None:
        roadmap = roadmap_at(slug, session)
        return Place(roadmap.area, [roadmap])
    visible = (session or reading()).scalars(visible_to(actor())).unique()
    return Place(None, [one for one in visible if not one.area.is_archived])


def written_place_at(slug: str | None, session: Session | None = None) -> Place:
    """The same for those who write in its binder."""
    place = place_at(slug, session)
    if not policy.may_write(actor(), place.area):
        raise NotAllowed(
            say("Only those who lead the area can do this.") if slug else say("Only a coordinator can do this.")
        )
    return place


def criterion_called(name: str) -> Criterion:
    """:raises NotFound: for what is none of the seven."""
    if name not in set(Criterion):
        raise NotFound
    return Criterion(name)
