"""What moderation hangs in the pages of lower rooms: the way to what is new, with how much of it there is, and to the log."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area, Mute
from roadmaps.areas.policy import leads, may_mute_everywhere
from roadmaps.areas.queries import mutes_of
from roadmaps.areas.sentences import why_muted
from roadmaps.discussion.models import Thread, WaitingComment
from roadmaps.discussion.queries import not_released_by
from roadmaps.foundation.clock import now, today
from roadmaps.moderation import policy
from roadmaps.moderation.news import count_new
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.policy import may_look_through
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("areas.page", area, order=10)
    slots.hang("areas.page", muted_in, order=-60)
    slots.hang("roadmap.header", muted, order=-60)
    slots.hang("discussion.thread", thread)
    slots.hang("suggestions.page", suggestion)
    slots.hang("roadmap.leading", leading)
    slots.hang("accounts.me", mine)
    slots.hang("accounts.person", person)
    slots.hang_map("roadmap.block_menu", in_block_menus, order=50)
    slots.hang("desk.head", news)


def area(*, area: Area, **_context: Any) -> str:
    """To the log for those who may read it, and to what is new for those who lead."""
    roadmap = roadmap_of(reading(), area.id)
    if roadmap is None or not policy.may_read_log(actor(), roadmap):
        return ""
    person = actor()
    may_see = person is not None and policy.may_see_news(person, roadmap)
    count = count_new(reading(), roadmap, person.person_id, now()) if person and may_see else None
    return render_template("moderation/_area.html", area=area, count=count)


def news(**_context: Any) -> str:
    """For those who lead an area. Coordinators, who may look into all of them, go by the areas' own pages."""
    person = actor()
    if person is None or not any(leads(person, area_id) for area_id in person.roles):
        return ""
    led = [area_id for area_id in person.roles if leads(person, area_id)]
    roadmaps = reading().scalars(select(Roadmap).where(Roadmap.area_id.in_(led))).unique().all()
    ordered = sorted(roadmaps, key=lambda roadmap: roadmap.area.position)
    counted = [(roadmap.area, count_new(reading(), roadmap, person.person_id, now())) for roadmap in ordered]
    return render_template("moderation/_news_ways.html", led=counted)


def muted(*, roadmap: Roadmap, **_context: Any) -> str:
    """To somebody who is muted: until when."""
    told = why_muted(actor(), roadmap.area_id)
    return render_template("moderation/_muted.html", told=told) if told else ""


def muted_in(*, area: Area, **_context: Any) -> str:
    """The same on the page of the area."""
    told = why_muted(actor(), area.id)
    return render_template("moderation/_muted.html", told=told) if told else ""


def thread(*, thread: Thread, **_context: Any) -> str:
    """Flagging a thread; and, to its author alone, what waits for a look in it."""
    person = actor()
    if person is None:
        return ""
    mine = not_released_by(person.person_id).where(WaitingComment.thread_id == thread.id)
    waiting = reading().scalars(mine).unique().all()
    return render_template("moderation/_thread.html", thread=thread, waiting=waiting)


def suggestion(*, suggestion: Suggestion, **_context: Any) -> str:
    """Flagging a suggestion; or releasing it, while it waits for a look."""
    person = actor()
    if person is None:
        return ""
    return render_template(
        "moderation/_suggestion.html",
        suggestion=suggestion,
        may_look_through=may_look_through(person, suggestion),
        may_flag=suggestion.state.is_for_all and suggestion.person_id != person.person_id,
    )


def leading(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way to what waits for those who lead."""
    return render_template("moderation/_leading.html", area=roadmap.area)


def mine(**_context: Any) -> str:
    """The way to what became of what one has flagged and appealed."""
    return render_template("moderation/_mine.html")


def person(*, person: Person) -> str:
    """On a person's page, for coordinators: muting everywhere, and the mutes that stand."""
    if not may_mute_everywhere(actor()) or person.is_coordinator:
        return ""
    standing = reading().scalars(mutes_of([person.id], today()).where(Mute.area_id.is_(None))).all()
    return render_template("moderation/_person.html", person=person, mutes=standing)


def in_block_menus(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """Flagging a block, in its menu."""
    if not policy.may_flag(actor(), roadmap):
        return {}
    item = get_template_attribute("moderation/_block.html", "flag_in_menu")
    return {block.id: item(block.id) for block in state}
