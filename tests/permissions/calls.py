"""Asks the policy of calls."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.calls import policy
from roadmaps.calls.models import Assessment, Call, CallInterest
from roadmaps.foundation.ids import new_id
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene

DAY = date(2026, 11, 21)


def a_call(*areas: Area, closes_on: date | None = None) -> Call:
    """A call for these areas, or for all."""
    return Call(id=new_id(), title="Utlysning", fund="ERUF", areas=list(areas), closes_on=closes_on)


def an_interest(organisation_id: UUID, *, is_contact_shown: bool = False) -> CallInterest:
    """What an organisation wants."""
    return CallInterest(organisation_id=organisation_id, is_contact_shown=is_contact_shown)


def mine(scene: Scene, actor: Actor | None) -> CallInterest:
    """What the caller's own organisation wants."""
    return an_interest(scene.organisation_of(actor))


def a_sheet(area: Area, *, is_finished: bool = False) -> Assessment:
    """A sheet on an application, by the area's roadmap."""
    return Assessment(roadmap=a_roadmap(area), finished_at=LONG_AGO if is_finished else None)


CASES = [
    Case(policy.may_read_call, lambda actor, _: policy.may_read_call(actor, a_call())),
    Case(policy.may_add_calls, lambda actor, _: policy.may_add_calls(actor)),
    Case(policy.may_write_for, lambda actor, scene: policy.may_write_for(actor, [scene.area]), "this area"),
    Case(
        policy.may_write_for,
        lambda actor, scene: policy.may_write_for(actor, [scene.area, scene.elsewhere]),
        "this area and another",
    ),
    Case(policy.may_write_for, lambda actor, _: policy.may_write_for(actor, []), "all areas"),
    Case(policy.may_write_call, lambda actor, scene: policy.may_write_call(actor, a_call(scene.area))),
    Case(
        policy.may_write_call,
        lambda actor, scene: policy.may_write_call(actor, a_call(scene.archived)),
        "archived area",
    ),
    Case(policy.may_tell, lambda actor, scene: policy.may_tell(actor, a_call(scene.area), DAY)),
    Case(
        policy.may_tell,
        lambda actor, scene: policy.may_tell(actor, a_call(scene.area, closes_on=LONG_AGO.date()), DAY),
        "closed for applications",
    ),
    Case(policy.may_say_interest, lambda actor, scene: policy.may_say_interest(actor, a_call(scene.area), DAY)),
    Case(
        policy.may_say_interest,
        lambda actor, scene: policy.may_say_interest(actor, a_call(scene.area, closes_on=LONG_AGO.date()), DAY),
        "closed for applications",
    ),
    Case(
        policy.may_take_back,
        lambda actor, scene: policy.may_take_back(actor, mine(scene, actor)),
        "one's own organisation's",
    ),
    Case(policy.may_take_back, lambda actor, _: policy.may_take_back(actor, an_interest(new_id())), "another's"),
    Case(
        policy.may_see_contact,
        lambda actor, scene: policy.may_see_contact(actor, an_interest(new_id()), a_call(scene.area)),
        "another's, without consent",
    ),
    Case(
        policy.may_see_contact,
        lambda actor, scene: policy.may_see_contact(
            actor, an_interest(new_id(), is_contact_shown=True), a_call(scene.area)
        ),
        "another's, with consent",
    ),
    Case(policy.may_assess, lambda actor, scene: policy.may_assess(actor, a_roadmap(scene.area))),
    Case(policy.may_assess, lambda actor, scene: policy.may_assess(actor, a_roadmap(scene.archived)), "archived area"),
    Case(
        policy.may_read_assessment,
        lambda actor, scene: policy.may_read_assessment(actor, a_sheet(scene.area)),
        "draft",
    ),
    Case(
        policy.may_read_assessment,
        lambda actor, scene: policy.may_read_assessment(actor, a_sheet(scene.area, is_finished=True)),
        "finished",
    ),
    Case(
        policy.may_write_assessment,
        lambda actor, scene: policy.may_write_assessment(actor, a_sheet(scene.area)),
        "draft",
    ),
    Case(
        policy.may_write_assessment,
        lambda actor, scene: policy.may_write_assessment(actor, a_sheet(scene.area, is_finished=True)),
        "finished",
    ),
    Case(
        policy.may_say_interest,
        lambda actor, scene: policy.may_say_interest(
            actor and replace(actor, organisations=()), a_call(scene.area), DAY
        ),
        "acting for no organisation",
    ),
    Case(policy.may_say_interest, lambda actor, scene: policy.may_say_interest(actor, a_call(), DAY), "for all areas"),
    Case(
        policy.may_see_contact,
        lambda actor, scene: policy.may_see_contact(actor, mine(scene, actor), a_call(scene.area)),
        "one's own organisation's, without consent",
    ),
    Case(
        policy.may_say_interest,
        lambda actor, scene: policy.may_say_interest(actor, a_call(scene.area, scene.elsewhere), DAY),
        "for this area and another",
    ),
]
