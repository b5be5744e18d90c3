"""What may change about areas and about the roles that people hold in them, and how."""

from roadmaps.areas.rules.areas import (
    archive_area,
    create_area,
    describe_area,
    move_area,
    recolour_area,
    rename_area,
    reopen_area,
    reorder_areas,
)
from roadmaps.areas.rules.mutes import mute, unmute
from roadmaps.areas.rules.promises import answering_for, withdraw_what_does_not_hold
from roadmaps.areas.rules.roles import change_dates, end_role, grant_role, hand_over, invite_to_area, keep_promise
from roadmaps.areas.rules.succession import name_successor, pass_on, take_back_naming, take_over

__all__ = [
    "answering_for",
    "archive_area",
    "change_dates",
    "create_area",
    "describe_area",
    "end_role",
    "grant_role",
    "hand_over",
    "invite_to_area",
    "keep_promise",
    "move_area",
    "mute",
    "name_successor",
    "pass_on",
    "recolour_area",
    "rename_area",
    "reopen_area",
    "reorder_areas",
    "take_back_naming",
    "take_over",
    "unmute",
    "withdraw_what_does_not_hold",
]
