"""What this room hangs in lower pages: a quiet way to say that something is unclear, and what came in by it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, get_template_attribute, render_template, request

from roadmaps.clarity import policy
from roadmaps.clarity.queries import Unclear, asked_words, unclear_in
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", at_blocks, order=90)
    slots.hang("roadmap.end", at_end, order=40)
    slots.hang("glossary.top", at_glossary)
    slots.hang("glossary.end", a_word_is_missing)


def at_blocks(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Under each block with a text, for everybody; those who write are also told how many did not understand it."""
    if not policy.may_say_unclear(actor(), roadmap):
        return {}
    part = get_template_attribute("clarity/_block.html", "block_part")
    counts = Counter({one.block.id: 0 for one in _unclear(roadmap, state)})
    for one in _unclear(roadmap, state):
        counts[one.block.id] += one.times
    return {block.id: part(block.id, counts[block.id], roadmap.area.slug) for block in state if block.html}


def at_end(*, roadmap: Roadmap, state: State, **_context: Any) -> str:
    """For those who write, the way to all that was not understood."""
    found = _unclear(roadmap, state)
    return render_template("clarity/_end.html", roadmap=roadmap, count=len(found)) if found else ""


def at_glossary(**_context: Any) -> str:
    """For those who write the glossary, the words that are asked for."""
    if not policy.may_answer_asked_words(actor()):
        return ""
    asked = asked_words(reading())
    return render_template("clarity/_asked.html", asked=asked) if asked else ""


def a_word_is_missing(*, asked: str = "", **_context: Any) -> str:
    """The form to ask for a word, or the way to it for who only reads."""
    is_asking = bool(asked or actor() or "missing" in request.args)
    return render_template("clarity/_missing.html", asked=asked, is_asking=is_asking)


def _unclear(roadmap: Roadmap, state: State) -> list[Unclear]:
    """Asked once a page, although two panels tell of it; nothing for those who do not write."""
    if not policy.may_read_unclear(actor(), roadmap):
        return []
    known: dict[UUID, list[Unclear]] = g.setdefault("unclear_paragraphs", {})
    if roadmap.id not in known:
        known[roadmap.id] = unclear_in(reading(), {roadmap.id: state})
    return known[roadmap.id]
