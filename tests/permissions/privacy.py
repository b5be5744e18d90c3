"""Asks the policy of privacy."""

from datetime import timedelta

from roadmaps.foundation.ids import new_id
from roadmaps.privacy import policy
from roadmaps.privacy.models import Erasure, PrivacyRequest
from tests.permissions.scene import LONG_AGO, Case

LATER = LONG_AGO + timedelta(days=8)


def a_request(person_id, *, is_answered: bool = False) -> PrivacyRequest:
    """What a person has asked."""
    return PrivacyRequest(person_id=person_id, answered_at=LONG_AGO if is_answered else None)


def an_erasure(person_id, *, proposed_by=None, is_done: bool = False) -> Erasure:
    """Of a person, perhaps proposed, perhaps done."""
    return Erasure(
        person_id=person_id,
        begun_by_id=person_id,
        proposed_at=LONG_AGO if proposed_by else None,
        proposed_by_id=proposed_by,
        done_at=LONG_AGO if is_done else None,
    )


def _confirms(actor, erasure, *, is_alone=False, at=LATER) -> bool:
    return policy.may_confirm(actor, erasure, is_alone=is_alone, at=at)


CASES = [
    Case(policy.may_take_home, lambda actor, scene: policy.may_take_home(actor, scene.my_id(actor)), "one's own"),
    Case(policy.may_take_home, lambda actor, scene: policy.may_take_home(actor, scene.other.id), "another person's"),
    Case(policy.may_take_home_of_address, lambda actor, scene: policy.may_take_home_of_address(actor)),
    Case(policy.may_ask, lambda actor, scene: policy.may_ask(actor)),
    Case(policy.may_read_requests, lambda actor, scene: policy.may_read_requests(actor)),
    Case(policy.may_answer, lambda actor, scene: policy.may_answer(actor, a_request(scene.other.id))),
    Case(policy.may_answer, lambda actor, scene: policy.may_answer(actor, a_request(scene.my_id(actor))), "one's own"),
    Case(
        policy.may_answer,
        lambda actor, scene: policy.may_answer(actor, a_request(scene.other.id, is_answered=True)),
        "answered",
    ),
    Case(
        policy.may_begin_erasure,
        lambda actor, scene: policy.may_begin_erasure(actor, scene.my_id(actor)),
        "of one's own data",
    ),
    Case(
        policy.may_begin_erasure,
        lambda actor, scene: policy.may_begin_erasure(actor, scene.other.id),
        "of another person's",
    ),
    Case(policy.may_begin_erasure, lambda actor, scene: policy.may_begin_erasure(actor, None), "without an account"),
    Case(policy.may_look_into, lambda actor, scene: policy.may_look_into(actor, an_erasure(scene.other.id))),
    Case(
        policy.may_look_into,
        lambda actor, scene: policy.may_look_into(actor, an_erasure(scene.my_id(actor))),
        "of one's own data",
    ),
    Case(policy.may_propose, lambda actor, scene: policy.may_propose(actor, an_erasure(scene.other.id))),
    Case(
        policy.may_propose,
        lambda actor, scene: policy.may_propose(actor, an_erasure(scene.my_id(actor))),
        "of one's own data",
    ),
    Case(
        policy.may_propose,
        lambda actor, scene: policy.may_propose(actor, an_erasure(scene.other.id, proposed_by=new_id())),
        "proposed already",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(actor, an_erasure(scene.other.id, proposed_by=new_id())),
        "proposed by somebody else",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(actor, an_erasure(scene.other.id, proposed_by=scene.my_id(actor))),
        "proposed by oneself",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(
            actor, an_erasure(scene.other.id, proposed_by=scene.my_id(actor)), is_alone=True
        ),
        "proposed by oneself a week ago, and nobody else can",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(
            actor, an_erasure(scene.other.id, proposed_by=scene.my_id(actor)), is_alone=True, at=LONG_AGO
        ),
        "proposed by oneself today, and nobody else can",
    ),
    Case(policy.may_confirm, lambda actor, scene: _confirms(actor, an_erasure(scene.other.id)), "not proposed"),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(actor, an_erasure(scene.my_id(actor), proposed_by=new_id())),
        "of one's own data",
    ),
    Case(policy.may_stop, lambda actor, scene: policy.may_stop(actor, an_erasure(scene.other.id)), "another person's"),
    Case(policy.may_stop, lambda actor, scene: policy.may_stop(actor, an_erasure(scene.my_id(actor))), "one's own"),
    Case(
        policy.may_stop,
        lambda actor, scene: policy.may_stop(actor, an_erasure(scene.other.id, proposed_by=new_id(), is_done=True)),
        "done",
    ),
    Case(policy.may_look_after, lambda actor, scene: policy.may_look_after(actor)),
    Case(
        policy.may_propose,
        lambda actor, scene: policy.may_propose(actor, an_erasure(scene.other.id, is_done=True)),
        "done",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: policy.may_confirm(
            actor, an_erasure(scene.other.id, proposed_by=new_id(), is_done=True), is_alone=False, at=LATER
        ),
        "done",
    ),
    Case(
        policy.may_confirm,
        lambda actor, scene: _confirms(
            actor,
            an_erasure(scene.other.id, proposed_by=scene.my_id(actor)),
            is_alone=True,
            at=LONG_AGO + policy.ALONE_AFTER,
        ),
        "proposed by oneself seven days ago to the minute, and nobody else can",
    ),
]
