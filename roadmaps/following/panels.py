"""What following hangs in the pages of lower rooms: a button to follow with, and the way to all that one follows."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template
from flask_babel import gettext as _
from sqlalchemy import func, select

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.discussion.models import Thread
from roadmaps.following import policy
from roadmaps.following.models import Follow, SubjectSort
from roadmaps.following.queries import follows, is_followed
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.open_places import csrf_token
from roadmaps.web.redirects import current_path
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.versions", on_roadmap, order=20)
    slots.hang_map("roadmap.block_menu", in_block_menus)
    slots.hang("discussion.thread", on_thread)
    slots.hang("areas.page", on_area, order=-20)
    slots.hang("accounts.organisation", on_organisation, order=-20)
    slots.hang("accounts.me", on_me)


def on_roadmap(*, roadmap: Roadmap, snapshot: object = None, **_context: Any) -> str:
    """On the working version; a frozen version does not change, so there is nothing to follow."""
    if snapshot is not None or not policy.may_follow(actor(), roadmap):
        return ""
    return _button(SubjectSort.ROADMAP, roadmap.id, _("the roadmap"))


def in_block_menus(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """In the menu of each block."""
    if not policy.may_follow(actor(), roadmap):
        return {}
    mine = select(Follow.subject_id).where(follows(the_actor().person_id), Follow.sort == SubjectSort.BLOCK)
    followed = set(reading().scalars(mine))
    item = get_template_attribute("following/_button.html", "follow_in_menu")
    csrf, back = csrf_token(), current_path()
    return {block.id: item(block.id, block.id in followed, csrf, back) for block in state}


def on_thread(*, thread: Thread, **_context: Any) -> str:
    """On the page of a thread."""
    if not policy.may_follow(actor(), thread.roadmap):
        return ""
    return _button(SubjectSort.THREAD, thread.id, _("the thread"))


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page."""
    return _button(SubjectSort.AREA, area.id, _("the area")) if policy.may_follow_openly(actor()) else ""


def on_organisation(*, organisation: Organisation, **_context: Any) -> str:
    """On an organisation's page."""
    if not policy.may_follow_openly(actor()):
        return ""
    return _button(SubjectSort.ORGANISATION, organisation.id, _("the organisation"))


def on_me(**_context: Any) -> str:
    """The way to all that one follows."""
    mine = select(func.count()).select_from(Follow).where(follows(the_actor().person_id))
    return render_template("following/_me.html", count=reading().scalar(mine) or 0)


def _button(sort: SubjectSort, subject_id: UUID, what: str) -> str:
    is_mine = is_followed(reading(), the_actor().person_id, sort, subject_id)
    button = get_template_attribute("following/_button.html", "follow_button")
    return str(button(sort, subject_id, is_mine, current_path(), what))
