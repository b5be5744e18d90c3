"""Asks the policy of roadmaps."""

from roadmaps.areas.models import Area
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Lock, Roadmap
from roadmaps.roadmap.phases import Phase
from tests.permissions.scene import Case


def a_roadmap(area: Area, phase: Phase = Phase.BEING_WRITTEN, *, is_public: bool = True) -> Roadmap:
    """The roadmap of the area, in no database."""
    return Roadmap(area=area, area_id=area.id, phase=phase.value, is_working_public=is_public)


CASES = [
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_roadmap(scene.area)), "shown to everyone"),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(
        policy.may_read_unpublished,
        lambda actor, scene: policy.may_read_unpublished(actor, a_roadmap(scene.area)),
    ),
    *[
        Case(
            policy.may_write,
            lambda actor, scene, phase=phase: policy.may_write(actor, a_roadmap(scene.area, phase)),
            f"state {phase.value}",
        )
        for phase in Phase
    ],
    Case(policy.may_write, lambda actor, scene: policy.may_write(actor, a_roadmap(scene.archived)), "area archived"),
    Case(policy.may_edit, lambda actor, scene: policy.may_edit(actor, a_roadmap(scene.area), None), "not locked"),
    Case(policy.may_edit, lambda actor, scene: policy.may_edit(actor, a_roadmap(scene.area), Lock()), "locked"),
    *[
        Case(
            policy.may_comment,
            lambda actor, scene, phase=phase: policy.may_comment(actor, a_roadmap(scene.area, phase)),
            f"state {phase.value}",
        )
        for phase in Phase
    ],
    Case(
        policy.may_comment, lambda actor, scene: policy.may_comment(actor, a_roadmap(scene.archived)), "area archived"
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_roadmap(scene.area), scene.organisation_of(actor)),
        "one's own organisation",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_roadmap(scene.area), new_id()),
        "another organisation",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(
            actor, a_roadmap(scene.area, Phase.CLOSED), scene.organisation_of(actor)
        ),
        "one's own organisation, state closed",
    ),
    Case(
        policy.may_answer_for,
        lambda actor, scene: policy.may_answer_for(actor, a_roadmap(scene.archived), scene.organisation_of(actor)),
        "one's own organisation, area archived",
    ),
    Case(policy.may_moderate, lambda actor, scene: policy.may_moderate(actor, a_roadmap(scene.area))),
]
