"""The desk, and each point on it with what can be decided."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.accounts.queries import person_names
from roadmaps.desk.filters import DeskFilter
from roadmaps.desk.gathering import Desk, find_point
from roadmaps.desk.models import PointAssignment
from roadmaps.desk.policy import may_arrange
from roadmaps.desk.queries import colleagues_in, course_of
from roadmaps.desk.sources import SOURCES
from roadmaps.desk.things import thing_of
from roadmaps.desk.views.blueprint import own_desk, pages
from roadmaps.desk.waiting import Point
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.numbers import page_asked
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import reading

PAGE = 50


@pages.get("/desk")
@signed_in
def index() -> ResponseReturnValue:
    """What waits, the oldest first."""
    return desk_page()


@pages.get("/desk/<source>/<uuid:key>")
@signed_in
def point(source: str, key: UUID) -> ResponseReturnValue:
    """One point: the thing itself, and what can be done about it."""
    return point_page(source, key)


def desk_page(refusal: Invalid | None = None, refused: str = "") -> ResponseReturnValue:
    """The list; after a refusal with what was chosen and typed."""
    desk, chosen = own_desk(), DeskFilter.of(request.values)
    found = desk.chosen(chosen)
    page = min(page_asked(), max(1, -(-len(found) // PAGE)))
    shown = found[(page - 1) * PAGE : page * PAGE]
    html = render_template(
        "desk/index.html",
        desk=desk,
        chosen=chosen,
        counts=desk.counts(chosen),
        total=len(desk.chosen(chosen.of_kind(""))),
        found=len(found),
        shown=shown,
        told=desk.tell(shown),
        people=_people(desk),
        page=page,
        pages=-(-len(found) // PAGE),
        colleagues=_colleagues(desk, {one.area_id for one in shown}),
        led=_led(desk),
        sources=SOURCES,
        at=now(),
        **_typed(refusal, refused),
    )
    return html, 422 if refusal else 200


def point_page(source: str, key: UUID, refusal: Invalid | None = None, refused: str = "") -> ResponseReturnValue:
    """One point; after a refusal with what was typed. What waits no more is told, with the way onwards."""
    desk, chosen = own_desk(), DeskFilter.of(request.values)
    in_order = desk.chosen(chosen)
    try:
        found = find_point(desk, source, key)
    except NotFound:
        return render_template("desk/gone.html", chosen=chosen, first=next(iter(in_order), None)), 404
    place = in_order.index(found) if found in in_order else None
    previous = in_order[place - 1] if place else None
    following = in_order[place + 1] if place is not None and place + 1 < len(in_order) else None
    thing = thing_of(desk.ground, found)
    course = reading().scalars(course_of(source, key)).all()
    html = render_template(
        "desk/point.html",
        desk=desk,
        point=found,
        told=desk.tell([found])[found.reference],
        area=next(area for area in desk.areas if area.id == found.area_id),
        source=SOURCES[source],
        chosen=chosen,
        place=place,
        count=len(in_order),
        previous=previous,
        following=following,
        # After a decision one goes on with the next; after the last one, with what was left behind before it.
        onward=_address(following or previous, chosen),
        people=_people(desk, course),
        course=course,
        colleagues=_colleagues(desk, {found.area_id}, only_leaders=SOURCES[source].is_for_leaders),
        may_arrange=may_arrange(the_actor(), found.area_id),
        thing=thing,
        at=now(),
        **{**thing.facts, **_typed(refusal, refused)},
    )
    return html, 422 if refusal else 200


def _address(point: Point | None, chosen: DeskFilter) -> str:
    """Where a point is shown; without one, the desk."""
    if point is None:
        return url_for("desk.index", **chosen.as_arguments)
    return url_for("desk.point", source=point.source, key=point.key, **chosen.as_arguments)


def _colleagues(desk: Desk, area_ids: set[UUID], *, only_leaders: bool = False) -> list[tuple[UUID, str]]:
    led = area_ids & _led(desk)
    return colleagues_in(reading(), led, desk.ground.today, only_leaders=only_leaders) if led else []


def _led(desk: Desk) -> set[UUID]:
    return {area.id for area in desk.areas if may_arrange(the_actor(), area.id)}


def _people(desk: Desk, course: Sequence[PointAssignment] = ()) -> Mapping[UUID, str]:
    """The names of those who have been asked and have asked."""
    spoken = [*desk.assignments.values(), *course]
    people = {one.to_id for one in spoken if one.to_id} | {one.by_id for one in spoken}
    return person_names(reading(), people) if people else {}


def _typed(refusal: Invalid | None, refused: str) -> dict[str, Any]:
    errors = {name: translate(said) for name, said in refusal.fields.items()} if refusal else {}
    if refusal and not errors:
        errors = {"": translate(refusal.sentence)}
    return {"typed": request.form, "errors": errors, "refused": refused}
