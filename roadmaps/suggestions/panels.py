"""What suggestions hang in other pages: the way to suggest and what is suggested at each block, and one's own draft."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, get_template_attribute, render_template

from roadmaps.revisions.states import State
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions import policy
from roadmaps.suggestions.pages import Shown, show
from roadmaps.suggestions.queries import draft_of, open_suggestions_of, requires_source
from roadmaps.suggestions.standing import Standing
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.header", draft)
    slots.hang_map("roadmap.blocks", at_blocks, order=-5)
    slots.hang("roadmap.margin", margin, order=5)
    slots.hang("discussion.passage", passage)
    slots.hang("roadmap.end", at_end, order=-5)
    slots.hang("accounts.me", mine)
    slots.hang("roadmap.leading", settings)


def draft(*, roadmap: Roadmap, **_context: Any) -> str:
    """What the reader has gathered and not sent."""
    person = actor()
    found = draft_of(reading(), roadmap, person) if person and policy.may_suggest(person, roadmap) else None
    return render_template("suggestions/_draft.html", roadmap=roadmap, draft=found) if found else ""


def at_blocks(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """At each block what is suggested about it, with the words marked, and the way to suggest something."""
    if not roadmap_policy.may_read(actor(), roadmap):
        return {}
    may_suggest = policy.may_suggest(actor(), roadmap)
    at = _by_block(roadmap)
    names = names_in(reading(), state, viewer=actor()) if at else None
    part = get_template_attribute("suggestions/_block.html", "block_part")
    return {
        block.id: part(block, at.get(block.id, ()), names, may_suggest)
        for block in state
        if may_suggest or block.id in at
    }


def margin(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """What is suggested, as notes beside the blocks, in the order of the document."""
    if not roadmap_policy.may_read(actor(), roadmap) or not _open(roadmap):
        return ""
    at = _by_block(roadmap)
    suggested = [one for block in state.in_reading_order() for one in at.get(block.id, ())]
    names = names_in(reading(), state, viewer=actor())
    return render_template("suggestions/_margin.html", suggested=suggested, names=names)


def passage(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way from selected words to other ones."""
    return render_template("suggestions/_passage.html", roadmap=roadmap)


def at_end(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """What is suggested to be added, and the way to suggest something new."""
    if not roadmap_policy.may_read(actor(), roadmap):
        return ""
    new = [one for one in _open(roadmap) if any(change.block_id not in state for change in one.suggestion.changes)]
    may_suggest = policy.may_suggest(actor(), roadmap)
    if not new and not may_suggest:
        return ""
    return render_template("suggestions/_end.html", roadmap=roadmap, new=new, may_suggest=may_suggest)


def mine(**_context: Any) -> str:
    """The way to what one has suggested."""
    return render_template("suggestions/_mine.html")


def settings(*, roadmap: Roadmap, **_context: Any) -> str:
    """On the page for those who lead the roadmap: whether sources are required."""
    required = requires_source(reading(), roadmap.area_id)
    return render_template("suggestions/_leading.html", roadmap=roadmap, requires_source=required)


def _by_block(roadmap: Roadmap) -> Mapping[UUID, list[tuple[Shown, Standing]]]:
    at: dict[UUID, list[tuple[Shown, Standing]]] = defaultdict(list)
    for one in _open(roadmap):
        for standing in one.standings:
            at[standing.change.block_id].append((one, standing))
    return at


def _open(roadmap: Roadmap) -> list[Shown]:
    """The waiting suggestions; read once a page, although several panels ask."""
    known: dict[UUID, list[Shown]] = g.setdefault("open_suggestions", {})
    if roadmap.id not in known:
        known[roadmap.id] = show(reading(), reading().scalars(open_suggestions_of(roadmap)).all(), actor=actor())
    return known[roadmap.id]
