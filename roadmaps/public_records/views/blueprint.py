"""The blueprint of this room, and finding what an address names for those who handle requests."""

from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.words import Words
from roadmaps.public_records import policy
from roadmaps.public_records.laying_out import Laid, LayingOut
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.queries import find_request, things_of
from roadmaps.public_records.rules import lay_out
from roadmaps.public_records.things import Thing
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.security import keep_no_copy
from roadmaps.web.work import reading

pages = Blueprint("public_records", __name__)
pages.after_request(keep_no_copy)


@dataclass(frozen=True)
class Desk:
    """One request with all that it is about, gathered once."""

    session: Session
    request: RecordsRequest

    @property
    def words(self) -> Words:
        """The language of the package."""
        return words_in(self.request.language)

    @cached_property
    def things(self) -> list[Thing]:
        """Everything, as it stands now."""
        return things_of(self.session, self.request)

    @cached_property
    def laying(self) -> LayingOut:
        """Everything, with what is to become of it."""
        return lay_out(self.session, self.request, self.things, self.words)

    def laid(self, key: str) -> Laid:
        """:raises NotFound: when the request is about no such thing."""
        found = next((one for one in self.laying.laid if one.thing.key == key), None)
        if found is None:
            raise NotFound
        return found


def handled_roadmap_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap at this address, for those who handle requests for its records."""
    roadmap = roadmap_at(slug, session)
    if not policy.may_handle(actor(), roadmap):
        raise NotAllowed(say("Only those who lead the area can do this."))
    return roadmap


def request_at(slug: str, number: int, session: Session | None = None) -> RecordsRequest:
    """The request at this address, for the same."""
    return find_request(session or reading(), handled_roadmap_at(slug, session), number)


def open_desk_at(slug: str, number: int, session: Session | None = None) -> Desk:
    """A request that is being prepared, with all that it is about.

    :raises NotFound: when it has been decided or set aside: there is nothing to prepare any more
    """
    request = request_at(slug, number, session)
    if not request.is_open:
        raise NotFound
    return Desk(session or reading(), request)
