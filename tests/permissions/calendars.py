"""Asks the policy of the calendars."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.calendars import policy
from roadmaps.calendars.models import CalendarLink, Scope
from tests.permissions.scene import LONG_AGO, Case, Scene


def a_link(person_id: UUID, *, is_open: bool = True) -> CalendarLink:
    """Somebody's link to all that they may see."""
    return CalendarLink(person_id=person_id, scope=Scope.ALL.value, revoked_at=None if is_open else LONG_AGO)


def mine(scene: Scene, actor: Actor | None, *, is_open: bool = True) -> CalendarLink:
    """The caller's own link."""
    return a_link(scene.my_id(actor), is_open=is_open)


CASES = [
    Case(policy.may_fetch, lambda actor, scene: policy.may_fetch(actor, mine(scene, actor)), "as the owner's calendar"),
    Case(
        policy.may_fetch,
        lambda actor, scene: policy.may_fetch(actor, mine(scene, actor, is_open=False)),
        "as the owner's calendar, revoked",
    ),
    Case(policy.may_revoke, lambda actor, scene: policy.may_revoke(actor, mine(scene, actor)), "one's own"),
    Case(policy.may_revoke, lambda actor, scene: policy.may_revoke(actor, a_link(scene.other.id)), "another's"),
    Case(
        policy.may_fetch, lambda actor, scene: policy.may_fetch(actor, a_link(scene.other.id)), "as another's calendar"
    ),
]
