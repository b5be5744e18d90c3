"""The pages with forms in which suggestions are written."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import number_in
from roadmaps.roadmap.editing import form_of, neighbours_of, typed_block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions import policy
from roadmaps.suggestions.forms import grounds_in
from roadmaps.suggestions.models import ChangeAct
from roadmaps.suggestions.pages import names_for, show
from roadmaps.suggestions.queries import draft_of, find_suggestion, requires_source
from roadmaps.suggestions.rules.proposing import why_not_suggest
from roadmaps.suggestions.standing import Standing
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.work import reading

LONGEST_QUOTE = 500


def for_suggesting(roadmap: Roadmap) -> Roadmap:
    """The roadmap, for somebody who may suggest in it."""
    if not policy.may_suggest(the_actor(), roadmap):
        raise NotAllowed(why_not_suggest(roadmap, the_actor()))
    return roadmap


def edit_page(roadmap: Roadmap, block_id: UUID, typed: Mapping[str, Any], refusal: Invalid | None = None) -> str:
    """The form of a block, with motive and sources."""
    block = find_block(reading(), roadmap, block_id)
    words = {"field": request.values.get("field", ""), "quote": request.values.get("quote", "").strip()[:LONGEST_QUOTE]}
    facts = {"block": block, "based_on": based_on() or block.number, "words": words}
    return _form_page("suggestions/edit.html", roadmap, block.kind, typed, refusal, block_id=block_id, **facts)


def new_page(
    roadmap: Roadmap, kind: str, typed: Mapping[str, Any], block_id: UUID, refusal: Invalid | None = None
) -> str:
    """The empty form of a kind, with motive and sources."""
    start = {name: field.default for name, field in ROADMAP[kind].model_fields.items() if not field.is_required()}
    under = request.values.get("under", "")
    return _form_page(
        "suggestions/new.html", roadmap, kind, {**start, **typed}, refusal, block_id=block_id, under=under
    )


def mend_page(suggestion_id: UUID, block_id: UUID, refusal: Invalid | None = None) -> str:
    """The form in which a proposer says anew what is wanted of one block."""
    suggestion = find_suggestion(reading(), suggestion_id, actor())
    if not policy.may_mend(the_actor(), suggestion):
        raise NotAllowed(say("Only the one who made the suggestion can change it, while it waits."))
    [shown] = show(reading(), [suggestion], actor=actor())
    standing = next((one for one in shown.standings if one.change.block_id == block_id), None)
    if standing is None or standing.change.act not in {ChangeAct.EDIT, ChangeAct.ADD}:
        raise NotFound
    typed = typed_block(standing.kind, request.form) if request.method == "POST" else _best_start(standing)
    return _form_page(
        "suggestions/mend.html",
        suggestion.roadmap,
        standing.kind.name,
        typed,
        refusal,
        block_id=block_id,
        suggestion=suggestion,
        standing=standing,
        names=names_for(reading(), suggestion.roadmap, viewer=actor()),
        based_on=based_on() or (standing.now.number if standing.now else 0),
    )


def _best_start(standing: Standing) -> Mapping[str, Any]:
    """The text as it is now with as much of the proposal as can be merged; where it cannot, the words of both."""
    if standing.conflict is not None:
        return standing.conflict.merged
    return standing.merged.content if standing.merged else standing.proposed


def _form_page(
    template: str,
    roadmap: Roadmap,
    kind: str,
    typed: Mapping[str, Any],
    refusal: Invalid | None,
    *,
    block_id: UUID,
    **facts: object,
) -> str:
    faults = refusal.fields if refusal else {}
    return render_template(
        template,
        roadmap=roadmap,
        kind=ROADMAP[kind],
        form=form_of(
            reading(),
            roadmap,
            current(reading(), roadmap.history),
            ROADMAP[kind],
            typed,
            block_id=block_id,
            errors=faults,
            sentence=refusal.sentence if refusal else None,
        ),
        block_id=block_id,
        grounds=grounds_in(request.form, faults),
        needs_source=requires_source(reading(), roadmap.area_id),
        has_draft=draft_of(reading(), roadmap, the_actor()) is not None,
        **facts,
    )


def place_page(roadmap: Roadmap, block_id: UUID, refusal: Invalid | None = None) -> str:
    """The choice of a removal or another place, with motive and sources."""
    block = find_block(reading(), roadmap, block_id)
    others, _here = neighbours_of(current(reading(), roadmap.history), block)
    return render_template(
        "suggestions/place.html",
        roadmap=roadmap,
        block=block,
        kind=ROADMAP[block.kind],
        others=others,
        grounds=grounds_in(request.form, refusal.fields if refusal else {}),
        refusal=refusal,
        chosen=request.form.get("after", ""),
        based_on=based_on() or block.number,
        needs_source=requires_source(reading(), roadmap.area_id),
    )


def draft_page(roadmap: Roadmap, refusal: Invalid | None = None) -> str:
    """What has been gathered and not sent, with the form that sends it."""
    found = draft_of(reading(), for_suggesting(roadmap), the_actor())
    if found is None:
        raise NotFound
    [shown] = show(reading(), [found], actor=actor())
    return render_template(
        "suggestions/draft.html",
        roadmap=roadmap,
        shown=shown,
        names=names_for(reading(), roadmap, viewer=actor()),
        grounds=grounds_in(request.form, refusal.fields if refusal else {}),
        refusal=refusal,
        needs_source=requires_source(reading(), roadmap.area_id),
    )


def based_on() -> int:
    """The revision that the writer of the form began from; 0 when it is not told."""
    return number_in(request.form.get("based_on"))
