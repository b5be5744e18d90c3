"""Reading a frozen version, and the picture that stands beside links to it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_id_at
from roadmaps.freshness.pages import kept_for_area
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.wordings import language_to_read
from roadmaps.snapshots.codes import code_of
from roadmaps.snapshots.doors import snapshot_at
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK
from roadmaps.snapshots.manuscripts import read_in
from roadmaps.snapshots.public import as_picture, cited
from roadmaps.snapshots.queries import newer_than, snapshots_of
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.language import LANGUAGES
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/snapshots/<int:number>")
@decided_by("snapshots.policy.may_read_snapshot")
@kept_for_area(area_id_at)
def show(slug: str, number: int) -> ResponseReturnValue:
    """The version as a document to read."""
    snapshot = snapshot_at(slug, number)
    others = reading().scalars(snapshots_of(snapshot.roadmap, actor())).all()
    written = edition_of(snapshot, address=url_for("snapshots.show", slug=slug, number=number, _external=True))
    edition = read_in(reading(), written, snapshot.roadmap, language_to_read())
    return render_template(
        "snapshots/show.html",
        roadmap=snapshot.roadmap,
        snapshot=snapshot,
        edition=edition,
        cited={one: cited(edition, one) for one in LANGUAGES} if snapshot.sort.is_public else {},
        code=code_of(snapshot.sha256),
        newer=newer_than(snapshot, others),
        earlier=next((one for one in others if one.number < number), None),
        may_read=may_read(actor(), snapshot.roadmap),
        formats=FORMATS,
        at_one_click=AT_ONE_CLICK,
    )


@pages.get("/areas/<slug>/snapshots/<int:number>/preview.png")
@decided_by("snapshots.policy.may_read_snapshot")
def preview(slug: str, number: int) -> ResponseReturnValue:
    """Its cover as a picture, for where people share links."""
    return as_picture(snapshot_at(slug, number))
