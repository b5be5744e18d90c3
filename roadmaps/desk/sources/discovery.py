"""What waits in discovery: what nobody has read yet, what rests and was to be looked at again, and what was prioritised
and has not become anything.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.discovery.models import Candidate, Decision, Finding
from roadmaps.discovery.queries import outcomes_of, standing_decisions, waiting_findings
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import beginning_of
from roadmaps.foundation.sentences import N_, Sentence, say

NAME = "discovery"


def points(ground: Ground) -> Iterable[Point]:
    """Each since it came in, since the day on which it was to be looked at again, or since it was prioritised."""
    for finding in ground.session.scalars(waiting_findings(ground.area_of)).unique():
        yield Point(NAME, finding.id, ground.area_of[finding.roadmap_id], finding.came_at, fact=finding)
    states = CandidateState.RESTING, CandidateState.PRIORITISED
    query = select(Candidate).where(Candidate.roadmap_id.in_(ground.area_of), Candidate.state.in_(states))
    candidates = ground.session.scalars(query).unique().all()
    ids = [one.id for one in candidates]
    decisions, outcomes = standing_decisions(ground.session, ids), outcomes_of(ground.session, ids)
    for one in candidates:
        decision = decisions[one.id]
        area_id = ground.area_of[one.roadmap_id]
        if one.state is CandidateState.PRIORITISED and one.id not in outcomes:
            yield Point(NAME, one.id, area_id, decision.at, fact=(one, decision))
        if decision.look_again_on and decision.look_again_on <= ground.today:
            yield Point(NAME, one.id, area_id, beginning_of(decision.look_again_on), fact=(one, decision))


def tell(ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """What it is, who told of it, and what there is to do."""
    return {point.key: _told(ground, point.fact) for point in waiting}


def _told(ground: Ground, fact: Finding | tuple[Candidate, Decision]) -> Told:
    if isinstance(fact, Finding):
        who = ground.organisations.get(fact.organisation_id, "") if fact.organisation_id else fact.voice
        words = say("%(sort)s that waits to be read first.", sort=Sentence(fact.sort.label))
        return Told(fact.title, words, who=who, quote=fact.words)
    candidate, decision = fact
    if candidate.state is CandidateState.PRIORITISED:
        return Told(candidate.title, say("A prioritised candidate that has not become a goal or an activity yet."))
    words = say("A candidate that rests was to be looked at again.")
    return Told(candidate.title, words, quote=decision.reasons)


SOURCE = Source(NAME, N_("Discovery"), points, tell, is_for_leaders=True)
