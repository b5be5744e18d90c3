"""Asks the policy of the binder."""

from roadmaps.areas.models import Area
from roadmaps.binder import policy
from roadmaps.binder.models import BinderEdition
from tests.permissions.scene import Case


def _edition(area: Area | None, *, is_public: bool = False) -> BinderEdition:
    return BinderEdition(area=area, area_id=area.id if area else None, is_public=is_public)


CASES = [
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, scene.area), "of an area"),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, None), "of the county"),
    Case(
        policy.may_read_edition,
        lambda actor, scene: policy.may_read_edition(actor, _edition(scene.area)),
        "of an area whose work is not public",
    ),
    Case(
        policy.may_read_edition,
        lambda actor, scene: policy.may_read_edition(actor, _edition(None)),
        "of the county where not all work is public",
    ),
    Case(
        policy.may_read_edition,
        lambda actor, scene: policy.may_read_edition(actor, _edition(scene.area, is_public=True)),
        "made from what is public",
    ),
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, scene.archived), "of an archived area"),
]
