"""Who may do what in discovery, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.models import Candidate, Finding
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_read(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may read the roadmap's working version."""
    return roadmap_policy.may_read(actor, roadmap)


def may_tell(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Everybody, with an account or not, until the roadmap is closed; also where its working version is not public."""
    if not roadmap.state.is_open_for_comments or roadmap.area.is_archived:
        return False
    return actor is None or actor.muted_until(roadmap.area_id) is None


def may_lead(actor: Actor | None, roadmap: Roadmap) -> bool:
    """The area's process leader and deputies, and the coordinator, unless the area is archived."""
    return roadmap_policy.may_moderate(actor, roadmap) and not roadmap.area.is_archived


def may_read_finding(actor: Actor | None, finding: Finding) -> bool:
    """What is shown, those who may read the roadmap; the rest its author and those who lead the area."""
    is_own = actor is not None and actor.person_id == finding.person_id
    if is_own or roadmap_policy.may_moderate(actor, finding.roadmap):
        return True
    return finding.is_shown and may_read(actor, finding.roadmap)


def may_read_first(actor: Actor | None, finding: Finding) -> bool:
    """Those who lead the area let a finding be read by all, or set it aside; also their own."""
    return may_lead(actor, finding.roadmap)


def may_read_candidate(actor: Actor | None, candidate: Candidate) -> bool:
    """Those who may read the roadmap, also what was chosen away."""
    return may_read(actor, candidate.roadmap)


def may_word(actor: Actor | None, candidate: Candidate) -> bool:
    """Those who lead the area word a candidate, and say what is part of it, until it is decided about."""
    return may_lead(actor, candidate.roadmap) and not candidate.state.is_decided


def may_decide(actor: Actor | None, candidate: Candidate) -> bool:
    """Those who lead the area write down what has been decided."""
    return may_lead(actor, candidate.roadmap)


def may_tie(actor: Actor | None, candidate: Candidate) -> bool:
    """Those who write in the roadmap and those who lead it tie goals and activities to a prioritised candidate."""
    is_at_work = may_lead(actor, candidate.roadmap) or roadmap_policy.may_write(actor, candidate.roadmap)
    return is_at_work and candidate.state.value == "prioritised"
