"""What the discussion hangs in the pages of lower rooms: threads beside the document, under its blocks and after it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from flask import g, get_template_attribute, render_template, request
from sqlalchemy import func, select

from roadmaps.areas.models import Area
from roadmaps.discussion import policy
from roadmaps.discussion.conversations import Conversation, converse
from roadmaps.discussion.models import Thread
from roadmaps.discussion.queries import open_threads_of
from roadmaps.revisions.states import State
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.open_places import csrf_token
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


class Count(NamedTuple):
    """How many open threads a block has, and the first of their notes in the margin."""

    number: int
    first: str


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.margin", margin)
    slots.hang_map("roadmap.blocks", blocks)
    slots.hang("roadmap.end", end)
    slots.hang("areas.page", area)


def margin(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """The open threads beside their blocks, in the order of the document."""
    if not roadmap_policy.may_read(actor(), roadmap):
        return ""
    return render_template("discussion/_margin.html", beside=_beside(roadmap, state))


def blocks(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Under each block how many threads are open, and the form for a new one."""
    may_open = policy.may_open_thread(actor(), roadmap)
    if not roadmap_policy.may_read(actor(), roadmap):
        return {}
    counts = _counts(_beside(roadmap, state))
    part = get_template_attribute("discussion/_blocks.html", "block_part")
    csrf = csrf_token() if may_open else ""
    return {
        block.id: part(block.id, counts.get(block.id), may_open, csrf, request.path, roadmap.area.slug)
        for block in state
        if may_open or block.id in counts
    }


def end(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """The open threads that are not beside any block, and the way to the others."""
    if not roadmap_policy.may_read(actor(), roadmap):
        return ""
    return render_template(
        "discussion/_end.html",
        roadmap=roadmap,
        loose=[one for one in _open_conversations(roadmap) if one.thread.block_id not in state],
        may_open=policy.may_open_thread(actor(), roadmap),
    )


def area(*, area: Area, **_context: Any) -> str:
    """How much is being discussed in the area, for those who may read it."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None or not roadmap_policy.may_read(actor(), roadmap):
        return ""
    count = reading().scalar(select(func.count()).select_from(open_threads_of(roadmap).order_by(None).subquery()))
    return render_template("discussion/_area.html", area=area, count=count)


def _beside(roadmap: Roadmap, state: State) -> list[Conversation]:
    """Threads on living blocks, as the blocks are read and the passages stand in them."""
    order = {block.id: place for place, block in enumerate(state.in_reading_order())}
    beside = [one for one in _open_conversations(roadmap) if one.thread.block_id in order]
    return sorted(
        beside,
        key=lambda one: (
            order[one.thread.block_id or UUID(int=0)],
            one.thread.start,
            one.thread.opened_at,
            one.thread.id,
        ),
    )


def _open_conversations(roadmap: Roadmap) -> list[Conversation]:
    """The open threads of the roadmap; read once a page, although three panels ask."""
    known: dict[UUID, list[Conversation]] = g.get("open_conversations", {})
    if roadmap.id not in known:
        threads = reading().scalars(open_threads_of(roadmap)).unique().all()
        known[roadmap.id] = converse(reading(), threads, actor=actor())
        g.open_conversations = known
    return known[roadmap.id]


def _counts(beside: list[Conversation]) -> Mapping[UUID, Count]:
    on_block: dict[UUID, list[Thread]] = defaultdict(list)
    for one in beside:
        if one.thread.block_id:
            on_block[one.thread.block_id].append(one.thread)
    return {block_id: Count(len(threads), f"thread-{threads[0].id}") for block_id, threads in on_block.items()}
