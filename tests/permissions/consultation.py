"""Asks the policy of consultations."""

from datetime import date

from roadmaps.consultation import policy
from roadmaps.consultation.models import Consultation, Consultee, Point
from roadmaps.consultation.words import State
from roadmaps.foundation.ids import new_id
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene

_MOMENTS = {
    State.PREPARED: (),
    State.WAITING: ("confirmed_at",),
    State.OPEN: ("confirmed_at", "opened_at"),
    State.CLOSED: ("confirmed_at", "opened_at", "closed_at"),
    State.PUBLISHED: ("confirmed_at", "opened_at", "closed_at", "published_at"),
}


def a_consultation(scene: Scene, state: State = State.OPEN, *, area=None, is_open_call: bool = True) -> Consultation:
    """One on the roadmap here."""
    return Consultation(
        id=new_id(),
        roadmap=a_roadmap(area or scene.area),
        is_open_call=is_open_call,
        opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 5),
        **dict.fromkeys(_MOMENTS[state], LONG_AGO),
    )


def a_consultee(scene: Scene, organisation_id=None) -> Consultee:
    """An organisation that has been asked."""
    return Consultee(id=new_id(), consultation=a_consultation(scene), organisation_id=organisation_id or new_id())


def a_point(scene: Scene, state: State = State.OPEN, given_to=None) -> Point:
    """One that waits for a reply."""
    return Point(id=new_id(), consultation=a_consultation(scene, state), assigned_to_id=given_to)


def answering(actor, scene: Scene, *, is_asked: bool, **facts) -> bool:
    """Whether the caller may answer for an organisation of theirs."""
    consultation = a_consultation(scene, **facts)
    return policy.may_answer_for(actor, consultation, scene.organisation_of(actor), is_asked=is_asked)


CASES = [
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, a_roadmap(scene.area))),
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, a_roadmap(scene.archived)), "archived area"),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_consultation(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_consultation(scene)), "open"),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_consultation(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, a_consultation(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_consultation(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_consultation(scene, State.CLOSED)), "closed"),
    Case(policy.may_cancel, lambda actor, scene: policy.may_cancel(actor, a_consultation(scene)), "open"),
    Case(
        policy.may_cancel, lambda actor, scene: policy.may_cancel(actor, a_consultation(scene, State.CLOSED)), "closed"
    ),
    Case(policy.may_answer_for, lambda actor, scene: answering(actor, scene, is_asked=True), "asked by name"),
    Case(policy.may_answer_for, lambda actor, scene: answering(actor, scene, is_asked=False), "everyone may answer"),
    Case(
        policy.may_answer_for,
        lambda actor, scene: answering(actor, scene, is_asked=False, is_open_call=False),
        "only those asked by name may answer",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: answering(actor, scene, is_asked=True, state=State.CLOSED),
        "closed",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_consultation(scene), new_id(), is_asked=True),
        "for another's organisation",
    ),
    Case(
        policy.may_read_answers,
        lambda actor, scene: policy.may_read_answers(actor, a_consultee(scene, scene.organisation_of(actor))),
        "of one's own organisation",
    ),
    Case(
        policy.may_read_answers,
        lambda actor, scene: policy.may_read_answers(actor, a_consultee(scene)),
        "of another organisation",
    ),
    Case(policy.may_see_points, lambda actor, scene: policy.may_see_points(actor, a_consultation(scene)), "open"),
    Case(policy.may_sort, lambda actor, scene: policy.may_sort(actor, a_consultation(scene)), "open"),
    Case(
        policy.may_sort,
        lambda actor, scene: policy.may_sort(actor, a_consultation(scene, State.PUBLISHED)),
        "replies published",
    ),
    Case(policy.may_reply, lambda actor, scene: policy.may_reply(actor, a_point(scene)), "given to nobody"),
    Case(
        policy.may_reply,
        lambda actor, scene: policy.may_reply(actor, a_point(scene, given_to=scene.my_id(actor))),
        "given to the caller",
    ),
    Case(
        policy.may_reply,
        lambda actor, scene: policy.may_reply(actor, a_point(scene, State.PUBLISHED, scene.my_id(actor))),
        "given to the caller, replies published",
    ),
    Case(policy.may_publish, lambda actor, scene: policy.may_publish(actor, a_consultation(scene)), "open"),
    Case(
        policy.may_publish,
        lambda actor, scene: policy.may_publish(actor, a_consultation(scene, State.CLOSED)),
        "closed",
    ),
    Case(
        policy.may_read_compilation,
        lambda actor, scene: policy.may_read_compilation(actor, a_consultation(scene, State.CLOSED)),
        "not published",
    ),
    Case(
        policy.may_read_compilation,
        lambda actor, scene: policy.may_read_compilation(actor, a_consultation(scene, State.PUBLISHED)),
        "published",
    ),
    Case(
        policy.may_cancel,
        lambda actor, scene: policy.may_cancel(actor, a_consultation(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: answering(actor, scene, is_asked=True, is_open_call=False),
        "asked by name, as only those may answer",
    ),
    Case(
        policy.may_see_points,
        lambda actor, scene: policy.may_see_points(actor, a_consultation(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(policy.may_sort, lambda actor, scene: policy.may_sort(actor, a_consultation(scene, State.CLOSED)), "closed"),
    Case(
        policy.may_reply,
        lambda actor, scene: policy.may_reply(actor, a_point(scene, State.CLOSED, scene.my_id(actor))),
        "given to the caller, closed",
    ),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_consultation(scene, State.WAITING)),
        "waits for its day",
    ),
    Case(
        policy.may_cancel,
        lambda actor, scene: policy.may_cancel(actor, a_consultation(scene, State.WAITING)),
        "waits for its day",
    ),
]
