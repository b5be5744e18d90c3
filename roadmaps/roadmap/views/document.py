"""Reading the roadmap."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_at, area_id_at
from roadmaps.foundation.errors import NotFound
from roadmaps.freshness.pages import kept_for_area
from roadmaps.revisions.states import current
from roadmaps.roadmap import policy
from roadmaps.roadmap.document import document_of
from roadmaps.roadmap.doors import roadmap_around
from roadmaps.roadmap.queries import find_block, roadmap_of
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.roadmap.wordings import language_to_read, wordings
from roadmaps.roadmap.written import SOURCE
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/roadmap")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def show(slug: str) -> ResponseReturnValue:
    """The working version; readers who may not see it are led to the area, where the adopted version is."""
    area = area_at(slug)
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None:
        raise NotFound
    if not policy.may_read(actor(), roadmap):
        return redirect(url_for("areas.show", slug=slug))
    written, language = current(reading(), roadmap.history), language_to_read()
    state = wordings().state_in(reading(), roadmap, written, language)
    document = document_of(reading(), roadmap, state, viewer=actor())
    may_write = policy.may_edit(actor(), roadmap, document.lock)
    return render_template(
        "roadmap/document.html",
        roadmap=roadmap,
        document=document,
        written=written,
        language=language if state is not written else SOURCE,
        lock=document.lock,
        may_write=may_write,
        may_moderate=policy.may_moderate(actor(), roadmap),
        undoable=request.args.get("undoable", type=int) == document.state.number > 0 and may_write,
    )


@pages.get("/blocks/<uuid:block_id>")
@decided_by("roadmap.policy.may_read")
def block(block_id: UUID) -> ResponseReturnValue:
    """The lasting address of a block: leads to where it stands now, or to its history when it has been removed."""
    roadmap = roadmap_around(block_id)
    if find_block(reading(), roadmap, block_id).is_removed:
        return redirect(url_for("roadmap.block_history", block_id=block_id))
    return redirect(url_for("roadmap.show", slug=roadmap.area.slug, _anchor=f"block-{block_id}"))
