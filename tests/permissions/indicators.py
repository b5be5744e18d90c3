"""Asks the policy of readings."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.ids import new_id
from roadmaps.indicators import policy
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case, Scene


def an_indicator(scene: Scene, actor: Actor | None = None, *, is_own: bool = False) -> BlockState:
    """An indicator of the roadmap here, for which the caller's organisation is responsible, or another one."""
    return of(scene.organisation_of(actor) if is_own else new_id())


def of(responsible: UUID | None) -> BlockState:
    """An indicator for which the organisation, or nobody, is responsible."""
    content = {"responsible": str(responsible) if responsible else ""}
    return BlockState(new_id(), "indicator", 1, None, "a", is_removed=False, content=content, html={})


CASES = [
    Case(
        policy.may_record,
        lambda actor, scene: policy.may_record(actor, a_roadmap(scene.area), an_indicator(scene)),
        "another organisation is responsible",
    ),
    Case(
        policy.may_record,
        lambda actor, scene: policy.may_record(actor, a_roadmap(scene.area), an_indicator(scene, actor, is_own=True)),
        "one's own organisation is responsible",
    ),
    *[
        Case(
            policy.may_record,
            lambda actor, scene, phase=phase: policy.may_record(
                actor, a_roadmap(scene.area, phase), an_indicator(scene, actor, is_own=True)
            ),
            f"state {phase.value}",
        )
        for phase in (Phase.PAUSED, Phase.CLOSED)
    ],
    Case(
        policy.may_record,
        lambda actor, scene: policy.may_record(
            actor, a_roadmap(scene.archived), an_indicator(scene, actor, is_own=True)
        ),
        "area archived",
    ),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_roadmap(scene.area, is_public=False), an_indicator(scene)),
        "not shown to everyone",
    ),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(
            actor, a_roadmap(scene.area, is_public=False), an_indicator(scene, actor, is_own=True)
        ),
        "not shown to everyone; one's own organisation is responsible",
    ),
    Case(
        policy.may_record,
        lambda actor, scene: policy.may_record(actor, a_roadmap(scene.area), of(None)),
        "nobody is responsible",
    ),
]
