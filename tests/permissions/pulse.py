"""Asks the policy of pulses."""

from datetime import date

from roadmaps.foundation.ids import new_id
from roadmaps.pulse import policy
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.words import State
from tests.permissions.scene import LONG_AGO, Case, Scene

_MOMENTS = {
    State.PREPARED: (),
    State.WAITING: ("confirmed_at",),
    State.OPEN: ("confirmed_at", "opened_at"),
    State.CLOSED: ("confirmed_at", "opened_at", "closed_at"),
}


def a_pulse(scene: Scene, state: State = State.OPEN, *, area=None) -> Pulse:
    """One about the area here."""
    place = area or scene.area
    return Pulse(
        id=new_id(),
        area=place,
        area_id=place.id,
        opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 5),
        **dict.fromkeys(_MOMENTS[state], LONG_AGO),
    )


def of_county(state: State) -> Pulse:
    """One about the whole county."""
    return Pulse(id=new_id(), area=None, area_id=None, **dict.fromkeys(_MOMENTS[state], LONG_AGO))


CASES = [
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, scene.area)),
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, scene.archived), "archived area"),
    Case(policy.may_hold, lambda actor, scene: policy.may_hold(actor, None), "the whole county"),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_pulse(scene, State.PREPARED)), "prepared"),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, of_county(State.PREPARED)), "prepared, county"),
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_pulse(scene)), "open"),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, a_pulse(scene, State.PREPARED)), "prepared"),
    Case(policy.may_change, lambda actor, scene: policy.may_change(actor, a_pulse(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_pulse(scene)), "open"),
    Case(policy.may_steer, lambda actor, scene: policy.may_steer(actor, a_pulse(scene, State.CLOSED)), "closed"),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_pulse(scene), scene.organisation_of(actor)),
        "for an organisation of theirs that is asked",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_pulse(scene), new_id()),
        "for another's organisation",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_pulse(scene), None, by_letter=True),
        "by the link in a letter to an organisation's own address",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(
            actor, a_pulse(scene, State.CLOSED), scene.organisation_of(actor), by_letter=True
        ),
        "closed",
    ),
    Case(policy.may_see_who_answered, lambda actor, scene: policy.may_see_who_answered(actor, a_pulse(scene))),
    Case(policy.may_read_result, lambda actor, scene: policy.may_read_result(actor, a_pulse(scene)), "open"),
    Case(
        policy.may_read_result,
        lambda actor, scene: policy.may_read_result(actor, a_pulse(scene, State.CLOSED)),
        "closed",
    ),
    Case(
        policy.may_read_all_words,
        lambda actor, scene: policy.may_read_all_words(actor, a_pulse(scene, State.CLOSED)),
        "closed",
    ),
    Case(policy.may_read_all_words, lambda actor, scene: policy.may_read_all_words(actor, a_pulse(scene)), "open"),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(
            actor, a_pulse(scene, area=scene.archived), scene.organisation_of(actor)
        ),
        "for an organisation of theirs, archived area",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, of_county(State.OPEN), scene.organisation_of(actor)),
        "for an organisation of theirs, about the county",
    ),
    Case(
        policy.may_change,
        lambda actor, scene: policy.may_change(actor, a_pulse(scene, State.WAITING)),
        "waits for its day",
    ),
]
