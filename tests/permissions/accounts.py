"""Asks the policy of people, organisations and sign-ins."""

from dataclasses import replace

from roadmaps.accounts import policy
from roadmaps.accounts.models import Invitation, ProposedMembership, SignIn
from roadmaps.foundation.ids import new_id
from tests.permissions.scene import Case

HOME = new_id()

CASES = [
    Case(policy.may_administer, lambda actor, _: policy.may_administer(actor)),
    Case(policy.may_see_names, lambda actor, _: policy.may_see_names(actor)),
    Case(policy.may_list_people, lambda actor, _: policy.may_list_people(actor)),
    Case(policy.may_see_person, lambda actor, scene: policy.may_see_person(actor, scene.other)),
    Case(policy.may_see_person, lambda actor, scene: policy.may_see_person(actor, scene.myself(actor)), "oneself"),
    Case(policy.may_see_email, lambda actor, scene: policy.may_see_email(actor, scene.other)),
    Case(policy.may_see_email, lambda actor, scene: policy.may_see_email(actor, scene.myself(actor)), "one's own"),
    Case(policy.may_change_person, lambda actor, scene: policy.may_change_person(actor, scene.other)),
    Case(
        policy.may_change_person, lambda actor, scene: policy.may_change_person(actor, scene.myself(actor)), "oneself"
    ),
    Case(policy.may_end_sign_in, lambda actor, scene: policy.may_end_sign_in(actor, SignIn(person_id=scene.other.id))),
    Case(
        policy.may_end_sign_in,
        lambda actor, scene: policy.may_end_sign_in(actor, SignIn(person_id=scene.my_id(actor))),
        "one's own",
    ),
    Case(policy.may_end_sign_ins_of, lambda actor, scene: policy.may_end_sign_ins_of(actor, scene.other)),
    Case(
        policy.may_end_sign_ins_of,
        lambda actor, scene: policy.may_end_sign_ins_of(actor, scene.myself(actor)),
        "oneself",
    ),
    Case(policy.may_deactivate, lambda actor, scene: policy.may_deactivate(actor, scene.other)),
    Case(policy.may_deactivate, lambda actor, scene: policy.may_deactivate(actor, scene.myself(actor)), "oneself"),
    Case(policy.may_appoint_coordinator, lambda actor, scene: policy.may_appoint_coordinator(actor, scene.other)),
    Case(
        policy.may_appoint_coordinator,
        lambda actor, scene: policy.may_appoint_coordinator(actor, scene.myself(actor)),
        "oneself",
    ),
    Case(
        policy.may_appoint_coordinator,
        lambda actor, scene: policy.may_appoint_coordinator(actor, scene.deactivated),
        "a deactivated person",
    ),
    Case(
        policy.may_appoint_coordinator,
        lambda actor, scene: policy.may_appoint_coordinator(actor, scene.program),
        "a service account",
    ),
    Case(policy.may_dismiss_coordinator, lambda actor, scene: policy.may_dismiss_coordinator(actor, scene.coordinator)),
    Case(
        policy.may_dismiss_coordinator,
        lambda actor, scene: policy.may_dismiss_coordinator(actor, scene.myself(actor)),
        "oneself",
    ),
    Case(policy.may_invite, lambda actor, _: policy.may_invite(actor), "without an area"),
    Case(policy.may_invite, lambda actor, scene: policy.may_invite(actor, scene.area.id), "to this area"),
    Case(policy.may_invite_coordinator, lambda actor, _: policy.may_invite_coordinator(actor)),
    Case(policy.may_invite_for, lambda actor, _: policy.may_invite_for(actor, new_id()), "an organisation of others"),
    Case(
        policy.may_invite_for,
        lambda actor, _: policy.may_invite_for(actor and replace(actor, organisations=((HOME, "Torsta"),)), HOME),
        "one's own organisation",
    ),
    Case(
        policy.may_settle_invitation,
        lambda actor, scene: policy.may_settle_invitation(
            actor, Invitation(area_id=scene.area.id, as_coordinator=False)
        ),
        "to this area",
    ),
    Case(
        policy.may_settle_invitation,
        lambda actor, _: policy.may_settle_invitation(actor, Invitation(area_id=None, as_coordinator=False)),
        "without an area",
    ),
    Case(
        policy.may_settle_invitation,
        lambda actor, scene: policy.may_settle_invitation(
            actor, Invitation(area_id=scene.area.id, as_coordinator=True)
        ),
        "of a coordinator",
    ),
    Case(policy.may_manage_organisations, lambda actor, _: policy.may_manage_organisations(actor)),
    Case(
        policy.may_settle_proposal,
        lambda actor, scene: policy.may_settle_proposal(actor, ProposedMembership(person_id=scene.other.id)),
    ),
    Case(
        policy.may_settle_proposal,
        lambda actor, scene: policy.may_settle_proposal(actor, ProposedMembership(person_id=scene.my_id(actor))),
        "about oneself",
    ),
    Case(
        policy.may_dismiss_coordinator,
        lambda actor, scene: policy.may_dismiss_coordinator(actor, scene.other),
        "somebody who is none",
    ),
]
