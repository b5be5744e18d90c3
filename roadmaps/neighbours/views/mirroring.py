"""Beginning to mirror a neighbour's roadmap, keeping it up to date, and ending that."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.neighbours import errands, policy, rules
from roadmaps.neighbours.forms import MirrorForm, VersionForm
from roadmaps.neighbours.models import Mirror, News
from roadmaps.neighbours.queries import find_mirror, newest_version
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import coordinators_only, signed_in
from roadmaps.web.work import change, reading


@pages.route("/areas/<slug>/neighbours/new", methods=["GET", "POST"])
@signed_in
def new_mirror(slug: str) -> ResponseReturnValue:
    """Begin to mirror a roadmap beside an area."""
    return _new(area_at(slug))


@pages.route("/county/neighbours/new", methods=["GET", "POST"])
@coordinators_only
def new_county_mirror() -> ResponseReturnValue:
    """Begin to mirror a roadmap for the whole county."""
    return _new(None)


@pages.route("/neighbours/<uuid:mirror_id>/versions/new", methods=["GET", "POST"])
@signed_in
def new_version(mirror_id: UUID) -> ResponseReturnValue:
    """Bring in a newer version as a file."""
    mirror = _kept(mirror_id)

    def act(form: VersionForm) -> None:
        arrival = errands.sent_in(request.files.get("file"), expected=form.sha256)
        with change() as session:
            rules.add_version(session, session.get_one(Mirror, mirror_id), arrival, at=now(), actor=the_actor())
        flash(_("The newer version is here."), "good")

    return fill_in(
        VersionForm, "neighbours/new_version.html", act, back=_page(mirror_id), mirror=mirror, area=mirror.area
    )


@pages.post("/neighbours/<uuid:mirror_id>/versions")
@signed_in
def bring_newest(mirror_id: UUID) -> ResponseReturnValue:
    """Fetch the newest version from where the mirrored one came."""
    mirror = _kept(mirror_id)
    try:
        arrival = errands.newest_of(mirror)
        with change() as session:
            rules.add_version(session, session.get_one(Mirror, mirror_id), arrival, at=now(), actor=the_actor())
        flash(_("The newer version is here."), "good")
    except Invalid as refusal:
        flash(translate(next(iter(refusal.fields.values()), refusal.sentence)), "warning")
    return redirect(_page(mirror_id), 303)


@pages.post("/neighbours/<uuid:mirror_id>/look")
@signed_in
def look(mirror_id: UUID) -> ResponseReturnValue:
    """Look whether the neighbour has something newer."""
    mirror = _kept(mirror_id)
    newest = newest_version(reading(), mirror)
    found = errands.look_after(mirror, newest.sha256 if newest else "")
    with change() as session:
        kept = session.get_one(Mirror, mirror_id)
        rules.note_look(session, kept, found.news, found.detail, at=now())
        news = kept.news or News.FAILED
    told = {News.SAME: _("There is nothing newer."), News.NEWER: _("There is a newer version. Fetch it when you like.")}
    if news in told:
        flash(told[news], "good")
    else:
        flash(translate(found.sentence), "warning")
    return redirect(_page(mirror_id), 303)


@pages.route("/neighbours/<uuid:mirror_id>/ending", methods=["GET", "POST"])
@signed_in
def end(mirror_id: UUID) -> ResponseReturnValue:
    """Follow a neighbour's roadmap no longer."""
    mirror = _kept(mirror_id)
    if request.method != "POST":
        return render_template("neighbours/ending.html", mirror=mirror, area=mirror.area)
    with change() as session:
        rules.end_mirror(session, session.get_one(Mirror, mirror_id), at=now(), actor=the_actor())
    flash(_("The roadmap is no longer followed. What was mirrored can still be read at its address."), "good")
    where = url_for("neighbours.index", slug=mirror.area.slug) if mirror.area else url_for("neighbours.county")
    return redirect(where, 303)


def _new(area: Area | None) -> ResponseReturnValue:
    area_id = area.id if area else None
    if not policy.may_mirror(actor(), area_id):
        raise NotAllowed(say("Only the area's process leader can do this."))

    def act(form: MirrorForm) -> ResponseReturnValue:
        arrival = errands.brought(form.address, request.files.get("file"), expected=form.sha256)
        with change() as session:
            facts: dict[str, Any] = {"region": form.region, "language": form.language, "area_id": area_id}
            mirror = rules.add_mirror(session, arrival, **facts, at=now(), actor=the_actor())
        flash(_("The roadmap is mirrored here now."), "good")
        return redirect(_page(mirror.id), 303)

    back = url_for("neighbours.index", slug=area.slug) if area else url_for("neighbours.county")
    roadmap = roadmap_of(reading(), area.id) if area else None
    facts: dict[str, Any] = {"area": area, "roadmap": roadmap, "leave": back}
    return fill_in(MirrorForm, "neighbours/new_mirror.html", act, back=back, start={"language": "sv"}, **facts)


def _kept(mirror_id: UUID) -> Mirror:
    """A mirror, for those who keep it up to date."""
    mirror = find_mirror(reading(), mirror_id, actor()).mirror
    if not policy.may_keep(actor(), mirror):
        raise NotAllowed(say("Only the area's process leader can do this."))
    return mirror


def _page(mirror_id: UUID) -> str:
    return url_for("neighbours.show", mirror_id=mirror_id, _anchor="about-mirror")
