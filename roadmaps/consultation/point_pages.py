"""The pages on which points are worked with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request
from sqlalchemy import select

from roadmaps.accounts.queries import person_names
from roadmaps.consultation import policy
from roadmaps.consultation.answer_pages import shown_part
from roadmaps.consultation.models import Consultation, Point
from roadmaps.consultation.points import (
    PointFilter,
    counts_of,
    find_point,
    heads_of,
    joined_with,
    page_of_points,
    people_who_reply,
    templates_in,
    turns_of,
)
from roadmaps.consultation.queries import consultees_of, find_consultation
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules.working_in import beginning
from roadmaps.consultation.words import PartSort, Reply
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Conflict, Invalid, NotFound
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import number_in
from roadmaps.roadmap.editing import form_of
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.pages import names_for, show
from roadmaps.web.identity import actor
from roadmaps.web.language import translate
from roadmaps.web.work import reading

NAMES = ("state", "place", "consultee", "person", "reply", "order")


def points_page(consultation_id: UUID, refusal: Invalid | None = None) -> str:
    """The table of points by the filter in the address; after a refusal with what was chosen and typed."""
    consultation = _seen(consultation_id)
    shown = page_of_points(reading(), consultation, _filter())
    return render_template(
        "consultation/points.html",
        consultation=consultation,
        roadmap=consultation.roadmap,
        shown=shown,
        places=frozen_text(reading(), consultation).places,
        consultees=reading().scalars(consultees_of(consultation_id)).all(),
        counts=counts_of(reading(), consultation_id),
        may_sort=policy.may_sort(actor(), consultation),
        errors=_errors(refusal),
        typed=request.form,
        **_choices(consultation),
    )


def point_page(point_id: UUID, refusal: Invalid | None = None, refused: str = "") -> str:
    """One point with its reply; after a refusal with what was typed, in the form that was refused."""
    session, point = reading(), find_point(reading(), point_id, actor())
    consultation = point.consultation
    frozen = frozen_text(session, consultation)
    suggestion = session.get(Suggestion, point.suggestion_id) if point.suggestion_id else None
    turns = session.scalars(turns_of(point)).all()
    return render_template(
        "consultation/point.html",
        consultation=consultation,
        roadmap=consultation.roadmap,
        point=point,
        part=shown_part(point.part, frozen),
        places=frozen.places,
        names=names_for(session, consultation.roadmap, viewer=actor()) if suggestion else frozen.edition.names,
        suggested=show(session, [suggestion], actor=actor())[0] if suggestion else None,
        head=heads_of(session, [point]).get(point.joined_with_id) if point.joined_with_id else None,
        joined=joined_with(session, [point]).get(point.id, ()),
        pieces=session.scalars(
            select(Point).where(Point.split_from_id == point.id, Point.replaced_at.is_(None)).order_by(Point.number)
        )
        .unique()
        .all(),
        blocks=_blocks(point, frozen.places.of_block),
        turns=turns,
        people_named=person_names(session, {one.person_id for one in turns if one.person_id}),
        may_sort=policy.may_sort(actor(), consultation),
        may_reply=policy.may_reply(actor(), point) and point.stands_alone,
        neighbours=_neighbours(point),
        refused=refused,
        errors=_errors(refusal),
        typed=request.form,
        **_choices(consultation),
    )


def text_page(
    point_id: UUID,
    block_id: UUID,
    typed: Mapping[str, Any] | None = None,
    refusal: Invalid | None = None,
    conflict: Conflict | None = None,
) -> str:
    """The form of a block as it is now, beside what was said; of a proposed wording, with as much of it as fits."""
    point = find_point(reading(), point_id, actor())
    roadmap = point.consultation.roadmap
    block = find_block(reading(), roadmap, block_id)
    if block.is_removed:
        raise NotFound
    offer = conflict.offer if conflict else None
    based_on = offer.number if offer else number_in(request.form.get("based_on")) or block.number
    start = beginning(reading(), point, block) if typed is None else typed
    return render_template(
        "consultation/text.html",
        consultation=point.consultation,
        roadmap=roadmap,
        point=point,
        part=shown_part(point.part, frozen_text(reading(), point.consultation)),
        names=names_for(reading(), roadmap, viewer=actor()),
        block=block,
        kind=ROADMAP[block.kind],
        based_on=based_on,
        has_met=conflict is not None,
        form=form_of(
            reading(),
            roadmap,
            current(reading(), roadmap.history),
            ROADMAP[block.kind],
            offer.content if offer else start,
            block_id=block_id,
            errors=refusal.fields if refusal else None,
            sentence=refusal.sentence if refusal else None,
        ),
    )


def _seen(consultation_id: UUID) -> Consultation:
    consultation = find_consultation(reading(), consultation_id, actor())
    if not policy.may_see_points(actor(), consultation):
        raise NotFound
    return consultation


def _filter() -> PointFilter:
    told = {name: request.args[name] for name in NAMES if request.args.get(name)}
    return PointFilter(**told, page=number_in(request.args.get("page")) or 1)


def _choices(consultation: Consultation) -> dict[str, Any]:
    area_id = consultation.roadmap.area_id
    return {
        "replies": list(Reply),
        "people": people_who_reply(reading(), area_id, today()),
        "templates": templates_in(reading(), area_id),
    }


def _blocks(point: Point, of_block: Mapping[UUID, str]) -> list[tuple[UUID, str]]:
    """The blocks of today's text that a point may be worked into: its own, or those of its section first."""
    state = current(reading(), point.consultation.roadmap.history)
    own = UUID(point.part.key) if point.sort is PartSort.PROPOSAL else None
    blocks = [one for one in state.in_reading_order() if one.kind not in {"responsibility", "milestone"}]
    near = [one for one in blocks if one.id == own or of_block.get(one.id) == point.place]
    if own is not None and own in state:
        near.sort(key=lambda one: one.id != own)
    rest = [one for one in blocks if one not in near]
    return [(one.id, ROADMAP[one.kind].title_of(one.content)) for one in (*near, *rest)]


def _neighbours(point: Point) -> tuple[Point | None, Point | None]:
    """The points before and after it in number that stand by themselves."""
    of_it = select(Point).where(
        Point.consultation_id == point.consultation_id, Point.split_at.is_(None), Point.replaced_at.is_(None)
    )
    before = of_it.where(Point.number < point.number).order_by(Point.number.desc()).limit(1)
    after = of_it.where(Point.number > point.number).order_by(Point.number).limit(1)
    return reading().scalar(before), reading().scalar(after)


def _errors(refusal: Invalid | None) -> dict[str, str]:
    if refusal is None:
        return {}
    return {name: translate(said) for name, said in refusal.fields.items()} or {"": translate(refusal.sentence)}
