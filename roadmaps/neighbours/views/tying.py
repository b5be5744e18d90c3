"""Tying activities here to those of neighbours, and taking ties away."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.sentences import say
from roadmaps.neighbours import policy, rules
from roadmaps.neighbours.forms import TieForm
from roadmaps.neighbours.models import TieSort
from roadmaps.neighbours.queries import find_mirror, find_tie, find_version, mirrored
from roadmaps.neighbours.versions import activities_in
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

Offer = tuple[str, str]


@pages.route("/areas/<slug>/neighbours/ties/new", methods=["GET", "POST"])
@signed_in
def new_tie(slug: str) -> ResponseReturnValue:
    """Tie an activity of the roadmap to one of a neighbour; the address may name both."""
    roadmap = roadmap_at(slug)
    if not policy.may_tie(actor(), roadmap):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    back = safe_path(request.values.get("back", ""), url_for("neighbours.index", slug=slug, _anchor="ties"))

    def act(form: TieForm) -> None:
        with change() as session:
            mirror, theirs = find_mirror(session, form.mirror_id, actor()).mirror, form.theirs_id
            facts: dict[str, Any] = {"sort": form.sort, "note": form.note}
            here = roadmap_at(slug, session)
            rules.tie(session, here, form.block, mirror, theirs, **facts, at=now(), actor=the_actor())
        flash(_("The two are tied. It is shown at the activity, and on the pages about neighbours."), "good")

    return fill_in(
        TieForm,
        "neighbours/new_tie.html",
        act,
        back=back,
        start={"block": request.args.get("block"), "theirs": request.args.get("theirs"), "sort": TieSort.SIMILAR},
        choices={"block": _ours(roadmap), "theirs": _theirs(roadmap.area)},
        area=roadmap.area,
        roadmap=roadmap,
        leave=back,
        meanings={sort.value: sort.meaning for sort in TieSort},
    )


@pages.post("/ties/<uuid:tie_id>/untying")
@signed_in
def untie(tie_id: UUID) -> ResponseReturnValue:
    """Take a tie away."""
    with change() as session:
        found = find_tie(session, tie_id, actor())
        slug = found.roadmap.area.slug
        rules.untie(session, found, at=now(), actor=the_actor())
    flash(_("The tie is taken away."), "good")
    back = url_for("neighbours.index", slug=slug, _anchor="ties")
    return redirect(safe_path(request.form.get("back", ""), back), 303)


def _ours(roadmap: Roadmap) -> Sequence[Offer]:
    return [
        (str(block.id), str(block.content["title"]))
        for block in current(reading(), roadmap.history).of_kind("activity")
    ]


def _theirs(area: Area) -> Sequence[Offer]:
    """The activities of every neighbour, each with whose it is."""
    offers = []
    for one in mirrored(reading(), actor(), area.id):
        version = find_version(reading(), one.mirror, one.version.number, actor())
        offers += [
            (f"{one.mirror.id}:{key}", f"{one.mirror.region}: {title}") for key, title in activities_in(version).items()
        ]
    return offers
