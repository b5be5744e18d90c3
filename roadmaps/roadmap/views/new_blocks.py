"""Adding a block."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import Place
from roadmaps.revisions.states import current, current_block
from roadmaps.roadmap import rules
from roadmaps.roadmap.coming_from import named_origin, settle_origin
from roadmaps.roadmap.doors import roadmap_at, uuid_in
from roadmaps.roadmap.editing import form_of, typed_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.views.blueprint import pages
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/roadmap/new/<kind>")
@signed_in
def new_block(slug: str, kind: str) -> ResponseReturnValue:
    """The form of a kind, empty but for what the address says. Its id is made here, so that sending it twice adds one block."""
    roadmap, given = roadmap_at(slug), typed_block(ROADMAP[kind], request.args)
    rules.check_editing(reading(), roadmap, filter(None, [uuid_in(request.args.get("under"))]), actor=the_actor())
    return _form_page(roadmap, kind, {name: given[name] for name in given if name in request.args}, new_id())


@pages.post("/areas/<slug>/roadmap/new/<kind>")
@signed_in
def add_block(slug: str, kind: str) -> ResponseReturnValue:
    """Add it, last where it belongs. The same form sent twice adds one block."""
    typed = typed_block(ROADMAP[kind], request.form)
    block_id = uuid_in(request.form.get("block_id")) or new_id()
    try:
        if current_block(reading(), block_id) is None:
            _add(slug, kind, typed, block_id)
            flash(_("Saved."), "good")
    except Invalid as refusal:
        # Both may have been on their way at once; then the other has been saved.
        if current_block(reading(), block_id) is None:
            return _form_page(roadmap_at(slug), kind, typed, block_id, refusal), 422
    return redirect(url_for("roadmap.show", slug=slug, _anchor=f"block-{block_id}"), 303)


def _add(slug: str, kind: str, typed: Mapping[str, Any], block_id: UUID) -> None:
    with change() as session:
        roadmap = roadmap_at(slug, session)
        rules.add_block(
            session,
            roadmap,
            kind,
            typed,
            place=Place(uuid_in(request.form.get("under"))),
            actor=the_actor(),
            at=now(),
            summary=request.form.get("summary", ""),
            block_id=block_id,
        )
        settle_origin(session, roadmap, block_id, roadmap.history.current)


def _form_page(
    roadmap: Roadmap, kind_name: str, typed: Mapping[str, Any], block_id: UUID, refusal: Invalid | None = None
) -> str:
    kind = ROADMAP[kind_name]
    state = current(reading(), roadmap.history)
    start = {name: field.default for name, field in kind.model_fields.items() if not field.is_required()}
    return render_template(
        "roadmap/new.html",
        roadmap=roadmap,
        kind=kind,
        form=form_of(
            reading(),
            roadmap,
            state,
            kind,
            {**start, **typed},
            errors=refusal.fields if refusal else None,
            sentence=refusal.sentence if refusal else None,
        ),
        block_id=block_id,
        under=request.values.get("under", ""),
        origin=named_origin(),
        summary=request.form.get("summary", ""),
    )
