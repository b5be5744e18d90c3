"""Asks the policy of areas and roles."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas import policy
from roadmaps.areas.models import Role, RoleGrant
from tests.permissions.scene import Case, Scene


def _giving(role: Role) -> list[Case]:
    return [
        Case(policy.may_give, lambda actor, scene: policy.may_give(actor, scene.area, role), role.value),
        Case(
            policy.may_grant,
            lambda actor, scene: policy.may_grant(actor, scene.area, role, scene.other),
            f"{role.value} to another person",
        ),
        Case(
            policy.may_grant,
            lambda actor, scene: policy.may_grant(actor, scene.area, role, scene.program),
            f"{role.value} to a service account",
        ),
    ]


def _ending(role: Role) -> Case:
    def ask(actor: Actor | None, scene: Scene) -> bool:
        return policy.may_end(actor, _grant(scene.other.id, scene, role))

    return Case(policy.may_end, ask, f"{role.value} of another person")


def _grant(person_id: UUID, scene: Scene, role: Role) -> RoleGrant:
    return RoleGrant(person_id=person_id, area_id=scene.area.id, role=role)


CASES = [
    Case(policy.may_read_area, lambda actor, scene: policy.may_read_area(actor, scene.area)),
    Case(policy.may_read_area, lambda actor, scene: policy.may_read_area(actor, scene.archived), "archived"),
    Case(policy.may_manage_areas, lambda actor, _: policy.may_manage_areas(actor)),
    Case(policy.may_describe_area, lambda actor, scene: policy.may_describe_area(actor, scene.area)),
    Case(policy.may_describe_area, lambda actor, scene: policy.may_describe_area(actor, scene.archived), "archived"),
    Case(policy.may_see_people_of, lambda actor, scene: policy.may_see_people_of(actor, scene.area)),
    Case(policy.may_see_names_in, lambda actor, scene: policy.may_see_names_in(actor, scene.area)),
    Case(policy.may_invite_to, lambda actor, scene: policy.may_invite_to(actor, scene.area)),
    Case(policy.may_invite_to, lambda actor, scene: policy.may_invite_to(actor, scene.archived), "archived"),
    *[case for role in Role for case in _giving(role)],
    Case(
        policy.may_grant,
        lambda actor, scene: policy.may_grant(actor, scene.area, Role.READER, scene.myself(actor)),
        "any role to oneself",
    ),
    Case(
        policy.may_grant,
        lambda actor, scene: policy.may_grant(actor, scene.area, Role.READER, scene.deactivated),
        "any role to a deactivated person",
    ),
    Case(
        policy.may_grant,
        lambda actor, scene: policy.may_grant(actor, scene.archived, Role.READER, scene.other),
        "any role in an archived area",
    ),
    *[_ending(role) for role in Role],
    Case(
        policy.may_end,
        lambda actor, scene: policy.may_end(actor, _grant(scene.my_id(actor), scene, Role.EDITOR)),
        "one's own",
    ),
    Case(policy.may_hand_over, lambda actor, _: policy.may_hand_over(actor)),
    Case(policy.may_mute_in, lambda actor, scene: policy.may_mute_in(actor, scene.area)),
    Case(policy.may_mute_everywhere, lambda actor, scene: policy.may_mute_everywhere(actor)),
    Case(policy.may_see_handover, lambda actor, scene: policy.may_see_handover(actor, scene.area)),
    Case(
        policy.may_see_handover,
        lambda actor, scene: policy.may_see_handover(actor, scene.area, scene.my_id(actor)),
        "named to take over",
    ),
    Case(policy.may_name_successor, lambda actor, scene: policy.may_name_successor(actor, scene.area)),
    Case(policy.may_name_successor, lambda actor, scene: policy.may_name_successor(actor, scene.archived), "archived"),
    Case(
        policy.may_take_over,
        lambda actor, scene: policy.may_take_over(actor, scene.area, successor_id=scene.my_id(actor), is_vacant=False),
        "named to take over",
    ),
    Case(
        policy.may_take_over,
        lambda actor, scene: policy.may_take_over(actor, scene.area, successor_id=None, is_vacant=True),
        "nobody is named, and the post is vacant",
    ),
    Case(
        policy.may_take_over,
        lambda actor, scene: policy.may_take_over(actor, scene.area, successor_id=None, is_vacant=False),
        "nobody is named, and somebody has the post",
    ),
    Case(
        policy.may_take_over,
        lambda actor, scene: policy.may_take_over(
            actor, scene.archived, successor_id=scene.my_id(actor), is_vacant=True
        ),
        "archived",
    ),
]
