"""A neighbour's roadmap beside ours, and two versions of it beside each other."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.prose import excerpt
from roadmaps.neighbours import policy
from roadmaps.neighbours.besides import KINDS, comparing
from roadmaps.neighbours.queries import find_mirror, find_version
from roadmaps.neighbours.versions import file_of, state_in
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.revisions.plan_diff import compare as compare_states
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import period_in_words
from roadmaps.snapshots.document import names_of
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading

EXCERPT = 220


@pages.get("/areas/<slug>/neighbours/<uuid:mirror_id>")
@decided_by("neighbours.policy.may_read_mirror")
def compare_own(slug: str, mirror_id: UUID) -> ResponseReturnValue:
    """A neighbour's goals or activities beside those of an area that are about the same."""
    roadmap, found = any_roadmap_at(slug), find_mirror(reading(), mirror_id, actor())
    version = find_version(reading(), found.mirror, found.version.number, actor())
    kind = request.args.get("kind", KINDS[-1])
    if kind not in KINDS:
        raise NotFound
    told = comparing(roadmap, found.mirror, version)
    return render_template(
        "neighbours/beside.html",
        area=roadmap.area,
        roadmap=roadmap,
        mirror=found.mirror,
        version=version,
        told=told,
        kind=kind,
        found=told.kinds[kind],
        kinds={name: ROADMAP[name] for name in KINDS},
        period_of=lambda block: period_in_words(block.content.get("start"), block.content.get("end")),
        excerpt_of=lambda block: excerpt(block.content.get("text", ""), EXCERPT),
        may_tie=policy.may_tie(actor(), roadmap) and found.mirror.is_followed,
    )


@pages.get("/neighbours/<uuid:mirror_id>/versions/<int:number>/compare/<int:other>")
@decided_by("neighbours.policy.may_read_mirror")
def compare(mirror_id: UUID, number: int, other: int) -> ResponseReturnValue:
    """What lies between two versions of a neighbour's roadmap, the earlier first whichever way they are named."""
    mirror = find_mirror(reading(), mirror_id, actor()).mirror
    before, after = (find_version(reading(), mirror, one, actor()) for one in sorted((number, other)))
    return render_template(
        "neighbours/compare.html",
        mirror=mirror,
        before=before,
        after=after,
        comparison=compare_states(state_in(before), state_in(after), kinds=ROADMAP),
        names=names_of(file_of(before), file_of(after)),
        addresses=[url_for("neighbours.show", mirror_id=mirror_id, version=one.number) for one in (before, after)],
        is_side_by_side=request.args.get("view") == "side",
    )
