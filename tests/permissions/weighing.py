"""Asks the policy of weighing."""

from datetime import date

from roadmaps.foundation.ids import new_id
from roadmaps.weighing import policy
from roadmaps.weighing.models import Recommendation, WeighingRound
from roadmaps.weighing.words import Kind, State
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene

_MOMENTS = {
    State.PREPARED: (),
    State.WAITING: ("confirmed_at",),
    State.OPEN: ("confirmed_at", "opened_at"),
    State.CLOSED: ("confirmed_at", "opened_at", "closed_at"),
}


def a_round(
    scene: Scene,
    state: State = State.OPEN,
    *,
    kind: Kind = Kind.CRITERIA,
    is_open_call: bool = True,
    is_public: bool = True,
) -> WeighingRound:
    """One on the roadmap here."""
    return WeighingRound(
        id=new_id(),
        roadmap=a_roadmap(scene.area, is_public=is_public),
        kind=kind,
        is_open_call=is_open_call,
        opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 5),
        **dict.fromkeys(_MOMENTS[state], LONG_AGO),
    )


def weighing(actor, scene: Scene, *, is_invited: bool, **facts) -> bool:
    """Whether the caller may weigh for an organisation of theirs."""
    return policy.may_weigh_for(actor, a_round(scene, **facts), scene.organisation_of(actor), is_invited=is_invited)


CASES = [
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, a_roadmap(scene.area))),
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, a_roadmap(scene.archived)), "archived area"),
    Case(
        policy.may_read, lambda actor, scene: policy.may_read(actor, a_round(scene, State.PREPARED)), "being prepared"
    ),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_round(scene)), "open"),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_round(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, a_round(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_round(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_round(scene, State.CLOSED)), "closed"),
    Case(policy.may_cancel, lambda actor, scene: policy.may_cancel(actor, a_round(scene)), "open"),
    Case(policy.may_cancel, lambda actor, scene: policy.may_cancel(actor, a_round(scene, State.CLOSED)), "closed"),
    Case(policy.may_weigh_for, lambda actor, scene: weighing(actor, scene, is_invited=True), "asked by name"),
    Case(policy.may_weigh_for, lambda actor, scene: weighing(actor, scene, is_invited=False), "all of the area may"),
    Case(
        policy.may_weigh_for,
        lambda actor, scene: weighing(actor, scene, is_invited=False, is_open_call=False),
        "only those asked by name may",
    ),
    Case(
        policy.may_weigh_for,
        lambda actor, scene: weighing(actor, scene, is_invited=True, state=State.CLOSED),
        "closed",
    ),
    Case(
        policy.may_weigh_for,
        lambda actor, scene: policy.may_weigh_for(actor, a_round(scene), new_id(), is_invited=True),
        "for another's organisation",
    ),
    Case(
        policy.may_place_dots,
        lambda actor, scene: policy.may_place_dots(actor, a_round(scene, kind=Kind.DOTS)),
        "open",
    ),
    Case(
        policy.may_place_dots,
        lambda actor, scene: policy.may_place_dots(actor, a_round(scene, State.CLOSED, kind=Kind.DOTS)),
        "closed",
    ),
    Case(policy.may_see_result, lambda actor, scene: policy.may_see_result(actor, a_round(scene)), "open"),
    Case(
        policy.may_see_result, lambda actor, scene: policy.may_see_result(actor, a_round(scene, State.CLOSED)), "closed"
    ),
    Case(policy.may_recommend, lambda actor, scene: policy.may_recommend(actor, a_roadmap(scene.area))),
    Case(
        policy.may_read_recommendation,
        lambda actor, scene: policy.may_read_recommendation(actor, Recommendation(roadmap=a_roadmap(scene.area))),
        "shown to everyone",
    ),
    Case(
        policy.may_read_recommendation,
        lambda actor, scene: policy.may_read_recommendation(
            actor, Recommendation(roadmap=a_roadmap(scene.area, is_public=False))
        ),
        "not shown to everyone",
    ),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_round(scene, is_public=False)),
        "open, where the roadmap is not shown to everyone",
    ),
    Case(
        policy.may_cancel,
        lambda actor, scene: policy.may_cancel(actor, a_round(scene, State.PREPARED)),
        "being prepared",
    ),
    Case(
        policy.may_weigh_for,
        lambda actor, scene: weighing(actor, scene, is_invited=True, kind=Kind.DOTS),
        "asked by name, with dots",
    ),
    Case(policy.may_place_dots, lambda actor, scene: policy.may_place_dots(actor, a_round(scene)), "open, by criteria"),
    Case(
        policy.may_see_result,
        lambda actor, scene: policy.may_see_result(actor, a_round(scene, State.CLOSED, is_public=False)),
        "closed, where the roadmap is not shown to everyone",
    ),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_round(scene, State.WAITING)),
        "waits for its day",
    ),
    Case(
        policy.may_cancel,
        lambda actor, scene: policy.may_cancel(actor, a_round(scene, State.WAITING)),
        "waits for its day",
    ),
]
