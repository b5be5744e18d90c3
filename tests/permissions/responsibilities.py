"""Asks the policy of questions to organisations."""

from datetime import timedelta

from roadmaps.responsibilities import policy
from roadmaps.responsibilities.models import Question
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene

NOW = LONG_AGO + timedelta(days=1)


def a_question(
    scene: Scene, actor, *, lasts: timedelta = timedelta(days=30), phase: Phase = Phase.BEING_WRITTEN
) -> Question:
    """A question to the caller's own organisation."""
    return Question(
        roadmap=a_roadmap(scene.area, phase),
        organisation_id=scene.organisation_of(actor),
        answered_at=None,
        withdrawn_at=None,
        expires_at=LONG_AGO + lasts,
    )


CASES = [
    Case(
        policy.may_answer,
        lambda actor, scene: policy.may_answer(actor, a_question(scene, actor), NOW),
        "own organisation, open",
    ),
    Case(
        policy.may_answer,
        lambda actor, scene: policy.may_answer(actor, a_question(scene, actor, lasts=timedelta(0)), NOW),
        "own organisation, expired",
    ),
    Case(
        policy.may_answer,
        lambda actor, scene: policy.may_answer(actor, a_question(scene, actor, phase=Phase.CLOSED), NOW),
        "own organisation, roadmap closed",
    ),
    Case(
        policy.may_answer_at_home,
        lambda actor, scene: policy.may_answer_at_home(actor, a_roadmap(scene.area), scene.organisation_of(actor)),
        "own organisation, shown to everyone",
    ),
    Case(
        policy.may_answer_at_home,
        lambda actor, scene: policy.may_answer_at_home(
            actor, a_roadmap(scene.area, is_public=False), scene.organisation_of(actor)
        ),
        "own organisation, not shown to everyone",
    ),
    Case(policy.may_ask, lambda actor, scene: policy.may_ask(actor, a_roadmap(scene.area))),
    Case(policy.may_ask, lambda actor, scene: policy.may_ask(actor, a_roadmap(scene.area, Phase.PAUSED)), "paused"),
    Case(policy.may_set_interval, lambda actor, scene: policy.may_set_interval(actor, scene.area)),
]
