"""The doors of what has happened: as a page, as a feed, and the press that says one has read it."""

from collections.abc import Sequence

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.following import rules
from roadmaps.following.changes import SPANS, asked_for, changes_in
from roadmaps.following.feeding import latest, public_feed
from roadmaps.following.models import Visit
from roadmaps.following.news_panels import note_look
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import LANGUAGES
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

news = Blueprint("news", __name__)
PUBLIC = "public, max-age=300"


@news.get("/areas/<slug>/changes")
@decided_by("following.policy.may_read_changes")
def changes(slug: str) -> ResponseReturnValue:
    """What has happened in the roadmap lately, as far as the reader may see it."""
    roadmap = _roadmap_at(slug)
    at = now()
    asked = asked_for(*(request.args.get(name, "") for name in ("since", "days", "page")), at=at)
    if actor():
        note_look(roadmap.area_id)
    found = changes_in(reading(), roadmap, asked, viewer=actor(), at=at)
    return render_template("following/changes.html", roadmap=roadmap, asked=asked, changes=found, spans=SPANS)


@news.post("/news/seen")
@signed_in
def seen() -> ResponseReturnValue:
    """Say that one has read what is new: in the area named, or everywhere."""
    person, slug = the_actor(), request.form.get("area", "")
    with change() as session:
        areas = select(Area.id).where(Area.slug == slug) if slug else select(Visit.area_id)
        rules.have_seen(session, session.scalars(areas).all(), actor=person, at=now())
    flash(_("Noted. You are told again when something new has happened."), "good")
    return redirect(safe_path(request.form.get("back", ""), url_for("site.home")), 303)


@news.get("/feed.atom")
@open_to_all
def whole() -> ResponseReturnValue:
    """What everybody may see of all areas."""
    running = select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.archived_at.is_(None))
    return _answer(reading().scalars(running).unique().all())


@news.get("/areas/<slug>/feed.atom")
@decided_by("following.policy.may_read_changes")
def of_area(slug: str) -> ResponseReturnValue:
    """What everybody may see of one area."""
    return _answer([_roadmap_at(slug)], slug)


def _answer(roadmaps: Sequence[Roadmap], slug: str | None = None) -> Response:
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    base_url = str(current_app.config["BASE_URL"]).rstrip("/")
    found = latest(reading(), roadmaps, at=now())
    with force_locale(language):
        feed = public_feed(found, roadmaps[0].area if slug else None, language=language, base_url=base_url)
    answer = Response(feed.body, mimetype="application/atom+xml")
    answer.headers["Cache-Control"] = PUBLIC
    answer.last_modified = feed.updated_at
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _roadmap_at(slug: str) -> Roadmap:
    roadmap = roadmap_of(reading(), area_at(slug).id)
    if roadmap is None:
        raise NotFound
    return roadmap
