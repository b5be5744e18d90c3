"""Asks the policy of the desk."""

from roadmaps.desk import policy
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_have_desk, lambda actor, _: policy.may_have_desk(actor)),
    Case(
        policy.may_see_point,
        lambda actor, scene: policy.may_see_point(actor, scene.area.id, None),
        "nobody takes care of it",
    ),
    Case(
        policy.may_see_point,
        lambda actor, scene: policy.may_see_point(actor, scene.area.id, scene.my_id(actor)),
        "asked to take care of it",
    ),
    Case(policy.may_arrange, lambda actor, scene: policy.may_arrange(actor, scene.area.id)),
]
