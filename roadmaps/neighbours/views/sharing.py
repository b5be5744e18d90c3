"""Making and revoking links for partners."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now, today
from roadmaps.neighbours import overview, rules
from roadmaps.neighbours.forms import ShareForm
from roadmaps.neighbours.queries import days_of, find_link
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.roadmap.doors import led_roadmap_at
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.queries import latest
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.work import change, reading

USUAL = timedelta(days=90)


@pages.route("/areas/<slug>/neighbours/links/new", methods=["GET", "POST"])
@signed_in
@freshly_proved
def new_link(slug: str) -> ResponseReturnValue:
    """Make a link by which a partner reads the roadmap without an account."""
    roadmap = led_roadmap_at(slug)

    def act(form: ShareForm) -> None:
        with change() as session:
            facts = form.model_dump()
            link, token = rules.make_link(session, led_roadmap_at(slug, session), **facts, at=now(), actor=the_actor())
        overview.keep_new(link.id, token)

    return fill_in(
        ShareForm,
        "neighbours/new_link.html",
        act,
        back=url_for("neighbours.index", slug=slug, _anchor="new-link"),
        start={"until_on": today() + USUAL, "shows": "adopted", "language": "sv"},
        area=roadmap.area,
        roadmap=roadmap,
        adopted=latest(reading(), roadmap, SnapshotKind.ADOPTED),
    )


@pages.get("/share-links/<uuid:link_id>")
@signed_in
def link(link_id: UUID) -> ResponseReturnValue:
    """How a link has been used, day by day."""
    found = find_link(reading(), link_id, the_actor())
    return render_template(
        "neighbours/link.html",
        area=found.roadmap.area,
        roadmap=found.roadmap,
        link=found,
        days=reading().scalars(days_of(found.id)).all(),
        today=today(),
    )


@pages.post("/share-links/<uuid:link_id>/revocation")
@signed_in
def revoke_link(link_id: UUID) -> ResponseReturnValue:
    """Let a link show nothing any more."""
    with change() as session:
        found = find_link(session, link_id, the_actor())
        slug = found.roadmap.area.slug
        rules.revoke(session, found, at=now(), actor=the_actor())
    flash(_("The link is revoked. Whoever follows it sees nothing any more."), "good")
    return redirect(url_for("neighbours.index", slug=slug, _anchor="links"), 303)
