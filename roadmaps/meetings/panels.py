"""What this room hangs in other pages: the next meeting, what one is asked to, and what parts of the text came from."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now
from roadmaps.freshness.marks_now import WhileSiteStays
from roadmaps.meetings.models import Input, InputTurn, Meeting
from roadmaps.meetings.policy import readable_by
from roadmaps.meetings.queries import ahead, asked_and_silent, in_place, numbers_worked_in, worked_in
from roadmaps.revisions.models import Revision
from roadmaps.revisions.queries import Line
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

# Most pages of history show none of these.
_WORKED_IN: WhileSiteStays[frozenset[int]] = WhileSiteStays()


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", on_area, order=15)
    slots.hang("accounts.me", mine, order=-4)
    slots.hang_map("roadmap.blocks", under_blocks, order=-5)
    slots.hang_map("roadmap.revisions", at_revisions)


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page: the next meetings."""
    found = reading().scalars(in_place(ahead(actor(), now()), area.id).limit(2)).unique().all()
    return render_template("meetings/_area.html", area=area, meetings=found) if found else ""


def mine(**_context: Any) -> str:
    """On one's own page: the meetings ahead that one is asked to."""
    person = actor()
    found = reading().scalars(asked_and_silent(person, now())).unique().all() if person else []
    return render_template("meetings/_mine.html", invitations=found) if found else ""


def under_blocks(*, roadmap: Roadmap, **_context: Any) -> Mapping[UUID, str]:
    """Under each block what was said that it came from. One query, and none of what the reader may not read."""
    by_block: dict[UUID, list[Input]] = {}
    for block_id, _number, said in _tied(roadmap):
        if said not in by_block.setdefault(block_id, []):
            by_block[block_id].append(said)
    part = get_template_attribute("meetings/_came_from.html", "came_from")
    return {block_id: part(those) for block_id, those in by_block.items()}


def at_revisions(*, roadmap: Roadmap, revisions: Sequence[Revision | Line], **_context: Any) -> Mapping[UUID, str]:
    """In the history which revisions came from something said. Who may read it is asked only where there is something."""
    numbers = {one.number for one in revisions}
    person = actor()
    known = _WORKED_IN.of(
        roadmap.id, person.person_id if person else None, lambda: numbers_worked_in(reading(), roadmap.id)
    )
    if known.isdisjoint(numbers):
        return {}
    by_number: dict[int, list[Input]] = {}
    for _block_id, number, said in _tied(roadmap, numbers):
        if said not in by_number.setdefault(number, []):
            by_number[number].append(said)
    part = get_template_attribute("meetings/_came_from.html", "came_from")
    return {one.id: part(by_number[one.number]) for one in revisions if one.number in by_number}


def _tied(roadmap: Roadmap, numbers: set[int] | None = None) -> list[tuple[UUID, int, Input]]:
    readable = readable_by(actor()).order_by(None).with_only_columns(Meeting.id)
    found = worked_in(roadmap.id).where(Input.meeting_id.in_(readable))
    if numbers is not None:
        found = found.where(InputTurn.revision_number.in_(numbers))
    rows = reading().execute(found).unique().all()
    return [
        (turn.block_id, turn.revision_number, said) for turn, said in rows if turn.block_id and turn.revision_number
    ]
