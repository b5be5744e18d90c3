"""What this room hangs in other pages: the way to tell, where a text comes from, and what was taken from a thread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import g, get_template_attribute, render_template
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.discovery import policy
from roadmaps.discovery.figures import figures_of
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.queries import (
    findings_by,
    numbers_with_origins,
    origins_of,
    taken_from_comments,
    taken_from_inputs,
)
from roadmaps.discussion.conversations import Said
from roadmaps.discussion.models import Comment, Thread
from roadmaps.freshness.marks_now import WhileSiteStays
from roadmaps.meetings.models import Input, Meeting
from roadmaps.revisions.models import Revision
from roadmaps.revisions.queries import Line
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

MOST_OF_MINE = 20
# Most pages of history show none of these.
_ORIGINS: WhileSiteStays[frozenset[int]] = WhileSiteStays()


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", at_blocks, order=-5)
    slots.hang_map("roadmap.revisions", at_revisions)
    slots.hang_map("meetings.inputs", at_inputs)
    slots.hang("discussion.thread", on_thread)
    slots.hang("discussion.comment", at_comment)
    slots.hang("areas.page", on_area, order=5)
    slots.hang("accounts.me", mine, order=5)


def at_blocks(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """In the card of each goal and activity that came of a candidate, which one."""
    if not policy.may_read(actor(), roadmap):
        return {}
    origins: dict[UUID, list[Candidate]] = defaultdict(list)
    for outcome, candidate in origins_of(reading(), roadmap):
        if outcome.block_id in state:
            origins[outcome.block_id].append(candidate)
    part = get_template_attribute("discovery/_origin.html", "came_from")
    return {block_id: part(candidates) for block_id, candidates in origins.items()}


def at_revisions(*, roadmap: Roadmap, revisions: Sequence[Revision | Line], **_context: Any) -> Mapping[UUID, str]:
    """In the history: by which revision a candidate became text."""
    numbers = {one.number: one.id for one in revisions}
    person = actor()
    known = _ORIGINS.of(
        roadmap.id, person.person_id if person else None, lambda: numbers_with_origins(reading(), roadmap)
    )
    if known.isdisjoint(numbers) or not policy.may_read(person, roadmap):
        return {}
    origins: dict[UUID, list[Candidate]] = defaultdict(list)
    for outcome, candidate in origins_of(reading(), roadmap, numbers):
        if outcome.is_new and outcome.revision_number in numbers:
            origins[numbers[outcome.revision_number]].append(candidate)
    part = get_template_attribute("discovery/_origin.html", "came_from")
    return {revision_id: part(candidates) for revision_id, candidates in origins.items()}


def at_inputs(*, meeting: Meeting, inputs: Iterable[Input], **_context: Any) -> Mapping[UUID, str]:
    """Under what was said at a meeting: what was taken in of it, and for those who lead the area the way to do it."""
    said = list(inputs)
    ids, open_ones = [one.id for one in said], {one.id for one in said if not one.fate.is_settled}
    taken: dict[UUID, list[Finding]] = defaultdict(list)
    for finding in reading().scalars(taken_from_inputs(ids)).unique() if ids else ():
        if finding.input_id and policy.may_read_finding(actor(), finding):
            taken[finding.input_id].append(finding)
    led = _led_areas(meeting)
    part = get_template_attribute("discovery/_taken.html", "of_input")
    shown = [one for one in ids if one in taken or (led and one in open_ones)]
    return {one: part(one, taken.get(one, ()), led) for one in shown}


def on_thread(*, thread: Thread, **_context: Any) -> str:
    """What was taken in from a thread."""
    comments = select(Comment.id).where(Comment.thread_id == thread.id)
    found = reading().scalars(taken_from_comments(reading().scalars(comments).all())).unique()
    taken = [one for one in found if policy.may_read_finding(actor(), one)]
    return render_template("discovery/_thread.html", taken=taken) if taken else ""


def at_comment(*, said: Said, **_context: Any) -> str:
    """Beside a comment, for those who lead its area: the way to take it in."""
    if not said.may_hide or said.is_hidden:
        return ""
    # A thread may hold many comments, whose area is the same.
    areas: dict[UUID, Area] = g.setdefault("discovery_areas", {})
    if said.thread_id not in areas:
        areas[said.thread_id] = reading().get_one(Thread, said.thread_id).roadmap.area
    slug = _led_slug(areas[said.thread_id])
    return render_template("discovery/_comment.html", said=said, slug=slug) if slug else ""


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page: what discovery has come to, and the way to tell."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None:
        return ""
    may_read, may_tell = policy.may_read(actor(), roadmap), policy.may_tell(actor(), roadmap)
    if not may_read and not may_tell:
        return ""
    figures = figures_of(reading(), [roadmap.id])[roadmap.id] if may_read else None
    return render_template("discovery/_area.html", area=area, figures=figures, may_tell=may_tell)


def mine(**_context: Any) -> str:
    """On one's own page: what one has told, and how it stands."""
    person = actor()
    found = reading().scalars(findings_by(person.person_id).limit(MOST_OF_MINE)).unique().all() if person else ()
    return render_template("discovery/_mine.html", findings=found) if found else ""


def _led_areas(meeting: Meeting) -> list[tuple[str, str]]:
    """Where the reader can take in what was said there, by address and name; of the whole county, in each area led."""
    if meeting.area is not None:
        return [(slug, meeting.area.name_in(locale()))] if (slug := _led_slug(meeting.area)) else []
    found = reading().scalars(visible_to(actor())).unique() if actor() else ()
    return [(one.area.slug, one.area.name_in(locale())) for one in found if policy.may_lead(actor(), one)]


def _led_slug(area: Area) -> str:
    """The address of the area, where the reader takes things in there."""
    known: dict[UUID, str] = g.setdefault("discovery_led", {})
    if area.id not in known:
        roadmap = roadmap_of(reading(), area.id)
        known[area.id] = area.slug if roadmap and policy.may_lead(actor(), roadmap) else ""
    return known[area.id]
