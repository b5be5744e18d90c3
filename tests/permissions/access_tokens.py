"""Asks the policy of access tokens and service accounts."""

from roadmaps.access_tokens import policy
from roadmaps.access_tokens.models import AccessToken
from roadmaps.accounts.models import Person
from tests.permissions.scene import Case


def _token_of(person: Person) -> AccessToken:
    return AccessToken(person=person, person_id=person.id)


CASES = [
    Case(
        function,
        lambda actor, scene, ask=function: ask(actor, _token_of(scene.other)),
        "another's",
    )
    for function in (policy.may_see_token, policy.may_end_token)
]
CASES += [
    Case(function, lambda actor, scene, ask=function: ask(actor, _token_of(scene.myself(actor))), "one's own")
    for function in (policy.may_see_token, policy.may_end_token)
]
CASES += [
    Case(function, lambda actor, scene, ask=function: ask(actor, _token_of(scene.program)), "that of a service account")
    for function in (policy.may_see_token, policy.may_end_token)
]
CASES += [
    Case(policy.may_make_token_for, lambda actor, scene: policy.may_make_token_for(actor, scene.other), "another"),
    Case(
        policy.may_make_token_for, lambda actor, scene: policy.may_make_token_for(actor, scene.myself(actor)), "oneself"
    ),
    Case(
        policy.may_make_token_for,
        lambda actor, scene: policy.may_make_token_for(actor, scene.program),
        "a service account",
    ),
    Case(
        policy.may_make_token_for,
        lambda actor, scene: policy.may_make_token_for(actor, scene.deactivated),
        "a deactivated person",
    ),
    Case(policy.may_end_tokens_of, lambda actor, scene: policy.may_end_tokens_of(actor, scene.other), "another's"),
    Case(
        policy.may_end_tokens_of,
        lambda actor, scene: policy.may_end_tokens_of(actor, scene.myself(actor)),
        "one's own",
    ),
    Case(policy.may_manage_service_accounts, lambda actor, _: policy.may_manage_service_accounts(actor)),
    Case(
        policy.may_make_token_for,
        lambda actor, scene: policy.may_make_token_for(actor, scene.retired),
        "a deactivated service account",
    ),
]
