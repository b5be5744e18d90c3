"""The list of versions, and freezing one."""

from flask import render_template
from flask.typing import ResponseReturnValue

from roadmaps.roadmap.doors import led_roadmap_at
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.snapshots.queries import snapshots_of
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/snapshots")
@decided_by("snapshots.policy.may_read_snapshot")
def index(slug: str) -> ResponseReturnValue:
    """Every frozen version that the reader may see."""
    roadmap = any_roadmap_at(slug)
    snapshots = reading().scalars(snapshots_of(roadmap, actor())).all()
    return render_template("snapshots/index.html", roadmap=roadmap, snapshots=snapshots)


@pages.get("/areas/<slug>/snapshots/new")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    """Freeze a version."""
    return render_template("snapshots/new.html", roadmap=led_roadmap_at(slug))
