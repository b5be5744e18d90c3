"""What this room hangs in lower pages: on an activity's card what it is tied to, and in its menu a way to tie it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute

from roadmaps.neighbours import policy
from roadmaps.neighbours.models import Mirror, Tie
from roadmaps.neighbours.overview import ShownTie, shown_ties
from roadmaps.neighbours.queries import mirrored, ties_visible_to
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", ties_on_ours, order=20)
    slots.hang_map("roadmap.block_menu", ways_to_tie, order=40)


def ties_on_ours(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Under each activity what it is tied to at neighbours."""
    standing: dict[UUID, list[Tie]] = defaultdict(list)
    for tie in ties_visible_to(reading(), actor(), roadmap=roadmap):
        if tie.block_id in state:
            standing[tie.block_id].append(tie)
    part = get_template_attribute("neighbours/_ties.html", "on_ours") if standing else None
    may_untie = policy.may_tie(actor(), roadmap)
    return {block_id: part(ties, may_untie) for block_id, ties in standing.items()} if part else {}


def ties_on_theirs(mirror: Mirror, state: State) -> Mapping[UUID, str]:
    """The same on the pages of what is mirrored: under each activity of the neighbour ours that are tied to it."""
    standing: dict[UUID, list[ShownTie]] = defaultdict(list)
    for one in shown_ties(ties_visible_to(reading(), actor(), mirror_id=mirror.id)):
        standing[one.tie.theirs_id].append(one)
    part = get_template_attribute("neighbours/_ties.html", "on_theirs")
    return {block.id: part(standing[block.id]) for block in state.of_kind("activity") if block.id in standing}


def ways_to_tie(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """In the menu of each activity a way to tie it, for those who may, where something is mirrored."""
    if not policy.may_tie(actor(), roadmap) or not mirrored(reading(), actor(), roadmap.area_id):
        return {}
    part, slug = get_template_attribute("neighbours/_ties.html", "way_to_tie"), roadmap.area.slug
    return {block.id: part(slug, block.id) for block in state if block.kind == "activity"}
