"""Asks the policy of meetings."""

from datetime import UTC, datetime, timedelta

from roadmaps.foundation.ids import new_id
from roadmaps.meetings import policy
from roadmaps.meetings.models import Input, Meeting
from roadmaps.meetings.words import Fate
from tests.permissions.scene import LONG_AGO, Case, Scene

STARTS = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)


def a_meeting(area=None, *, is_open: bool = False, cancelled: bool = False) -> Meeting:
    """One in the area, or for the whole county."""
    return Meeting(
        id=new_id(),
        area=area,
        area_id=area.id if area else None,
        is_open=is_open,
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        cancelled_at=LONG_AGO if cancelled else None,
    )


def an_input(scene: Scene, *, fate: Fate = Fate.WAITING, by=None, is_taken_out: bool = False) -> Input:
    """Something that was said, and written down by somebody."""
    meeting = a_meeting(scene.area)
    return Input(
        id=new_id(),
        meeting=meeting,
        meeting_id=meeting.id,
        fate=fate,
        written_by_id=by or new_id(),
        taken_out_at=LONG_AGO if is_taken_out else None,
    )


CASES = [
    Case(policy.may_plan, lambda actor, scene: policy.may_plan(actor, scene.area)),
    Case(policy.may_plan, lambda actor, scene: policy.may_plan(actor, scene.archived), "archived area"),
    Case(policy.may_plan, lambda actor, _scene: policy.may_plan(actor, None), "whole county"),
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, a_meeting(scene.area))),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_meeting(scene.area))),
    Case(
        policy.may_read, lambda actor, scene: policy.may_read(actor, a_meeting(scene.area, is_open=True)), "open to all"
    ),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_meeting(scene.area), is_area_public=True),
        "public area",
    ),
    Case(policy.may_read, lambda actor, _scene: policy.may_read(actor, a_meeting()), "whole county"),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, a_meeting(scene.area))),
    Case(policy.may_write, lambda actor, _scene: policy.may_write(actor, a_meeting()), "whole county"),
    Case(
        policy.may_write,
        lambda actor, scene: policy.may_write(actor, a_meeting(scene.area, cancelled=True)),
        "cancelled",
    ),
    Case(policy.may_reword, lambda actor, scene: policy.may_reword(actor, an_input(scene))),
    Case(
        policy.may_reword,
        lambda actor, scene: policy.may_reword(actor, an_input(scene, by=scene.my_id(actor))),
        "written by oneself",
    ),
    Case(
        policy.may_reword,
        lambda actor, scene: policy.may_reword(actor, an_input(scene, fate=Fate.DECLINED)),
        "settled",
    ),
    Case(policy.may_settle, lambda actor, scene: policy.may_settle(actor, an_input(scene))),
    Case(policy.may_work_in, lambda actor, scene: policy.may_work_in(actor, a_meeting(scene.area))),
    Case(policy.may_sign_up, lambda actor, scene: policy.may_sign_up(actor, a_meeting(scene.area))),
    Case(
        policy.may_sign_up,
        lambda actor, scene: policy.may_sign_up(actor, a_meeting(scene.area, is_open=True)),
        "open to all",
    ),
    Case(policy.may_see_people, lambda actor, scene: policy.may_see_people(actor, a_meeting(scene.area))),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_meeting(), is_area_public=True),
        "whole county, where areas are public",
    ),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, a_meeting(scene.archived)), "archived area"),
    Case(
        policy.may_settle,
        lambda actor, scene: policy.may_settle(actor, an_input(scene, is_taken_out=True)),
        "taken out as a mistake",
    ),
]
