"""Each visit opens with what has happened since the last: on the home page, and at the top of a roadmap.

A look is noted after the page has been made, as reading must not wait for writing, and never costs the reader the page.
"""

import logging
from typing import Any
from uuid import UUID

from flask import Response, after_this_request, render_template, request
from sqlalchemy.exc import SQLAlchemyError

from roadmaps.areas.models import Area
from roadmaps.following import policy
from roadmaps.following.models import Visit
from roadmaps.following.rules import is_worth_noting, look
from roadmaps.following.visits import news_everywhere, news_in
from roadmaps.foundation.clock import now
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import change, reading

log = logging.getLogger(__name__)


def hang(slots: Slots) -> None:
    """Hang the panels of news."""
    slots.hang("site.home", on_home)
    slots.hang("roadmap.header", on_roadmap, order=-50)
    slots.hang("areas.page", on_area, order=-10)
    slots.hang("layout.head", feeds)


def on_home(**_context: Any) -> str:
    """What is new in the roadmaps where the reader has been."""
    person = actor()
    news = news_everywhere(reading(), viewer=person, at=now()) if person else []
    return render_template("following/_home.html", news=news) if news else ""


def on_roadmap(*, roadmap: Roadmap, **_context: Any) -> str:
    """What is new in this one; looking at it is a part of a visit."""
    person = actor()
    if person is None or not policy.may_follow(person, roadmap):
        return ""
    at = now()
    visit = reading().get(Visit, (person.person_id, roadmap.area_id))
    if is_worth_noting(visit, at):
        note_look(roadmap.area_id)
    news = news_in(reading(), roadmap, visit, viewer=person, at=at)
    return render_template("following/_roadmap.html", news=news) if news else ""


def on_area(*, area: Area, **_context: Any) -> str:
    """The way to all that has happened lately."""
    return render_template("following/_area.html", area=area) if roadmap_of(reading(), area.id) else ""


def feeds(**_context: Any) -> str:
    """Let readers of feeds find them: that of the site, and on the pages of an area its own."""
    is_of_area = request.endpoint is not None and request.path.startswith("/areas/")
    return render_template("following/_feeds.html", slug=(request.view_args or {}).get("slug") if is_of_area else None)


def note_look(area_id: UUID) -> None:
    """Note the look once the page is made. What a browser fetches ahead of a press is no look."""
    purpose = request.headers.get("X-Sec-Purpose", "") + request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and "prefetch" not in purpose:
        after_this_request(lambda response: _note(area_id, response))


def _note(area_id: UUID, response: Response) -> Response:
    try:
        with change() as session:
            look(session, area_id, actor=the_actor(), at=now())
    except SQLAlchemyError:
        log.exception("a look could not be noted")
    return response
