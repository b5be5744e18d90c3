"""Reading a frozen version, and what differs between two."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from roadmaps.revisions.plan_diff import compare as compare_states
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.document import names_of, state_of
from roadmaps.snapshots.doors import any_roadmap_at, snapshot_at
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK
from roadmaps.snapshots.queries import newer_than, snapshots_of
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/snapshots/<int:number>")
@decided_by("snapshots.policy.may_read_snapshot")
def show(slug: str, number: int) -> ResponseReturnValue:
    """The version as a document to read."""
    snapshot = snapshot_at(slug, number)
    others = reading().scalars(snapshots_of(snapshot.roadmap, actor())).all()
    address = url_for("snapshots.show", slug=slug, number=number, _external=True)
    return render_template(
        "snapshots/show.html",
        roadmap=snapshot.roadmap,
        snapshot=snapshot,
        edition=edition_of(snapshot, address=address),
        newer=newer_than(snapshot, others),
        earlier=next((one for one in others if one.number < number), None),
        may_read=may_read(actor(), snapshot.roadmap),
        formats=FORMATS,
        at_one_click=AT_ONE_CLICK,
    )


@pages.get("/areas/<slug>/snapshots/<int:number>/compare/<int:other>")
@decided_by("snapshots.policy.may_read_snapshot")
def compare(slug: str, number: int, other: int) -> ResponseReturnValue:
    """What lies between two frozen versions, the earlier first whichever way they are named."""
    sides = [snapshot_at(slug, one) for one in sorted((number, other))]
    files = [edition_of(side, address="").file for side in sides]
    return render_template(
        "snapshots/compare.html",
        roadmap=any_roadmap_at(slug),
        sides=sides,
        comparison=compare_states(state_of(files[0]), state_of(files[1]), kinds=ROADMAP),
        names=names_of(*files),
    )
