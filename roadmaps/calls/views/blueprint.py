"""The blueprint of this room, finding the call that an address names, and the frame that its pages stand in."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.areas.queries import running_areas
from roadmaps.calls import policy
from roadmaps.calls.models import Call
from roadmaps.calls.queries import find_call
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.work import reading

pages = Blueprint("calls", __name__)


def call_at(call_id: UUID, session: Session | None = None) -> Call:
    """The call at this address. Give a writing session to get it for a change.

    :raises NotFound: when there is none
    """
    return find_call(session or reading(), call_id, viewer=actor())


def written_call_at(call_id: UUID) -> Call:
    """The same for those who write it."""
    call = call_at(call_id)
    if not policy.may_write_call(actor(), call):
        raise NotAllowed(say("Those who lead every area of the call write it; one for all areas coordinators."))
    return call


def frame_of(areas: Sequence[Area]) -> dict[str, object]:
    """What `layouts/process.html` asks for: the one area of a call, if the reader reads its roadmap, or the county."""
    if len(areas) == 1:
        roadmap = roadmap_of(reading(), areas[0].id)
        if roadmap is not None and may_read(actor(), roadmap):
            return {"area": areas[0], "roadmap": roadmap, "here": url_for("calls.index", slug=areas[0].slug)}
    return {"area": None, "roadmap": None, "here": url_for("calls.county")}


def led_areas() -> list[Area]:
    """The running areas that the reader may write calls for."""
    return [one for one in reading().scalars(running_areas()) if policy.may_write_for(actor(), [one])]


def area_choices(*more: Area) -> list[Choice]:
    """Those, and the areas that a call is for already, for a form to offer."""
    offered = {one.id: one for one in (*led_areas(), *more)}
    return [(str(one.id), one.name_in(locale())) for one in sorted(offered.values(), key=lambda one: one.position)]


def address_of(call: Call, anchor: str | None = None) -> str:
    """Where the call is read."""
    return url_for("calls.show", call_id=call.id, _anchor=anchor)
