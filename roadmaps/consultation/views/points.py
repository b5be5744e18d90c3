"""Working with the points of a consultation: the table, each point, and replying."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from roadmaps.areas.doors import area_at, led_area_at
from roadmaps.consultation.forms import TemplateForm
from roadmaps.consultation.models import Point
from roadmaps.consultation.point_pages import point_page, points_page, text_page
from roadmaps.consultation.points import find_point, templates_in
from roadmaps.consultation.queries import find_consultation
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import replying, sorting, working_in
from roadmaps.consultation.views.blueprint import pages
from roadmaps.consultation.words import Reply
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Conflict, Invalid, NotFound
from roadmaps.roadmap.doors import number_in, uuid_in
from roadmaps.roadmap.editing import typed_block
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

SEEN = decided_by("consultation.policy.may_see_points")


@pages.get("/consultations/<uuid:consultation_id>/points")
@SEEN
def points(consultation_id: UUID) -> ResponseReturnValue:
    """The table of points, by the filter in the address."""
    return points_page(consultation_id)


@pages.post("/consultations/<uuid:consultation_id>/points")
@signed_in
def work(consultation_id: UUID) -> ResponseReturnValue:
    """Do the same with all that are chosen: reply, give to somebody, or join."""
    acts = {"reply": _reply_to, "assign": _assign, "join": _join}
    act = acts.get(request.form.get("act", ""))
    if act is None:
        raise NotFound
    try:
        with change() as session:
            find_consultation(session, consultation_id, actor())
            chosen = [find_point(session, key, actor()) for key in map(uuid_in, request.form.getlist("point")) if key]
            act(session, chosen)
    except Invalid as refusal:
        return points_page(consultation_id, refusal), 422
    flash(ngettext("%(num)d point is taken care of.", "%(num)d points are taken care of.", len(chosen)), "good")
    return redirect(_back(url_for("consultation.points", consultation_id=consultation_id)), 303)


@pages.get("/points/<uuid:point_id>")
@SEEN
def point(point_id: UUID) -> ResponseReturnValue:
    """One point: who has said what, and what to reply."""
    return point_page(point_id)


@pages.post("/points/<uuid:point_id>/reply")
@signed_in
def reply(point_id: UUID) -> ResponseReturnValue:
    """Reply to it."""
    return _change(point_id, "reply", lambda session, one: _reply_to(session, [one], _seen()))


@pages.post("/points/<uuid:point_id>/reply/reversal")
@signed_in
def take_back(point_id: UUID) -> ResponseReturnValue:
    """Let it wait again."""
    return _change(
        point_id, "reply", lambda session, one: replying.take_back_reply(session, one, actor=the_actor(), at=now())
    )


@pages.post("/points/<uuid:point_id>/pieces")
@signed_in
def split(point_id: UUID) -> ResponseReturnValue:
    """Let it be several points: each paragraph one."""

    def act(session: Session, one: Point) -> None:
        places = frozen_text(session, one.consultation).places
        text = request.form.get("pieces", "").replace("\r\n", "\n")
        pieces = ["\n".join(filter(None, map(str.rstrip, piece.split("\n")))) for piece in text.split("\n\n")]
        where = request.form.get("place", "")
        sorting.split(session, one, pieces, where, places=places, actor=the_actor(), at=now())

    return _change(point_id, "pieces", act)


@pages.post("/points/<uuid:point_id>/pieces/reversal")
@signed_in
def put_together(point_id: UUID) -> ResponseReturnValue:
    """Let it be one point again."""
    return _change(
        point_id, "pieces", lambda session, one: sorting.put_together(session, one, actor=the_actor(), at=now())
    )


@pages.post("/points/<uuid:point_id>/parting")
@signed_in
def part(point_id: UUID) -> ResponseReturnValue:
    """Let it stand by itself again."""
    return _change(point_id, "join", lambda session, one: sorting.part(session, one, actor=the_actor(), at=now()))


@pages.post("/points/<uuid:point_id>/facts")
@signed_in
def sort(point_id: UUID) -> ResponseReturnValue:
    """Say where it belongs, who replies, and which point stands for it."""

    def act(session: Session, one: Point) -> None:
        places = frozen_text(session, one.consultation).places
        sorting.place(session, one, request.form.get("place", one.place), places=places, actor=the_actor())
        sorting.assign(session, [one], uuid_in(request.form.get("person")), actor=the_actor(), at=now())

    return _change(point_id, "facts", act)


@pages.route("/points/<uuid:point_id>/text/<uuid:block_id>", methods=["GET", "POST"])
@signed_in
def text(point_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """Work it into a block of the roadmap."""
    if request.method != "POST":
        return text_page(point_id, block_id)
    found = find_point(reading(), point_id, actor())
    typed = typed_block(ROADMAP[find_block(reading(), found.consultation.roadmap, block_id).kind], request.form)
    try:
        with change() as session:
            mine, based_on = find_point(session, point_id, actor()), number_in(request.form.get("based_on"))
            working_in.work_in(session, mine, block_id, typed, based_on=based_on, actor=the_actor(), at=now())
    except Invalid as refusal:
        return text_page(point_id, block_id, typed, refusal), 422
    except Conflict as conflict:
        return text_page(point_id, block_id, typed, conflict=conflict), 409
    flash(_("It is in the text now, and the point tells which change it led to."), "good")
    return redirect(url_for("consultation.point", point_id=point_id, _anchor="reply"), 303)


@pages.route("/areas/<slug>/reply-templates", methods=["GET", "POST"])
@signed_in
def templates(slug: str) -> ResponseReturnValue:
    """Words that are often replied with in the area."""
    area = led_area_at(slug)

    def act(form: TemplateForm) -> None:
        with change() as session:
            here = area_at(slug, session)
            replying.keep_template(
                session, here, title=form.title, said=form.reply, words=form.words, actor=the_actor()
            )

    return fill_in(
        TemplateForm,
        "consultation/templates.html",
        act,
        back=url_for("consultation.templates", slug=slug),
        area=area,
        templates=templates_in(reading(), area.id),
    )


@pages.post("/areas/<slug>/reply-templates/<uuid:template_id>/removal")
@signed_in
def drop_template(slug: str, template_id: UUID) -> ResponseReturnValue:
    """Keep such words no longer."""
    with change() as session:
        replying.drop_template(session, area_at(slug, session), template_id, actor=the_actor())
    return redirect(url_for("consultation.templates", slug=slug), 303)


def _change(point_id: UUID, what: str, act: Callable[[Session, Point], object]) -> ResponseReturnValue:
    """Do something with a point, and show it again; with what was refused where it was refused."""
    try:
        with change() as session:
            act(session, find_point(session, point_id, actor()))
    except Invalid as refusal:
        return point_page(point_id, refusal, what), 422
    return redirect(_back(url_for("consultation.point", point_id=point_id, _anchor=what)), 303)


def _reply_to(session: Session, points: list[Point], seen_at: datetime | None = None) -> None:
    said = request.form.get("reply", "")
    kind = Reply(said) if said in set(Reply) else None
    words = request.form.get("words", "").replace("\r\n", "\n")
    replying.reply(session, points, kind, words=words, seen_at=seen_at, actor=the_actor(), at=now())


def _assign(session: Session, points: list[Point]) -> None:
    sorting.assign(session, points, uuid_in(request.form.get("person")), actor=the_actor(), at=now())


def _join(session: Session, points: list[Point]) -> None:
    """The first of them in number stands for all."""
    head = min(points, key=lambda one: one.number, default=None)
    if head is not None:
        sorting.join(session, points, head, actor=the_actor(), at=now())


def _seen() -> datetime | None:
    """When the reply was given that the form showed."""
    told = request.form.get("seen_at", "")
    try:
        return datetime.fromisoformat(told) if told else None
    except ValueError:
        return None


def _back(otherwise: str) -> str:
    return safe_path(request.form.get("next", ""), otherwise)
