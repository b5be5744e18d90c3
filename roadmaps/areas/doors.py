"""Finding the area that an address names: for this room and for those above whose addresses begin with an area's."""

from uuid import UUID

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from roadmaps.areas.models import Area
from roadmaps.areas.policy import leads
from roadmaps.areas.queries import find_area
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

MOVED_FOR_GOOD = 301


def area_at(slug: str, session: Session | None = None) -> Area:
    """The area at this address; a reader of an old address is led to the same page at the new one.

    Give a writing session to get the area for a change.
    """
    area = find_area(session or reading(), slug, viewer=actor())
    if area.slug != slug and request.method in ("GET", "HEAD"):
        raise _Moved(_here_with(area.slug))
    return area


def area_id_at(slug: str) -> UUID:
    """Its identity, for pages that are kept until something changes there."""
    return area_at(slug).id


def led_area_at(slug: str) -> Area:
    """The area at this address, for those who lead it and for coordinators."""
    area = area_at(slug)
    if not leads(actor(), area.id):
        raise NotAllowed(say("This page is for coordinators and those who lead the area."))
    return area


class _Moved(HTTPException):
    """The answer that leads on from an old address."""

    code = MOVED_FOR_GOOD

    def __init__(self, address: str) -> None:
        super().__init__(response=redirect(address, MOVED_FOR_GOOD, Response=Response))


def _here_with(slug: str) -> str:
    assert request.endpoint is not None  # given, as a view is running
    facts = {**(request.view_args or {}), "slug": slug}
    asked = request.query_string.decode("ascii", "ignore")
    return url_for(request.endpoint, **facts) + (f"?{asked}" if asked else "")
