"""The list of versions, and freezing one."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.doors import area_id_at
from roadmaps.foundation.clock import now
from roadmaps.freshness.pages import kept_for_area
from roadmaps.revisions.plan_diff import compare
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import led_roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots import policy, rules
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.snapshots.editions import state_in
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK
from roadmaps.snapshots.forms import FreezeForm
from roadmaps.snapshots.models import ExportJob, SnapshotKind
from roadmaps.snapshots.queries import files_asked_by, newer_than, snapshots_of
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/snapshots")
@decided_by("snapshots.policy.may_read_snapshot")
@kept_for_area(area_id_at)
def index(slug: str) -> ResponseReturnValue:
    """Every frozen version that the reader may see, and the working version for those who may read it."""
    roadmap = any_roadmap_at(slug)
    snapshots = reading().scalars(snapshots_of(roadmap, actor())).all()
    return render_template(
        "snapshots/index.html",
        roadmap=roadmap,
        snapshots=[(one, newer_than(one, snapshots)) for one in snapshots],
        may_read=may_read(actor(), roadmap),
        may_freeze=policy.may_freeze(actor(), roadmap),
        jobs=_files_asked(roadmap),
        formats=FORMATS,
        at_one_click=AT_ONE_CLICK,
    )


@pages.route("/areas/<slug>/snapshots/new", methods=["GET", "POST"])
@signed_in
def new(slug: str) -> ResponseReturnValue:
    """Freeze a version, knowing what has changed since the last."""
    roadmap = led_roadmap_at(slug)

    def act(form: FreezeForm) -> ResponseReturnValue:
        with change() as session:
            facts = form.model_dump()
            made = rules.freeze(session, led_roadmap_at(slug, session), **facts, actor=the_actor(), at=now())
        flash(_("The version is frozen. It has an address of its own and never changes."), "good")
        return redirect(url_for("snapshots.show", slug=slug, number=made.number), 303)

    last = reading().scalar(snapshots_of(roadmap, actor()).limit(1))
    state = current(reading(), roadmap.history)
    return fill_in(
        FreezeForm,
        "snapshots/new.html",
        act,
        back=url_for("snapshots.index", slug=slug),
        start={"revision_number": state.number, "title": _title(roadmap)},
        roadmap=roadmap,
        state=state,
        kinds=list(SnapshotKind),
        last=last,
        comparison=compare(state_in(last), state, kinds=ROADMAP) if last else None,
    )


def _files_asked(roadmap: Roadmap) -> Sequence[ExportJob]:
    """What the reader has asked to be made of the roadmap, as long as it is kept."""
    person = actor()
    return reading().scalars(files_asked_by(person.person_id, roadmap)).all() if person else []


def _title(roadmap: Roadmap) -> str:
    years = f"{roadmap.period_from}–{roadmap.period_to}"
    return str(_("Roadmap for %(area)s %(years)s", area=roadmap.area.name_in(locale()), years=years))
