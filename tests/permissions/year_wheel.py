"""Asks the policy of the year wheel."""

from roadmaps.year_wheel import policy
from roadmaps.year_wheel.models import WheelEntry
from tests.permissions.scene import LONG_AGO, Case


def an_entry(area, *, is_removed: bool = False) -> WheelEntry:
    """One in the wheel of an area, or with None of the county."""
    area_id = area.id if area else None
    return WheelEntry(area=area, area_id=area_id, removed_at=LONG_AGO if is_removed else None)


CASES = [
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, scene.area)),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, scene.archived), "archived area"),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, None), "the whole county"),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, an_entry(scene.area), {scene.area.id}),
        "in an area that they may read",
    ),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, an_entry(scene.area), set()),
        "in an area that they may not read",
    ),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, an_entry(None), set()), "the whole county"),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, an_entry(scene.area))),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, an_entry(scene.area, is_removed=True)),
        "taken out",
    ),
]
