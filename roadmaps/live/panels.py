"""What this room hangs in lower pages: the panel above the form of a block, and who is writing beside the blocks."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.foundation.clock import now
from roadmaps.live.writing_now import writing_in
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.block_form", above_form)
    slots.hang("roadmap.block_closed", left_words)
    slots.hang_map("roadmap.blocks", beside_blocks, order=-10)


def above_form(*, roadmap: Roadmap, block: BlockState, based_on: int, **_context: Any) -> str:
    """The panel for those who may write in the block, where it has texts that several can write in."""
    fields = _texts_of(block)
    if not fields or block.is_removed or not policy.may_write(actor(), roadmap):
        return ""
    words = _words(locale())
    return render_template("live/panel.html", block=block, fields=fields, based_on=based_on, words=words)


@cache
def _words(_language: str) -> str:
    """What the scripts of the panel say in the language of the page: many words, and always the same."""
    return cast(str, get_template_attribute("live/_words.html", "words")())


def left_words(*, block: BlockState, **_context: Any) -> str:
    """What somebody wrote without contact, where the block cannot be written in by them now."""
    fields = _texts_of(block)
    return render_template("live/left_words.html", block=block, fields=fields) if fields else ""


def beside_blocks(*, roadmap: Roadmap, **_context: Any) -> Mapping[UUID, str]:
    """Who is writing in each block now, for those who might write there too."""
    person = actor()
    if person is None or not policy.may_write(person, roadmap):
        return {}
    part = get_template_attribute("live/_writing_now.html", "writing_now")
    writing = writing_in(reading(), roadmap, at=now(), except_id=person.person_id)
    return {block_id: part(people) for block_id, people in writing.items()}


def _texts_of(block: BlockState) -> list[str]:
    """The fields in which several can write at once."""
    return sorted(ROADMAP[block.kind].prose_fields())
