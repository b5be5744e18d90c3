"""Asks the policy of discovery."""

from roadmaps.discovery import policy
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case, Scene


def a_finding(scene: Scene, standing: Standing = Standing.SHOWN, *, actor=None, is_public: bool = True) -> Finding:
    """Something that was told in the area here, by the caller if one is given."""
    person_id = actor.person_id if actor else scene.other.id
    return Finding(
        id=new_id(), roadmap=a_roadmap(scene.area, is_public=is_public), standing=standing, person_id=person_id
    )


def a_candidate(scene: Scene, state: CandidateState = CandidateState.CONSIDERED, *, area=None) -> Candidate:
    """One of the area here."""
    return Candidate(id=new_id(), roadmap=a_roadmap(area or scene.area), state=state)


CASES = [
    Case(policy.may_read, lambda actor, scene: policy.may_read(actor, a_roadmap(scene.area)), "shown to everyone"),
    Case(
        policy.may_read,
        lambda actor, scene: policy.may_read(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    *[
        Case(
            policy.may_tell,
            lambda actor, scene, phase=phase: policy.may_tell(actor, a_roadmap(scene.area, phase, is_public=False)),
            f"state {phase.value}",
        )
        for phase in (Phase.BEING_WRITTEN, Phase.PAUSED, Phase.CLOSED)
    ],
    Case(policy.may_tell, lambda actor, scene: policy.may_tell(actor, a_roadmap(scene.archived)), "area archived"),
    Case(policy.may_lead, lambda actor, scene: policy.may_lead(actor, a_roadmap(scene.area))),
    Case(policy.may_lead, lambda actor, scene: policy.may_lead(actor, a_roadmap(scene.archived)), "area archived"),
    Case(
        policy.may_read_finding,
        lambda actor, scene: policy.may_read_finding(actor, a_finding(scene)),
        "shown",
    ),
    Case(
        policy.may_read_finding,
        lambda actor, scene: policy.may_read_finding(actor, a_finding(scene, is_public=False)),
        "shown, where the roadmap is not shown to everyone",
    ),
    Case(
        policy.may_read_finding,
        lambda actor, scene: policy.may_read_finding(actor, a_finding(scene, Standing.WAITING)),
        "waits to be read",
    ),
    Case(
        policy.may_read_finding,
        lambda actor, scene: policy.may_read_finding(actor, a_finding(scene, Standing.SET_ASIDE, actor=actor)),
        "one's own, set aside",
    ),
    Case(
        policy.may_read_first,
        lambda actor, scene: policy.may_read_first(actor, a_finding(scene, Standing.WAITING)),
    ),
    Case(
        policy.may_read_candidate,
        lambda actor, scene: policy.may_read_candidate(actor, a_candidate(scene, CandidateState.CHOSEN_AWAY)),
        "chosen away",
    ),
    Case(
        policy.may_read_candidate,
        lambda actor, scene: policy.may_read_candidate(
            actor, Candidate(roadmap=a_roadmap(scene.area, is_public=False), state=CandidateState.CONSIDERED)
        ),
        "not shown to everyone",
    ),
    *[
        Case(
            policy.may_word,
            lambda actor, scene, state=state: policy.may_word(actor, a_candidate(scene, state)),
            state.value.replace("_", " "),
        )
        for state in (CandidateState.CONSIDERED, CandidateState.RESTING)
    ],
    Case(policy.may_decide, lambda actor, scene: policy.may_decide(actor, a_candidate(scene))),
    Case(
        policy.may_decide,
        lambda actor, scene: policy.may_decide(actor, a_candidate(scene, area=scene.archived)),
        "area archived",
    ),
    *[
        Case(
            policy.may_tie,
            lambda actor, scene, state=state: policy.may_tie(actor, a_candidate(scene, state)),
            state.value.replace("_", " "),
        )
        for state in (CandidateState.CONSIDERED, CandidateState.PRIORITISED)
    ],
    Case(
        policy.may_tie,
        lambda actor, scene: policy.may_tie(actor, a_candidate(scene, CandidateState.PRIORITISED, area=scene.archived)),
        "prioritised, area archived",
    ),
]
