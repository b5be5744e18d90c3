"""What happens in discovery, for those who may read the roadmap: what was told, and what was decided about candidates."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.models import Candidate, CandidateOutcome, Decision, Finding
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.following.happenings import Happening, HappeningSort, Span, readable
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import N_, Sentence, say

EXCERPT = 240


def findings(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """Needs, ideas and strengths that can be read by all."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    found = session.scalars(
        select(Finding)
        .where(Finding.roadmap_id.in_(roadmaps), Finding.standing == Standing.SHOWN)
        .where(Finding.came_at > span.since, Finding.came_at <= span.upto)
        .order_by(Finding.came_at.desc())
        .limit(span.most)
    )
    for one in found.unique():
        yield Happening(
            key=f"finding/{one.id}",
            sort=HappeningSort.DISCOVERY,
            at=one.came_at,
            roadmap=roadmaps[one.roadmap_id],
            person_id=one.person_id,
            organisation_id=one.organisation_id,
            sentence=say("%(sort)s told: “%(title)s”", sort=Sentence(one.sort.label), title=one.title),
            path=f"/findings/{one.id}",
            excerpt=excerpt(one.words, EXCERPT),
            organisations=frozenset([one.organisation_id] if one.organisation_id else ()),
        )


def candidates(session: Session, span: Span, viewer: Actor | None) -> Iterable[Happening]:
    """What was decided about candidates, why, and about which goals and activities it is."""
    roadmaps = {roadmap.id: roadmap for roadmap in readable(span.roadmaps, viewer)}
    rows = session.execute(
        select(Decision, Candidate)
        .join(Candidate, Candidate.id == Decision.candidate_id)
        .where(Candidate.roadmap_id.in_(roadmaps))
        .where(Decision.at > span.since, Decision.at <= span.upto)
        .order_by(Decision.at.desc())
        .limit(span.most)
    ).unique()
    decided = [(decision, candidate) for decision, candidate in rows]
    ids = [candidate.id for _, candidate in decided]
    standing = CandidateOutcome.candidate_id.in_(ids), CandidateOutcome.untied_at.is_(None)
    outcomes = session.scalars(select(CandidateOutcome).where(*standing)).all() if ids else ()
    for decision, candidate in decided:
        yield Happening(
            key=f"decision/{decision.id}",
            sort=HappeningSort.DISCOVERY,
            at=decision.at,
            roadmap=roadmaps[candidate.roadmap_id],
            person_id=decision.person_id,
            organisation_id=decision.organisation_id,
            sentence=Sentence(_DECIDED[decision.state], {"title": candidate.title}),
            path=f"/candidates/{candidate.id}",
            excerpt=excerpt(decision.reasons, EXCERPT),
            blocks=frozenset(one.block_id for one in outcomes if one.candidate_id == candidate.id),
        )


_DECIDED = {
    CandidateState.PRIORITISED: N_("A candidate was prioritised: “%(title)s”"),
    CandidateState.CHOSEN_AWAY: N_("A candidate was chosen away: “%(title)s”"),
    CandidateState.RESTING: N_("A candidate rests: “%(title)s”"),
    CandidateState.CONSIDERED: N_("A candidate was taken up again: “%(title)s”"),
}
