"""The page of one thing that was said: where it can be worked in, and all that has happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request

from roadmaps.accounts.queries import person_names
from roadmaps.discussion.queries import titles_of
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.prose import excerpt
from roadmaps.meetings import policy
from roadmaps.meetings.models import Input
from roadmaps.meetings.pages import frame_of, names_to_complete
from roadmaps.meetings.queries import input_turns
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read, may_write, visible_to
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

# The kinds that something said most often becomes, in the order of the document.
BEGUN_FROM_INPUT = ("need", "goal", "activity", "goal_conflict")
_TITLE = 120


@dataclass(frozen=True)
class Place:
    """A roadmap into which it can be worked: its parts, by kind, as (label, [(id, title)])."""

    roadmap: Roadmap
    parts: Sequence[tuple[str, Sequence[tuple[UUID, str]]]]
    new_kinds: Sequence[tuple[str, str]]


def input_page(said: Input, refusal: Invalid | None = None) -> str:
    """Everything about it, as far as it is for the reader."""
    session, person = reading(), actor()
    turns = session.scalars(input_turns(said)).all()
    names = person_names(session, {one.person_id for one in turns if one.person_id}) if person else {}
    may_work_in = policy.may_work_in(person, said.meeting)
    is_readable = said.roadmap is not None and may_read(person, said.roadmap)
    blocks = titles_of(session, {one.block_id for one in turns if one.block_id}) if is_readable else {}
    return render_template(
        "meetings/input.html",
        **frame_of(said.meeting),
        said=said,
        turns=[(one, names.get(one.person_id, "") if one.person_id else "") for one in turns],
        blocks=blocks,
        places=_places(said) if may_work_in else [],
        title=excerpt(said.words, _TITLE),
        organisations=names_to_complete() if policy.may_reword(person, said) else [],
        may_settle=policy.may_settle(person, said),
        may_reword=policy.may_reword(person, said),
        may_work_in=may_work_in,
        refusal=refusal,
        typed=request.form,
    )


def _places(said: Input) -> list[Place]:
    """The roadmaps that the reader may write in: of its area, or for the whole county all."""
    found = visible_to(actor())
    if said.meeting.area_id:
        found = found.where(Roadmap.area_id == said.meeting.area_id)
    roadmaps = [one for one in reading().scalars(found).unique() if may_write(actor(), one)]
    return [_place(one) for one in roadmaps]


def _place(roadmap: Roadmap) -> Place:
    by_kind: dict[str, list[tuple[UUID, str]]] = {}
    for block in current(reading(), roadmap.history):
        title = str(block.content.get("title", "")).strip()
        if title and block.kind in ROADMAP:
            by_kind.setdefault(block.kind, []).append((block.id, excerpt(title, _TITLE)))
    parts = [(ROADMAP[kind].label, blocks) for kind, blocks in by_kind.items()]
    kinds = [(kind, ROADMAP[kind].label) for kind in BEGUN_FROM_INPUT]
    return Place(roadmap, parts, kinds)
